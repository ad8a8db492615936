"""Gifts by transfer: whole, in part, too much, twice, late; not a cent is lost or counted twice."""

from datetime import timedelta

import pytest
from django.utils import timezone

from campaigns.actions.await_transfer import cancel_transfer, correct_transfer
from campaigns.actions.cancel_campaign import cancel_campaign
from campaigns.actions.close_campaign import close_campaign
from campaigns.actions.end_transfers import end_transfers
from campaigns.actions.explain_line import (
    LineRefused,
)
from campaigns.actions.start_gift import GiftRefused, room_of, transfer_limit
from campaigns.domain import accounts
from campaigns.domain.payments import PaymentState, RefundState
from campaigns.domain.states import Actor, State
from campaigns.models import Campaign, OnFailure, Payment, Refund
from campaigns.models.checking import faults
from kernel.money import ZERO
from tenants.models import Mail
from tests.campaigns.bank import arrives, match, pledge
from tests.campaigns.books import balance, euros, raised
from tests.campaigns.gifts import give, open_campaign, work

pytestmark = pytest.mark.django_db
MONTH = timedelta(days=33)


@pytest.fixture(autouse=True)
def books_stay_right(till, bank):
    yield
    assert list(faults()) == []


def code(campaign: Campaign) -> str:
    return accounts.campaign(campaign.pk)


def test_a_transfer_keeps_its_room_and_becomes_the_gift(treasurer):
    campaign = open_campaign(optimum=200)
    payment = pledge(campaign, 150)
    assert room_of(campaign) == euros(50)
    text = Mail.objects.get(kind="campaigns.transfer-awaited").text
    assert "FR76 3000 1007 9412 3456 7890 185" in text

    match(arrives(payment, "150.00", treasurer), payment, treasurer)

    payment.refresh_from_db()
    assert payment.state == PaymentState.SUCCEEDED
    assert raised(code(campaign)) == euros(150)
    assert balance(accounts.BANK) == -euros(150)
    assert balance(accounts.SUSPENSE) == ZERO
    assert room_of(campaign) == euros(50)
    assert Mail.objects.filter(kind="campaigns.gift-received").count() == 1


def test_a_line_is_decided_once(treasurer):
    campaign = open_campaign()
    payment = pledge(campaign, 50)
    line = arrives(payment, "50.00", treasurer)
    match(line, payment, treasurer)

    with pytest.raises(LineRefused):
        match(line, payment, treasurer)

    assert raised(code(campaign)) == euros(50)


def test_part_of_it_waits_for_the_rest(treasurer):
    campaign = open_campaign()
    payment = pledge(campaign, 50)
    match(arrives(payment, "20.00", treasurer), payment, treasurer)
    assert balance(accounts.SUSPENSE) == euros(20)
    assert Mail.objects.filter(kind="campaigns.transfer-partial").count() == 1

    match(arrives(payment, "30.00", treasurer), payment, treasurer)

    assert raised(code(campaign)) == euros(50)
    assert balance(accounts.SUSPENSE) == ZERO


def test_part_of_it_is_the_gift_when_its_time_is_over(treasurer):
    campaign = open_campaign()
    payment = pledge(campaign, 50)
    match(arrives(payment, "20.00", treasurer), payment, treasurer)

    end_transfers(at=payment.expires_at + timedelta(days=1, minutes=1))

    payment.refresh_from_db()
    assert (payment.state, payment.gift.amount_cents) == (PaymentState.SUCCEEDED, 2000)
    assert raised(code(campaign)) == euros(20)


def test_too_much_goes_back_and_twice_goes_back(treasurer):
    campaign = open_campaign()
    payment = pledge(campaign, 50)
    match(arrives(payment, "60.00", treasurer), payment, treasurer)
    match(arrives(payment, "50.00", treasurer), payment, treasurer)
    work()

    assert raised(code(campaign)) == euros(50)
    assert balance(accounts.refund_payable(code(campaign))) == euros(60)
    assert set(Refund.objects.values_list("amount_cents", "state")) == {
        (1000, RefundState.MANUAL), (5000, RefundState.MANUAL),
    }  # fmt: skip


@pytest.mark.parametrize("choice", OnFailure)
def test_after_the_end_it_goes_where_its_donor_chose(treasurer, choice):
    campaign = open_campaign()
    payment = pledge(campaign, 50, on_failure=choice)
    close_campaign(campaign_id=campaign.pk, at=timezone.now() + MONTH)
    payment.refresh_from_db()
    assert payment.state == PaymentState.EXPIRED

    match(arrives(payment, "50.00", treasurer), payment, treasurer)

    assert raised(code(campaign)) == ZERO
    owed = balance(accounts.refund_payable(code(campaign)))
    fund = balance(accounts.SOLIDARITY)
    assert (owed, fund) == ((euros(50), ZERO) if choice == "refund" else (ZERO, euros(50)))


