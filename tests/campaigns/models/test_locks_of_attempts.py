"""Take away the lock under which attempts of one gift see each other: see `test_locks.py`."""

from datetime import timedelta

from django.db import OperationalError, transaction
from django.utils import timezone

from campaigns.actions.allocate_gift import allocate_gift
from campaigns.actions.close_campaign import close_campaign
from campaigns.actions.follow_refund import follow_refund
from campaigns.actions.run_settlement import run_settlement
from campaigns.actions.start_gift import give_room_back, room_of, start_again
from campaigns.domain.payments import PaymentState, RefundState
from campaigns.models import Payment, Refund, Settlement
from campaigns.models.checking import faults
from campaigns.models.posting import lock
from campaigns.payments.base import ProviderRefund
from territories.actions.load_reference_data import SOURCES, load_reference_data
from tests.campaigns.books import euros, raised
from tests.campaigns.gifts import begin_only, open_campaign
from tests.campaigns.models.test_locks import LATER, books, meanwhile

__all__ = ["books"]


def two_attempts_of_a_gift_are_paid():
    first = begin_only(open_campaign(), 50)()
    second = Payment.objects.create(gift=first.gift, amount_cents=5000, expires_at=LATER)

    @transaction.atomic
    def take(payment: Payment) -> None:
        payment.state, payment.received_cents = PaymentState.SUCCEEDED, 5000
        payment.save()
        allocate_gift(payment, timezone.now(), is_received=False)

    with meanwhile(lambda: take(second)) as (begin, became):
        take(first)
        begin()
    return became[0] or raised(first.gift.account)


def an_attempt_is_over_while_the_next_begins():
    first = begin_only(open_campaign(optimum=200), 50)()
    Payment.objects.filter(pk=first.pk).update(state=PaymentState.EXPIRED)
    with meanwhile(lambda: transaction.atomic(give_room_back)(first)) as (begin, became):
        start_again(gift_id=first.gift_id, at=timezone.now())
        begin()
    return became[0] or room_of(first.gift.campaign)


def it_is_given_back_while_the_provider_gives_it_back() -> object:
    payment = begin_only(open_campaign(), 50)()
    payment.state, payment.received_cents = PaymentState.SUCCEEDED, 5000
    payment.provider_payment = "pi_1"
    payment.save()
    allocate_gift(payment, timezone.now(), is_received=False)
    close_campaign(campaign_id=payment.gift.campaign_id, at=timezone.now() + timedelta(days=31))
    found = ProviderRefund(id="re_1", status="succeeded", amount=euros(50), payment="pi_1")
    try:
        with meanwhile(lambda: follow_refund(found=found, at=timezone.now())) as (begin, became):
            lock(payment.gift.account)
            begin()
            run_settlement(settlement_id=Settlement.objects.get().pk, at=timezone.now())
    except OperationalError as trouble:
        return trouble
    return became[0]


def test_a_settlement_and_a_refund_made_elsewhere_are_no_deadlock(books):
    load_reference_data([one for one in SOURCES if one.name != "communes.csv.gz"])

    assert isinstance(it_is_given_back_while_the_provider_gives_it_back(), Refund)

    states = Refund.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == [RefundState.DROPPED, RefundState.SUCCEEDED]
    assert list(faults()) == []


def test_without_the_lock_of_its_account_a_gift_counts_twice_or_loses_its_room(books, monkeypatch):
    load_reference_data([one for one in SOURCES if one.name != "communes.csv.gz"])
    assert two_attempts_of_a_gift_are_paid() == euros(50)
    assert an_attempt_is_over_while_the_next_begins() == euros(150)

    monkeypatch.setattr("campaigns.actions.allocate_gift.lock", lambda _: None)
    monkeypatch.setattr("campaigns.actions.start_gift.lock", lambda _: None)

    assert two_attempts_of_a_gift_are_paid() == euros(100)
    assert an_attempt_is_over_while_the_next_begins() == euros(200)
    assert list(faults()) == []
