"""Deliveries arrive twice, in disorder, forged or never: the books are the same."""

import json
from datetime import timedelta
from itertools import permutations

import pytest
from django.test import Client
from django.utils import timezone

from campaigns.actions.handle_event import handle_event
from campaigns.actions.sweep import sweep
from campaigns.domain import accounts
from campaigns.domain.payments import RefundState
from campaigns.models import InboxEvent, InboxState, Refund
from campaigns.models.checking import faults
from campaigns.payments.sandbox.delivery import sign
from kernel.money import ZERO
from tenants.models import Alert
from tests.campaigns.books import balance, euros, raised
from tests.campaigns.gifts import begin, give, open_campaign, work

pytestmark = pytest.mark.django_db
ADDRESS = "/paiements/stripe/"


@pytest.fixture(autouse=True)
def books_stay_right(till):
    yield
    assert list(faults()) == []


def deliver(event, **changes):
    body = json.dumps(event).encode()
    headers = {"host": "trousse.localhost", "stripe-signature": sign(body)} | changes
    return Client(headers=headers).post(ADDRESS, body, content_type="application/json")


def events(till):
    return till.bank.store.all("event")


def test_deliveries_in_any_order_and_twice_are_one_gift(till):
    for order in permutations(range(2)):
        campaign = open_campaign()
        payment = begin(campaign, 40)
        till.bank.pay(payment.checkout)
        told = events(till)[:2]

        for place in (*order, *order):
            assert deliver(told[place]).status_code == 200
        work()

        assert raised(accounts.campaign(campaign.pk)) == euros(40)


@pytest.mark.parametrize("forged", ["", "t=1,v1=00", "nonsense"])
def test_a_forged_delivery_is_refused(till, forged):
    begin(open_campaign(), 40)
    till.bank.pay(begin(open_campaign(), 40).checkout)

    assert deliver(events(till)[0], **{"stripe-signature": forged}).status_code == 400
    assert not InboxEvent.objects.exists()


def test_a_delivery_alone_never_makes_money(till):
    campaign = open_campaign()
    payment = begin(campaign, 40)
    till.bank.pay(payment.checkout)
    told = events(till)[0]
    fresh = begin(campaign, 10)
    told["data"]["object"]["id"] = fresh.checkout
    told["type"] = "checkout.session.completed"

    deliver(told)
    work()

    assert raised(accounts.campaign(campaign.pk)) == ZERO


def test_a_huge_delivery_is_refused(till):
    assert deliver({"x": "é" * 300_000}).status_code == 413


def test_a_trouble_is_tried_again_later_and_less_and_less_often(till, settings):
    campaign = open_campaign()
    payment = begin(campaign, 40)
    till.bank.pay(payment.checkout)
    deliver(events(till)[0])
    settings.STRIPE_SECRET_KEY = ""  # nobody answers
    event = InboxEvent.objects.get()
    for _ in range(9):
        handle_event(event_pk=event.pk, at=timezone.now())
    event.refresh_from_db()
    assert (event.state, event.attempts) == (InboxState.NEW, 9)
    settings.STRIPE_SECRET_KEY = "sk_test_sandbox"

    sweep(at=timezone.now() + timedelta(minutes=20))
    event.refresh_from_db()
    assert event.state == InboxState.NEW

    sweep(at=timezone.now() + timedelta(days=3))
    event.refresh_from_db()
    assert event.state == InboxState.DONE


def test_ten_troubles_are_an_alert(till, settings):
    till.bank.pay(begin(open_campaign(), 40).checkout)
    deliver(events(till)[0])
    settings.STRIPE_SECRET_KEY = ""

    for _ in range(10):
        handle_event(event_pk=InboxEvent.objects.get().pk, at=timezone.now())

    assert InboxEvent.objects.get().state == InboxState.FAILED
    assert Alert.objects.filter(kind="campaigns.delivery-failed").exists()

    settings.STRIPE_SECRET_KEY = "sk_test_sandbox"
    deliver(events(till)[0])
    work()
    assert InboxEvent.objects.get().state == InboxState.DONE


def intent_of(gift):
    return gift.payments.get().provider_payment


def tell_all(till):
    for event in events(till):
        deliver(event)
    work()


