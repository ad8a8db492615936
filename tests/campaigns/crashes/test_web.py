"""kill -9 of the web in the middle of a request: the donor or the provider asks again, once counts.

The request runs through all of the site in a process of its own, which dies at the named point.
"""

import json

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from campaigns.domain import accounts
from campaigns.domain.payments import PaymentState
from campaigns.models import Gift, Hold, InboxEvent, Payment
from campaigns.payments.sandbox.delivery import sign
from tenants.context import enter
from tenants.models import Tenant
from tests.campaigns.books import balance, euros, raised
from tests.campaigns.crashes.dying import ACTIONS, STRIPE, dies
from tests.campaigns.gifts import begin, open_campaign, work
from tests.campaigns.views.test_giving import walk_to_pay

NATION = {"host": "trousse.localhost"}


def deliver(event) -> int:
    body = json.dumps(event).encode()
    visitor = Client(headers=NATION | {"stripe-signature": sign(body)})
    answer = visitor.post("/paiements/stripe/", body, content_type="application/json")
    back_home()
    return answer.status_code


def back_home() -> None:
    """A request leaves the connection where its site was."""
    connection.set_tenant(Tenant.objects.national())


@pytest.mark.parametrize(
    "point",
    [
        "before 1 campaigns.views.webhook.keep_event",
        f"before 1 {ACTIONS}.handle_event.handle_later",
        f"after 1 {ACTIONS}.handle_event.handle_later",
        "after 1 campaigns.views.webhook.keep_event",
    ],
)
def test_a_delivery_is_kept_or_comes_again(till, point):
    campaign = open_campaign()
    payment = begin(campaign, 40)
    till.bank.pay(payment.checkout)
    told = till.bank.store.all("event")[-1]

    assert dies(point, lambda: deliver(told))
    with enter("national"):
        assert deliver(told) == 200
        work()

        assert InboxEvent.objects.filter(event_id=told["id"]).count() == 1
        assert raised(accounts.campaign(campaign.pk)) == euros(40)


@pytest.mark.parametrize(
    "point",
    [
        f"after 1 {ACTIONS}.start_gift.hold",
        "after 1 campaigns.views.checkout.start_gift",
        f"before 1 {STRIPE}.open_checkout",
        f"after 1 {STRIPE}.open_checkout",
    ],
)
def test_a_donor_presses_again_and_gives_once(till, point):
    campaign = open_campaign(optimum=200)
    donor = Client(headers=NATION)
    page = walk_to_pay(donor, campaign)
    back_home()

    assert dies(point, lambda: donor.post(page, {"method": "card"}))
    with enter("national"):
        answer = donor.post(page, {"method": "card"})
        back_home()
        assert answer.status_code == 302
        payment = Payment.objects.filter(gift__campaign=campaign).latest("created_at")
        till.bank.pay(payment.checkout)
        work()
        donor.get(f"/dons/{payment.gift.token}/")
        back_home()

        live = Hold.objects.filter(account__code=accounts.campaign(campaign.pk), state="live")
        paid = Payment.objects.filter(gift__campaign=campaign, state=PaymentState.SUCCEEDED)
        assert paid.count() == 1
        assert raised(accounts.campaign(campaign.pk)) == paid.get().gift.amount
        # What the first request held, if it came so far, ends by itself: no page was paid for it.
        assert live.count() <= Gift.objects.filter(campaign=campaign).count() - 1
        assert all(hold.expires_at > timezone.now() for hold in live)


@pytest.mark.parametrize(
    "point",
    [
        f"after 1 {STRIPE}.checkout",
        f"after 1 {ACTIONS}.allocate_gift.take",
        f"after 1 {ACTIONS}.allocate_gift.close_later",
        "after 1 campaigns.views.gifts.settle_payment",
    ],
)
def test_the_page_of_return_dies_and_is_read_again(till, point):
    campaign = open_campaign()
    payment = begin(campaign, 40)
    till.bank.pay(payment.checkout)
    page = f"/dons/{payment.gift.token}/"

    assert dies(point, lambda: Client(headers=NATION).get(page))
    with enter("national"):
        assert Client(headers=NATION).get(page).status_code == 200
        back_home()
        work()

        assert raised(accounts.campaign(campaign.pk)) == euros(40)
        assert balance(accounts.SUSPENSE).cents == 0
