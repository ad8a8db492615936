"""A success that fell under its minimum is paid out once staff have said that it stays one."""

import pytest
from django.utils import timezone

from campaigns.actions.advance import ReasonMissing
from campaigns.actions.approve_settlement import approve_settlement
from campaigns.actions.cancel_campaign import cancel_campaign, fail_campaign
from campaigns.actions.follow_dispute import follow_dispute
from campaigns.actions.guards import NotYours
from campaigns.actions.keep_success import keep_success
from campaigns.actions.pay_out import PayoutRefused
from campaigns.actions.refuse_gift import refuse_gift
from campaigns.domain import policy
from campaigns.domain.lifecycle import IllegalTransition
from campaigns.domain.states import Actor, State
from campaigns.models import Campaign, PostKind, Settlement, SettlementState
from campaigns.models.checking import faults
from kernel.domain import DomainError
from tenants.models import Alert, AuditEntry, Mail
from tests.campaigns.actions.test_pay_out import a_success, prepared
from tests.campaigns.books import euros
from tests.campaigns.factories import post_of
from tests.campaigns.gifts import open_campaign, work
from tests.campaigns.views.test_errand import browser

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def books_stay_right(till, bank):
    yield
    assert list(faults()) == []


@pytest.fixture
def fallen(till, officer) -> Campaign:
    """A campaign of 60 and 40 euros, of which 40 are left, under its minimum of 50."""
    campaign = a_success(till)
    refuse(campaign, 6000, officer)
    return campaign


def refuse(campaign: Campaign, cents: int, by) -> None:
    gift = campaign.gifts.get(amount_cents=cents)
    refuse_gift(gift_id=gift.pk, reason="Non", by=by, at=timezone.now())
    work()


def keep(campaign: Campaign, by, reason: str = "L\u2019école complète"):
    return keep_success(campaign_id=campaign.pk, by=by, reason=reason)


def failed(campaign: Campaign, by) -> Settlement:
    return fail_campaign(campaign_id=campaign.pk, by=by, at=timezone.now())


def cancelled(campaign: Campaign, by) -> Settlement:
    told = {"actor": Actor.STAFF, "by": by, "at": timezone.now(), "reason": "Annulé"}
    return cancel_campaign(campaign_id=campaign.pk, **told)


def test_it_is_paid_out_once_it_stays_a_success(fallen, officer):
    mails = Mail.objects.filter(kind="campaigns.gift-success").count()
    with pytest.raises(PayoutRefused):
        prepared(fallen, officer)

    keep(fallen, officer)
    work()

    assert prepared(fallen, officer).amount == euros("37.40")
    assert AuditEntry.objects.filter(action="campaign.keep_success").count() == 1
    assert not Alert.objects.open().filter(kind="campaigns.under-minimum").exists()
    assert Mail.objects.filter(kind="campaigns.gift-success").count() == mails


def test_a_lost_dispute_asks_for_it_too(till, officer):
    campaign = a_success(till)
    payment = campaign.gifts.get(amount_cents=6000).payments.get()
    opened = till.bank.open_dispute(payment.provider_payment)
    till.bank.end_dispute(opened["id"], won=False)

    follow_dispute(dispute_id=opened["id"], at=timezone.now())

    assert Alert.objects.open().filter(kind="campaigns.under-minimum").exists()
    keep(campaign, officer)
    work()
    assert prepared(campaign, officer).amount == euros("37.40")


def test_above_the_limit_two_persons_say_so(fallen, officer, treasurer, monkeypatch):
    monkeypatch.setattr(policy, "TWO_PERSONS_ABOVE", euros(30))

    plan = keep(fallen, officer)
    approve_settlement(settlement_id=plan.pk, by=officer)
    with pytest.raises(PayoutRefused):
        prepared(fallen, officer)
    approve_settlement(settlement_id=plan.pk, by=treasurer)
    work()

    assert prepared(fallen, officer).amount == euros("37.40")
    plan.refresh_from_db()
    assert (plan.state, plan.to_structure_cents) == (SettlementState.DONE, 3740)


def test_said_once_more_it_forgets_nobody_who_agreed(fallen, officer, treasurer, monkeypatch):
    monkeypatch.setattr(policy, "TWO_PERSONS_ABOVE", euros(30))
    plan = keep(fallen, officer)
    approve_settlement(settlement_id=plan.pk, by=officer)

    with pytest.raises(DomainError):
        keep(fallen, treasurer)

    approve_settlement(settlement_id=plan.pk, by=treasurer)
    work()
    with pytest.raises(DomainError):
        keep(fallen, treasurer)
    assert prepared(fallen, officer).amount == euros("37.40")


@pytest.mark.parametrize("ends", [failed, cancelled])
def test_it_waits_for_nobody_once_the_campaign_is_over(fallen, officer, monkeypatch, ends):
    monkeypatch.setattr(policy, "TWO_PERSONS_ABOVE", euros(30))
    plan = keep(fallen, officer)
    approve_settlement(settlement_id=plan.pk, by=officer)

    end = ends(fallen, officer)

    assert Settlement.objects.filter(state=SettlementState.WAITING).get() == end


@pytest.mark.parametrize("ends", [failed, cancelled])
def test_nobody_is_asked_about_it_once_it_is_over(fallen, officer, ends):
    asked = Alert.objects.open().filter(kind="campaigns.under-minimum")
    assert asked.exists()

    ends(fallen, officer)

    assert not asked.exists()


def test_what_falls_further_is_decided_again(till, officer):
    campaign = a_success(till)
    Campaign.objects.filter(pk=campaign.pk).update(minimum_cents=20_000)
    keep(campaign, officer)
    work()
    refuse(campaign, 6000, officer)

    with pytest.raises(PayoutRefused):
        prepared(campaign, officer)
    keep(campaign, officer)

    assert prepared(campaign, officer).amount == euros("37.40")


def test_only_staff_only_with_a_reason_and_only_below_the_minimum(fallen, officer):
    with pytest.raises(NotYours):
        keep(fallen, post_of(fallen, PostKind.HEAD))
    with pytest.raises(ReasonMissing):
        keep(fallen, officer, reason=" ")
    Campaign.objects.filter(pk=fallen.pk).update(minimum_cents=4000)
    with pytest.raises(DomainError):
        keep(fallen, officer)
    with pytest.raises(IllegalTransition):
        keep(open_campaign(), officer)


def test_the_page_of_money_asks_for_it(fallen, officer):
    desk, page = browser(officer), f"/admin/projets/{fallen.pk}/argent/"
    assert 'value="keep"' in desk.get(page).content.decode()

    assert desk.post(page, {"action": "keep", "reason": ""}).status_code == 422
    assert desk.post(page, {"action": "keep", "reason": "Complété"}).status_code == 302

    fallen.refresh_from_db()
    assert fallen.state == State.SUCCEEDED
    assert prepared(fallen, officer).amount == euros("37.40")