def test_a_dispute_won_leaves_nothing_behind(till):
    gift = give(till, open_campaign(), 40)
    dispute = till.bank.open_dispute(intent_of(gift))
    tell_all(till)
    assert balance(accounts.DISPUTES) == -euros(40)

    till.bank.end_dispute(dispute["id"], won=True)
    tell_all(till)

    assert balance(accounts.DISPUTES) == balance(accounts.DISPUTE_FEES) == ZERO
    assert raised(gift.account) == euros(40)


def test_a_dispute_lost_leaves_the_campaign_without_the_gift(till):
    campaign = open_campaign()
    gift, other = give(till, campaign, 40), give(till, campaign, 30)
    dispute = till.bank.open_dispute(intent_of(gift))

    till.bank.end_dispute(dispute["id"], won=False)
    tell_all(till)
    tell_all(till)

    assert balance(accounts.DISPUTES) == ZERO
    assert balance(accounts.DISPUTE_FEES) == -euros(20)
    assert raised(gift.account) == euros(30)
    assert balance(other.account) == euros(30)


def test_an_inquiry_moves_nothing_until_it_escalates(till):
    gift = give(till, open_campaign(), 40)
    inquiry = till.bank.open_dispute(intent_of(gift), is_inquiry=True)
    tell_all(till)
    assert balance(accounts.DISPUTES) == balance(accounts.DISPUTE_FEES) == ZERO
    assert Alert.objects.filter(kind="campaigns.dispute").exists()

    till.bank.escalate(inquiry["id"])
    tell_all(till)
    assert balance(accounts.DISPUTES) == -euros(40)

    till.bank.end_dispute(inquiry["id"], won=False)
    tell_all(till)
    assert balance(accounts.DISPUTES) == raised(gift.account) == ZERO


def test_an_inquiry_that_is_answered_leaves_no_trace_in_the_books(till):
    gift = give(till, open_campaign(), 40)
    inquiry = till.bank.open_dispute(intent_of(gift), is_inquiry=True)

    till.bank.end_dispute(inquiry["id"], won=True)
    tell_all(till)

    assert balance(accounts.DISPUTES) == balance(accounts.DISPUTE_FEES) == ZERO
    assert raised(gift.account) == euros(40)


def test_a_dispute_of_a_charge_made_elsewhere_takes_no_gift(till):
    gift = give(till, open_campaign(), 40)
    unpaid = begin(open_campaign(), 40)
    dispute = till.bank.open_dispute(intent_of(gift))
    till.bank.store.save(dispute | {"payment_intent": None})

    tell_all(till)

    unpaid.refresh_from_db()
    assert unpaid.provider_payment == ""
    assert balance(accounts.DISPUTES) == balance(accounts.DISPUTE_FEES) == ZERO
    assert Alert.objects.filter(kind="campaigns.dispute").exists()


@pytest.mark.parametrize("taken", ["refund", "dispute"])
def test_what_is_taken_back_before_its_payment_was_heard_of_is_settled_first(till, taken):
    payment = begin(open_campaign(), 40)
    till.bank.pay(payment.checkout)
    intent = till.bank.session(payment.checkout)["payment_intent"]
    if taken == "refund":
        till.bank.refund({"payment_intent": intent})
    else:
        till.bank.end_dispute(till.bank.open_dispute(intent)["id"], won=False)

    for event in events(till):
        if taken in event["type"]:
            deliver(event)
    work()
    tell_all(till)

    assert raised(payment.gift.account) == balance(accounts.DISPUTES) == ZERO
    assert balance(accounts.PSP) == (ZERO if taken == "refund" else euros(20))


def test_a_refund_made_at_the_providers_is_written_and_shown(till):
    gift = give(till, open_campaign(), 40)
    till.provider.refund(
        key="by-hand", payment_id=intent_of(gift), amount=euros(40), reference="none"
    )

    tell_all(till)
    tell_all(till)

    refund = Refund.objects.get()
    assert (refund.amount_cents, refund.state) == (4000, RefundState.SUCCEEDED)
    assert raised(gift.account) == balance(gift.account) == ZERO
    assert Alert.objects.filter(kind="campaigns.refund-external").exists()
