"""Cards are tried on pages like ours: what stops it, and what a donor notices of that."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from campaigns import checks
from campaigns.models import Gift, InboxEvent
from campaigns.payments import provider
from campaigns.views import giving_limits
from kernel.ratelimit import TooManyAttempts
from tenants.models import Alert, Mail
from tests.campaigns.gifts import begin, open_campaign
from tests.campaigns.views.test_giving import WHO, code_sent, walk_to_pay

pytestmark = pytest.mark.django_db


@pytest.fixture
def donor(till) -> Client:
    cache.clear()
    return Client(headers={"host": "trousse.localhost"})


def refused(number: int) -> None:
    InboxEvent.objects.bulk_create(
        InboxEvent(
            provider="stripe",
            event_id=f"evt_{n}",
            kind="payment_intent.payment_failed",
            object_id="pi",
            happened_at=timezone.now(),
        )
        for n in range(number)
    )


def test_cards_tried_in_numbers_pause_everybody(donor):
    refused(giving_limits.MOST_REFUSED)

    answer = donor.post(walk_to_pay(donor, open_campaign()))

    assert answer.status_code == 422
    assert not Gift.objects.exists()
    assert Alert.objects.filter(kind="campaigns.card-testing").exists()


def test_some_refused_cards_want_a_new_code_for_each_payment(donor):
    campaign = open_campaign()
    page = walk_to_pay(donor, campaign)
    refused(giving_limits.SOME_REFUSED)
    first = donor.post(page)  # the code has just been typed
    donor.post(page.replace("payer/", ""), {"amount": "15", "on_failure": "refund"})

    second = donor.post(page)

    assert "/pay/cs_test" in first.url
    assert second.url == page.replace("payer", "code")
    assert Mail.objects.filter(kind="campaigns.gift-code").count() == 2
    donor.post(second.url, {"code": code_sent()})
    assert "/pay/cs_test" in donor.post(page).url


def test_a_transfer_wants_no_code_while_cards_are_tried(donor, bank):
    page = walk_to_pay(donor, open_campaign())
    donor.post(page)
    refused(giving_limits.SOME_REFUSED)

    assert donor.post(page, {"method": "transfer"}).url.startswith("/dons/")


def test_a_gift_is_not_paid_again_while_cards_are_tried(donor):
    payment = begin(open_campaign(), 40)
    refused(giving_limits.SOME_REFUSED)

    answer = donor.post(f"/dons/{payment.gift.token}/recommencer/")

    assert answer.status_code == 422


def attempts(rf, *told) -> None:
    """Begin to pay from some addresses, each with an address of mail and for a campaign."""
    for place, email, campaign in told:
        giving_limits.take_gift(rf.get("/", REMOTE_ADDR=place), email, campaign)


def test_a_network_is_limited_whatever_its_addresses(rf, monkeypatch):
    cache.clear()
    monkeypatch.setattr(giving_limits, "NETWORK", replace(giving_limits.NETWORK, per_caller=2))
    attempts(rf, ("203.0.113.1", "a@x.fr", 1), ("203.0.113.77", "b@x.fr", 2))

    with pytest.raises(TooManyAttempts):
        attempts(rf, ("203.0.113.200", "c@x.fr", 3))
    attempts(rf, ("198.51.100.1", "d@x.fr", 4))


@pytest.mark.parametrize("name", ["MAILBOX", "CAMPAIGN"])
def test_a_mailbox_and_a_campaign_are_limited_from_anywhere(rf, monkeypatch, name):
    cache.clear()
    known = getattr(giving_limits, name)
    monkeypatch.setattr(giving_limits, name, replace(known, per_target=1))
    attempts(rf, ("198.51.1.1", "a@x.fr", 1))

    other = ("198.51.2.1", "a@x.fr", 2) if name == "MAILBOX" else ("198.51.2.1", "b@x.fr", 1)
    with pytest.raises(TooManyAttempts):
        attempts(rf, other)


def test_a_program_fills_in_the_field_that_nobody_sees(donor):
    place = f"/dons/projet/{open_campaign().slug}/"
    donor.post(place, {"amount": "40", "on_failure": "refund"})

    answer = donor.post(f"{place}vous/", WHO | {"website": "https://spam.example"})

    assert answer.status_code == 422
    assert not Mail.objects.filter(kind="campaigns.gift-code").exists()
    assert 'name="website"' in donor.get(f"{place}vous/").content.decode()


def test_three_pages_are_not_filled_in_at_once(donor, settings):
    settings.GIFT_LEAST_SECONDS = 3600
    page = walk_to_pay(donor, open_campaign())

    assert donor.post(page).status_code == 422
    settings.GIFT_LEAST_SECONDS = 0
    assert donor.post(page).status_code == 302


def test_the_worker_asks_with_a_key_of_its_own(till, settings):
    settings.STRIPE_WORKER_KEY = "rk_test_of_the_worker"

    found = provider()

    assert found._client._requestor.api_key == settings.STRIPE_SECRET_KEY
    assert found._books._requestor.api_key == settings.STRIPE_WORKER_KEY


@pytest.mark.parametrize(
    ("changes", "wanted"),
    [
        ({"STRIPE_SECRET_KEY": "rk_live_x", "STRIPE_WORKER_KEY": "rk_test_x"}, "campaigns.E003"),
        ({"STRIPE_SECRET_KEY": "rk_live_x", "DEVELOPMENT": True}, "campaigns.E004"),
        ({"STRIPE_SECRET_KEY": "sk_live_x"}, "campaigns.W001"),
        (
            {"STRIPE_SECRET_KEY": "rk_live_x", "STRIPE_ADDRESS": "http://127.0.0.1:1"},
            "campaigns.E001",
        ),
        ({"STRIPE_SECRET_KEY": "rk_live_x", "STRIPE_WEBHOOK_SECRETS": []}, "campaigns.E002"),
    ],
)
def test_keys_that_must_not_be_together_are_refused(settings, changes, wanted):
    settings.STRIPE_WEBHOOK_SECRETS, settings.STRIPE_ADDRESS = ["whsec"], ""
    settings.STRIPE_WORKER_KEY = ""
    for name, value in changes.items():
        setattr(settings, name, value)

    assert wanted in {found.id for found in checks.check_payments()}


def test_a_gift_that_was_given_long_ago_counts_no_more(donor):
    give_up = timezone.now() - giving_limits.WITHIN - timedelta(seconds=5)
    refused(giving_limits.MOST_REFUSED)
    InboxEvent.objects.update(received_at=give_up)

    assert donor.post(walk_to_pay(donor, open_campaign())).status_code == 302
