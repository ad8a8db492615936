"""A refusal that two persons have not agreed to yet: its gift is paid to nobody but its donor."""

import pytest
from django.utils import timezone

from campaigns.actions.approve_settlement import approve_settlement
from campaigns.actions.cancel_campaign import cancel_campaign
from campaigns.actions.close_campaign import close_campaign
from campaigns.actions.pay_out import PayoutRefused, approve_payout, export_payouts
from campaigns.actions.refuse_gift import refuse_gift
from campaigns.domain import accounts, policy
from campaigns.domain.states import Actor, State
from campaigns.models import Campaign, Gift, PayoutState, Refund, Settlement, SettlementState
from campaigns.models.checking import faults
from kernel.money import ZERO
from tenants.models import Mail
from tests.campaigns.actions.test_closing import LATER, end
from tests.campaigns.actions.test_pay_out import a_success, prepared
from tests.campaigns.books import balance, euros
from tests.campaigns.gifts import give, open_campaign, work

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def two_agree(till, bank, monkeypatch):
    """Above 50 euros two persons agree; and the books stay right."""
    monkeypatch.setattr(policy, "TWO_PERSONS_ABOVE", euros(50))
    yield
    assert list(faults()) == []


def refused(gift: Gift, by) -> Settlement:
    plan = refuse_gift(gift_id=gift.pk, reason="Publicité", by=by, at=timezone.now())
    work()
    assert plan.state == SettlementState.WAITING
    return plan


def agreed(plan: Settlement, *persons) -> None:
    for person in persons:
        approve_settlement(settlement_id=plan.pk, by=person)
    work()


def test_no_payout_is_prepared_while_a_refused_gift_waits(till, officer, treasurer):
    campaign = a_success(till)
    give_back = refused(campaign.gifts.get(amount_cents=6000), officer)
    Campaign.objects.filter(pk=campaign.pk).update(minimum_cents=2000)

    with pytest.raises(PayoutRefused):
        prepared(campaign, officer)
    agreed(give_back, officer, treasurer)

    assert prepared(campaign, officer).amount == euros("37.40")
    assert Refund.objects.get().amount_cents == 6000


def test_a_payout_prepared_before_waits_as_well(till, officer, treasurer, monkeypatch):
    campaign = a_success(till)
    payout = prepared(campaign, officer)
    monkeypatch.setattr("campaigns.actions.refuse_gift.require_nothing_leaves", lambda _: None)
    refused(campaign.gifts.get(amount_cents=6000), officer)

    with pytest.raises(PayoutRefused):
        approve_payout(payout_id=payout.pk, by=treasurer)
    type(payout).objects.update(state=PayoutState.APPROVED, approved_by=treasurer)
    with pytest.raises(PayoutRefused):
        export_payouts(by=treasurer, at=timezone.now())

    assert balance(accounts.TRANSIT_SEPA) == ZERO


def test_a_refused_gift_makes_no_success(till, officer, treasurer):
    campaign = open_campaign(minimum=80)
    refused(give(till, campaign, 60, on_failure="fund"), officer)
    give(till, campaign, 40)

    assert end(campaign).state == State.FAILED
    for waiting in Settlement.objects.filter(kind="failure"):
        agreed(waiting, officer, treasurer)

    # Its donor chose the fund for a failure: the refusal comes first.
    assert balance(accounts.SOLIDARITY) == ZERO
    assert sorted(Refund.objects.values_list("amount_cents", flat=True)) == [4000, 6000]
    assert not Settlement.objects.filter(state=SettlementState.WAITING).exists()


def test_without_it_there_is_enough(till, officer):
    campaign = open_campaign(minimum=40)
    gift = give(till, campaign, 60)
    refused(gift, officer)
    give(till, campaign, 40)

    assert end(campaign).state == State.SUCCEEDED
    told = Mail.objects.filter(kind="campaigns.gift-success").values_list("to", flat=True)
    assert gift.donor_email not in told
    assert len(told) == 1


def test_a_success_that_is_cancelled_at_once_is_told_to_nobody(till, officer):
    campaign = open_campaign(minimum=40)
    give(till, campaign, 50)
    close_campaign(campaign_id=campaign.pk, at=timezone.now() + LATER)

    told = {"actor": Actor.STAFF, "by": officer, "at": timezone.now(), "reason": "Annulé"}
    cancel_campaign(campaign_id=campaign.pk, **told)
    work()

    assert Refund.objects.get().amount_cents == 5000
    assert not Mail.objects.filter(kind="campaigns.gift-success").exists()


def test_a_cancellation_gives_a_refused_gift_to_its_donor(till, officer, treasurer):
    campaign = open_campaign(minimum=80)
    refused(give(till, campaign, 60, on_failure="fund"), officer)

    plan = cancel_campaign(
        campaign_id=campaign.pk, actor=Actor.STAFF, by=officer, at=timezone.now(), reason="Annulé"
    )
    assert (plan.to_donors_cents, plan.to_funds_cents) == (6000, 0)
    agreed(plan, officer, treasurer)

    assert balance(accounts.SOLIDARITY) == ZERO
    assert Refund.objects.get().amount_cents == 6000
