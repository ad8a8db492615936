"""A campaign ends once: it succeeds, fails or is cancelled, and every cent is somewhere."""

from datetime import timedelta

import pytest
from django.utils import timezone

from campaigns import jobs
from campaigns.actions.approve_settlement import (
    AnotherPerson,
    FiguresChanged,
    approve_settlement,
)
from campaigns.actions.close_campaign import close_campaign
from campaigns.actions.guards import NotYours
from campaigns.actions.plan_settlement import plan_settlement
from campaigns.domain import accounts, policy
from campaigns.domain.payments import RefundState
from campaigns.domain.states import State
from campaigns.jobs import close_due
from campaigns.models import (
    Campaign,
    Entry,
    Gift,
    Refund,
    Settlement,
    SettlementKind,
    SettlementState,
)
from campaigns.models.checking import faults
from campaigns.models.posting import open_account
from kernel.money import ZERO, Money
from tenants.models import Alert, Mail
from tests.accounts.factories import UserFactory
from tests.campaigns.books import balance, euros, move, raised
from tests.campaigns.gifts import begin, give, open_campaign, work

pytestmark = pytest.mark.django_db
LATER = timedelta(days=31)


@pytest.fixture(autouse=True)
def books_stay_right(till):
    yield
    assert list(faults()) == []


def code_of(campaign: Campaign) -> str:
    return accounts.campaign(campaign.pk)


def end(campaign: Campaign) -> Campaign:
    close_campaign(campaign_id=campaign.pk, at=timezone.now() + LATER)
    work()
    campaign.refresh_from_db()
    return campaign


def boost(campaign: Campaign, amount: Money, fund: str = "fund:patron:7") -> None:
    open_account(fund)
    move("endow", (accounts.BANK, fund, amount))
    move("topup", (fund, code_of(campaign), amount), campaign=code_of(campaign), source="boost:1")


def test_it_closes_at_its_optimum_at_once(till):
    campaign = open_campaign(minimum=50, optimum=100)
    give(till, campaign, 60)
    give(till, campaign, 40)

    work()

    campaign.refresh_from_db()
    assert campaign.state == State.SUCCEEDED
    assert balance(accounts.payable(code_of(campaign))) == euros("93.50")
    assert balance(accounts.COMMISSION) == euros("6.50")
    assert balance(code_of(campaign)) == ZERO
    assert raised(code_of(campaign)) == euros(100)
    assert Mail.objects.filter(kind="campaigns.gift-success").count() == 2


def test_it_succeeds_at_its_end_and_never_twice(till):
    campaign = open_campaign(minimum=50)
    give(till, campaign, 60)

    for _ in range(3):
        end(campaign)

    assert campaign.state == State.SUCCEEDED
    assert Entry.objects.filter(kind="close").count() == 1
    assert Settlement.objects.get().state == SettlementState.DONE


def test_before_its_end_nothing_closes(till):
    campaign = open_campaign(minimum=50)
    give(till, campaign, 60)

    assert close_campaign(campaign_id=campaign.pk, at=timezone.now()).state == State.PUBLISHED


def test_it_waits_a_day_for_who_is_paying_and_no_longer(till):
    campaign = open_campaign(minimum=50, closes_at=timezone.now() + timedelta(minutes=5))
    give(till, campaign, 60)
    begin(campaign, 40)
    soon = timezone.now() + timedelta(minutes=6)

    assert close_campaign(campaign_id=campaign.pk, at=soon).state == State.CLOSING
    assert close_campaign(campaign_id=campaign.pk, at=soon).state == State.CLOSING
    assert close_campaign(campaign_id=campaign.pk, at=soon + LATER).state == State.SUCCEEDED


def test_the_scheduler_closes_what_is_due(till):
    due, other = open_campaign(minimum=50), open_campaign(minimum=50)
    Campaign.objects.filter(pk=due.pk).update(closes_at=timezone.now() - timedelta(minutes=1))

    close_due(timezone.now())

    states = dict(Campaign.objects.values_list("pk", "state"))
    assert (states[due.pk], states[other.pk]) == (State.FAILED, State.PUBLISHED)


def test_a_campaign_that_cannot_close_does_not_keep_the_others_open(till, monkeypatch):
    past = timezone.now() - timedelta(minutes=1)
    broken, due = (open_campaign(minimum=50, closes_at=past) for _ in range(2))
    real = jobs.close_campaign

    def close_or_break(*, campaign_id, at):
        if campaign_id == broken.pk:
            raise RuntimeError("lost")
        return real(campaign_id=campaign_id, at=at)

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(jobs, "close_campaign", close_or_break)
        assert close_due(timezone.now()) == 1

    due.refresh_from_db()
    assert due.state == State.FAILED
    said = Alert.objects.open().filter(kind="campaigns.close-failed", key=str(broken.pk))
    assert "lost" in said.get().message
    close_due(timezone.now())
    assert not said.exists()