def test_late_and_the_campaign_is_open_it_counts_as_far_as_there_is_room(till, treasurer):
    campaign = open_campaign(optimum=200)
    payment = pledge(campaign, 100)
    end_transfers(at=payment.expires_at + timedelta(days=2))
    give(till, campaign, 150)

    match(arrives(payment, "100.00", treasurer), payment, treasurer)

    assert raised(code(campaign)) == euros(200)
    assert balance(accounts.refund_payable(code(campaign))) == euros(50)


def test_the_last_day_waits_for_the_statement_of_the_next(treasurer):
    campaign = open_campaign(minimum=100, closes_at=timezone.now() + timedelta(days=4))
    payment = pledge(campaign, 100)
    assert payment.expires_at <= campaign.closes_at
    Payment.objects.update(expires_at=campaign.closes_at)

    close_campaign(campaign_id=campaign.pk, at=campaign.closes_at + timedelta(minutes=1))
    campaign.refresh_from_db()
    assert campaign.state == State.CLOSING
    match(arrives(payment, "100.00", treasurer), payment, treasurer)
    close_campaign(campaign_id=campaign.pk, at=campaign.closes_at + timedelta(hours=20))

    campaign.refresh_from_db()
    assert campaign.state == State.SUCCEEDED


def test_a_campaign_that_ends_takes_what_came_in_part(treasurer):
    campaign = open_campaign(minimum=20)
    payment = pledge(campaign, 50)
    match(arrives(payment, "20.00", treasurer), payment, treasurer)

    close_campaign(campaign_id=campaign.pk, at=timezone.now() + MONTH)

    campaign.refresh_from_db()
    assert (campaign.state, raised(code(campaign))) == (State.SUCCEEDED, euros(20))


def test_a_cancelled_campaign_awaits_nothing_more(treasurer, officer):
    campaign = open_campaign()
    waiting, partial = pledge(campaign, 50), pledge(campaign, 40)
    match(arrives(partial, "10.00", treasurer), partial, treasurer)
    now = timezone.now()

    cancel_campaign(campaign_id=campaign.pk, actor=Actor.STAFF, by=officer, at=now, reason="Annulé")
    work()

    waiting.refresh_from_db()
    assert waiting.state == PaymentState.EXPIRED
    assert Mail.objects.filter(kind="campaigns.transfer-over").count() == 1
    assert balance(accounts.refund_payable(code(campaign))) == euros(10)


def test_a_donor_cancels(treasurer):
    campaign = open_campaign()
    payment = pledge(campaign, 150)

    assert cancel_transfer(gift_id=payment.gift_id)
    assert not cancel_transfer(gift_id=payment.gift_id)

    assert room_of(campaign) == euros(200)


def test_a_donor_corrects_within_what_is_left():
    campaign = open_campaign(optimum=200)
    payment = pledge(campaign, 150)
    now = timezone.now()

    correct_transfer(gift_id=payment.gift_id, amount=euros(180), at=now)
    with pytest.raises(GiftRefused):
        correct_transfer(gift_id=payment.gift_id, amount=euros(201), at=now)

    payment.refresh_from_db()
    assert (payment.amount_cents, payment.gift.amount_cents) == (18_000, 18_000)
    assert room_of(campaign) == euros(20)
    assert Mail.objects.filter(kind="campaigns.transfer-awaited").count() == 2


def test_what_has_begun_to_arrive_is_neither_cancelled_nor_corrected(treasurer):
    payment = pledge(open_campaign(), 50)
    match(arrives(payment, "20.00", treasurer), payment, treasurer)

    assert not cancel_transfer(gift_id=payment.gift_id)
    with pytest.raises(GiftRefused):
        correct_transfer(gift_id=payment.gift_id, amount=euros(60), at=timezone.now())


def test_near_the_end_and_without_an_account_no_transfer_is_offered(settings):
    now = timezone.now()
    soon = open_campaign(closes_at=now + timedelta(days=2))
    assert transfer_limit(soon, now) is None
    with pytest.raises(GiftRefused):
        pledge(soon, 50)

    settings.PLATFORM_IBAN = ""
    assert transfer_limit(open_campaign(), now) is None


def test_one_address_keeps_little_room():
    campaign = open_campaign()
    for _ in range(3):
        pledge(campaign, 10, email="ada@example.org")

    with pytest.raises(GiftRefused):
        pledge(campaign, 10, email="ada@example.org")


def test_a_gift_to_the_fund_by_transfer(treasurer):
    payment = pledge(None, 30)
    match(arrives(payment, "30.00", treasurer), payment, treasurer)

    assert balance(accounts.SOLIDARITY) == euros(30)
