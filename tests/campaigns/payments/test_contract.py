"""Every call of the adapter, on the sandbox and on Stripe's own checker of requests."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from campaigns.payments.base import CheckoutRequest, ProviderRefusal, ProviderTrouble
from campaigns.payments.stripe import StripeProvider
from kernel.money import Money
from tools import stripe_mock

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
# Longer than any run of the suite; the provider takes a day at most.
SOON = datetime.now(UTC) + timedelta(hours=20)
REQUEST = CheckoutRequest(
    key="attempt-1",
    reference="D-123",
    label="Un don pour la classe de mer",
    amount=Money(2550),
    language="fr",
    expires_at=SOON,
    return_url="https://trousse.example/retour",
    cancel_url="https://trousse.example/annulation",
    email="zoe@example.org",
)


@pytest.fixture(scope="session")
def checker():
    with stripe_mock.running() as address:
        yield address


@pytest.fixture(params=["sandbox", pytest.param("checker", marks=pytest.mark.stripe_mock)])
def provider(request):
    if request.param == "checker":
        address = request.getfixturevalue("checker")
        return StripeProvider(key="sk_test_123", webhook_secrets=["whsec_x"], address=address)
    return request.getfixturevalue("sandbox").provider


@pytest.fixture
def payment(provider, request):
    """A payment that succeeded; stripe-mock keeps no state and knows any id."""
    if "checker" in request.fixturenames or "sandbox" not in provider._client._requestor.api_key:
        return "pi_123"
    made = provider.open_checkout(REQUEST)
    bank = request.getfixturevalue("sandbox").bank
    return bank.pay(made.id)["payment_intent"]


def test_a_checkout_is_opened_read_and_ended(provider):
    made = provider.open_checkout(REQUEST)

    assert made.id.startswith("cs_")
    assert made.status == "open"
    assert provider.checkout(made.id).id
    assert provider.expire_checkout(made.id).id


@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_language_is_accepted(provider, language):
    assert provider.open_checkout(replace(REQUEST, language=language, key=language, email="")).id


def test_a_payment_is_read(provider, payment):
    found = provider.payment(payment)

    assert (found.currency, found.is_live) in {("eur", False), ("usd", False)}
    assert isinstance(found.amount, Money)


def test_a_payment_is_refunded(provider, payment):
    made = provider.refund(key="refund:1", payment_id=payment, amount=Money(550), reference="1")

    assert made.id.startswith("re_")
    assert made.amount == Money(550)
    assert provider.read_refund(made.id).status
    assert [row.id for row in provider.refunds_of(payment)]


def test_a_dispute_is_read(provider, payment, request):
    which = "dp_123"
    if payment != "pi_123":
        which = request.getfixturevalue("sandbox").bank.open_dispute(payment)["id"]

    found = provider.dispute(which)

    assert found.status
    assert isinstance(found.fee, Money)
    assert isinstance(found.is_taken, bool)


def test_transactions_and_events_are_listed(provider, payment):
    assert all(row.kind and row.id for row in provider.transactions(LONG_AGO))
    assert all(row.kind and row.object_id for row in provider.events(LONG_AGO))


def test_an_amount_of_nothing_is_refused(sandbox):
    with pytest.raises(ProviderRefusal):
        sandbox.provider.open_checkout(replace(REQUEST, amount=Money(0)))


def test_a_provider_that_does_not_answer_is_a_trouble():
    provider = StripeProvider(
        key="sk_test_x", webhook_secrets=["whsec_x"], address="http://127.0.0.1:9"
    )

    with pytest.raises(ProviderTrouble):
        provider.payment("pi_1")


@pytest.mark.parametrize(("key", "secrets"), [("", ["x"]), ("sk", []), ("sk", [""])])
def test_a_provider_without_secrets_does_not_start(key, secrets):
    with pytest.raises(ValueError, match="needs a key"):
        StripeProvider(key=key, webhook_secrets=secrets)