def test_a_failure_gives_back_or_on_as_each_donor_chose(till):
    campaign = open_campaign(minimum=150)
    give(till, campaign, 40)
    give(till, campaign, 30, on_failure="fund")
    boost(campaign, euros(20))

    assert end(campaign).state == State.FAILED

    assert balance(code_of(campaign)) == ZERO
    assert balance(accounts.SOLIDARITY) == euros(30)
    assert balance("fund:patron:7") == euros(20)
    refund = Refund.objects.get()
    assert (refund.amount_cents, refund.state) == (4000, RefundState.SUCCEEDED)
    assert balance(accounts.COMMISSION) == ZERO
    assert raised(code_of(campaign)) == euros(90)  # what was raised stays said
    assert Mail.objects.filter(kind="campaigns.gift-redistributed").count() == 1


def test_a_settlement_stopped_anywhere_goes_on(till, monkeypatch):
    campaign = open_campaign(minimum=150)
    for _ in range(3):
        give(till, campaign, 20)
    close_campaign(campaign_id=campaign.pk, at=timezone.now() + LATER)
    from campaigns.actions import run_settlement as running

    real, calls = running.make_refunds, []

    def dies(*owed, **what):
        calls.append(what)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return real(*owed, **what)

    monkeypatch.setattr(running, "BATCH", 1)
    monkeypatch.setattr(running, "make_refunds", dies)
    plan = Settlement.objects.get()
    with pytest.raises(KeyboardInterrupt):
        running.run_settlement(settlement_id=plan.pk, at=timezone.now())

    running.run_settlement(settlement_id=plan.pk, at=timezone.now())
    work()

    assert Refund.objects.filter(state=RefundState.SUCCEEDED).count() == 3
    assert balance(code_of(campaign)) == ZERO


def test_a_gift_paid_twice_goes_back_to_both_payments(till):
    campaign = open_campaign(minimum=150)
    gift = give(till, campaign, 40)
    late = begin(campaign, 30)
    late.gift = gift
    late.save(update_fields=["gift"])
    till.bank.pay(late.checkout)

    from campaigns.actions.settle_payment import settle_payment

    settle_payment(payment_id=late.pk, at=timezone.now())
    end(campaign)

    amounts = Refund.objects.filter(state=RefundState.SUCCEEDED).values_list("amount_cents")
    assert sorted(amounts) == [(3000,), (4000,)]
    assert balance(code_of(campaign)) == ZERO


def test_the_preview_is_what_happens(till):
    campaign = open_campaign(minimum=150)
    give(till, campaign, 40)
    give(till, campaign, 30, on_failure="fund")

    plan = plan_settlement(campaign, SettlementKind.FAILURE)
    end(campaign)

    assert plan.to_donors == Money(sum(Refund.objects.values_list("amount_cents", flat=True)))
    assert plan.to_funds == balance(accounts.SOLIDARITY)


def test_much_money_waits_for_two_persons(till, officer, monkeypatch, national):
    from accounts.actions.grant_role import grant_role
    from accounts.domain.roles import RoleKind

    monkeypatch.setattr(policy, "TWO_PERSONS_ABOVE", euros(50))
    second = UserFactory()
    grant_role(user=second, kind=RoleKind.PROJECT_OFFICER, tenant=national, by=None)
    campaign = open_campaign(minimum=150)
    give(till, campaign, 60)
    end(campaign)
    plan = Settlement.objects.get()
    assert plan.state == SettlementState.WAITING
    assert not Refund.objects.exists()

    approve_settlement(settlement_id=plan.pk, by=officer)
    with pytest.raises(AnotherPerson):
        approve_settlement(settlement_id=plan.pk, by=officer)
    with pytest.raises(NotYours):
        approve_settlement(settlement_id=plan.pk, by=UserFactory())
    approve_settlement(settlement_id=plan.pk, by=second)
    work()

    assert Refund.objects.get().state == RefundState.SUCCEEDED


def test_who_agreed_to_other_figures_agrees_again(till, officer, monkeypatch):
    monkeypatch.setattr(policy, "TWO_PERSONS_ABOVE", euros(50))
    campaign = open_campaign(minimum=150)
    gift = give(till, campaign, 60)
    end(campaign)
    plan = Settlement.objects.get()
    approve_settlement(settlement_id=plan.pk, by=officer)
    Gift.objects.filter(pk=gift.pk).update(on_failure="fund")

    with pytest.raises(FiguresChanged):
        approve_settlement(settlement_id=plan.pk, by=officer)

    plan.refresh_from_db()
    assert (plan.first_by, plan.to_donors_cents, plan.to_funds_cents) == (None, 0, 6000)


def test_a_payment_after_the_end_goes_back_whole(till):
    campaign = open_campaign(minimum=50)
    give(till, campaign, 60)
    late = begin(campaign, 40)
    end(campaign)

    till.bank.pay(late.checkout)
    from campaigns.actions.settle_payment import settle_payment

    settle_payment(payment_id=late.pk, at=timezone.now() + LATER)
    work()

    assert raised(code_of(campaign)) == euros(60)
    assert Refund.objects.get().amount_cents == 4000
