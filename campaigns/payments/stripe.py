"""Stripe behind our port: hosted Checkout Sessions, one per attempt. The sandbox speaks the same.

Stripe's objects are read here and nowhere else; its version is pinned with the library's.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

import stripe
from stripe import RequestsClient, StripeClient

from campaigns.payments.base import (
    Checkout,
    CheckoutRequest,
    ForgedEvent,
    PayoutToUs,
    ProviderDispute,
    ProviderEvent,
    ProviderPayment,
    ProviderRefund,
    ProviderRefusal,
    ProviderTransaction,
    ProviderTrouble,
)
from kernel.money import Money

API_VERSION = "2026-10-28.endive"
CONNECT_SECONDS, READ_SECONDS = 3, 15  # the library would wait 80
LOCALES = {"fr": "fr", "en": "en"}  # Stripe's page does not speak Arabic: it follows the browser
PAGE = 100


class StripeProvider:
    """Talks to Stripe, or to the sandbox when `address` is given."""

    name = "stripe"

    def __init__(
        self, *, key: str, webhook_secrets: Sequence[str], books_key: str = "", address: str = ""
    ) -> None:
        if not key or not webhook_secrets or not all(webhook_secrets):
            raise ValueError("Stripe needs a key and a secret for its deliveries.")
        self.is_live = "_live_" in key
        self._secrets = tuple(webhook_secrets)  # two while one is being replaced
        # Pages of payment with one key, money that leaves and the account's lines with another.
        self._client = _client(key, address)
        self._books = _client(books_key, address) if books_key else self._client

    def open_checkout(self, request: CheckoutRequest) -> Checkout:
        price = {
            "currency": "eur",
            "unit_amount": request.amount.cents,
            "product_data": {"name": request.label},
        }
        known = {"attempt": request.key, "gift": request.reference}
        parameters: dict[str, Any] = {
            "mode": "payment",
            "submit_type": "donate",
            "payment_method_types": ["card"],
            "line_items": [{"price_data": price, "quantity": 1}],
            "client_reference_id": request.reference,
            "metadata": known,
            "payment_intent_data": {"metadata": known},
            "locale": LOCALES.get(request.language, "auto"),
            "expires_at": int(request.expires_at.timestamp()),
            "success_url": request.return_url,
            "cancel_url": request.cancel_url,
        }
        if request.email:
            parameters["customer_email"] = request.email
        sessions = self._client.v1.checkout.sessions
        return _checkout(_ask(sessions.create, parameters, {"idempotency_key": request.key}))

    def checkout(self, checkout_id: str) -> Checkout:
        return _checkout(_ask(self._client.v1.checkout.sessions.retrieve, checkout_id))

    def expire_checkout(self, checkout_id: str) -> Checkout:
        return _checkout(_ask(self._client.v1.checkout.sessions.expire, checkout_id))

    def payment(self, payment_id: str) -> ProviderPayment:
        found = _ask(self._client.v1.payment_intents.retrieve, payment_id)
        return ProviderPayment(
            id=found.id,
            status=found.status,
            currency=found.currency,
            amount=Money(found.amount),
            received=Money(found.amount_received or 0),
            metadata=dict(found.metadata.to_dict() if found.metadata else {}),
            is_live=found.livemode,
        )

    def refund(self, *, key: str, payment_id: str, amount: Money, reference: str) -> ProviderRefund:
        parameters = {
            "payment_intent": payment_id,
            "amount": amount.cents,
            "metadata": {"refund": reference},
        }
        return _refund(_ask(self._books.v1.refunds.create, parameters, {"idempotency_key": key}))

    def read_refund(self, refund_id: str) -> ProviderRefund:
        return _refund(_ask(self._books.v1.refunds.retrieve, refund_id))

    def refunds_of(self, payment_id: str) -> Sequence[ProviderRefund]:
        parameters = {"payment_intent": payment_id, "limit": PAGE}
        return [_refund(row) for row in self._pages(self._books.v1.refunds.list, parameters)]

    def dispute(self, dispute_id: str) -> ProviderDispute:
        found = _ask(self._books.v1.disputes.retrieve, dispute_id)
        moved = found.balance_transactions or []
        fees = sum(row.fee for row in moved)
        return ProviderDispute(
            id=found.id,
            status=found.status,
            amount=Money(found.amount),
            payment=_id(found.payment_intent),
            fee=Money(max(fees, 0)),
            is_taken=any(row.amount < 0 for row in moved),
        )

    def transactions(self, since: datetime) -> Iterator[ProviderTransaction]:
        yield from self._lines({"created": {"gte": int(since.timestamp())}})

    def paid_by(self, payout_id: str) -> Iterator[ProviderTransaction]:
        yield from self._lines({"payout": payout_id})

    def _lines(self, asked: dict[str, Any]) -> Iterator[ProviderTransaction]:
        parameters = asked | {"limit": PAGE, "expand": ["data.source"]}
        for row in self._pages(self._books.v1.balance_transactions.list, parameters):
            yield ProviderTransaction(
                id=row.id,
                kind=row.type,
                amount_cents=row.amount,
                fee_cents=row.fee,
                net_cents=row.net,
                source=_source(row.source),
                created=_instant(row.created),
            )

    def payouts(self, since: datetime) -> Iterator[PayoutToUs]:
        parameters = {"created": {"gte": int(since.timestamp())}, "limit": PAGE}
        for row in self._pages(self._books.v1.payouts.list, parameters):
            yield PayoutToUs(
                id=row.id,
                status=row.status,
                amount=Money(row.amount),
                created=_instant(row.created),
                arrives_on=_instant(row.arrival_date).date(),
                is_automatic=bool(row.automatic),
            )

    def events(self, since: datetime) -> Iterator[ProviderEvent]:
        parameters = {"created": {"gte": int(since.timestamp())}, "limit": PAGE}
        for row in self._pages(self._books.v1.events.list, parameters):
            yield _event(row)

    def event(self, body: bytes, signature: str) -> ProviderEvent:
        for secret in self._secrets:
            try:
                found = self._client.construct_event(body, signature, secret)
            except stripe.SignatureVerificationError:
                continue
            except (ValueError, KeyError, AttributeError, TypeError) as error:
                raise ForgedEvent("not an event") from error
            read = _event(found)
            if read.is_live != self.is_live:
                raise ForgedEvent("a test event for a live account, or the reverse")
            return read
        raise ForgedEvent("wrong signature")

    def _pages(self, ask: Callable[..., Any], parameters: dict[str, Any]) -> Iterator[Any]:
        found = _ask(ask, parameters)
        while True:
            yield from found.data
            if not found.has_more:
                return
            found = _ask(ask, parameters | {"starting_after": found.data[-1].id})


def _client(key: str, address: str) -> StripeClient:
    return StripeClient(
        key,
        stripe_version=API_VERSION,
        max_network_retries=2,
        http_client=RequestsClient(timeout=(CONNECT_SECONDS, READ_SECONDS)),
        base_addresses={"api": address} if address else {},
    )


def _ask(call: Callable[..., Any], *arguments: Any) -> Any:
    """Call Stripe; turn its errors into ours, with nothing of the donor in them."""
    try:
        return call(*arguments)
    except (stripe.InvalidRequestError, stripe.CardError, stripe.IdempotencyError) as error:
        raise ProviderRefusal(f"{type(error).__name__} {error.code or ''}") from error
    except stripe.StripeError as error:
        raise ProviderTrouble(type(error).__name__) from error


def _checkout(found: Any) -> Checkout:
    return Checkout(
        id=found.id,
        url=found.url or "",
        status=found.status or "",
        payment=_id(found.payment_intent),
    )


def _refund(found: Any) -> ProviderRefund:
    return ProviderRefund(
        id=found.id,
        status=found.status or "",
        amount=Money(found.amount),
        payment=_id(found.payment_intent),
        metadata=dict(found.metadata.to_dict() if found.metadata else {}),
    )


def _event(found: Any) -> ProviderEvent:
    return ProviderEvent(
        id=found.id,
        kind=found.type,
        object_id=str(found.data.object["id"]),
        is_live=found.livemode,
        created=_instant(found.created),
    )


def _id(reference: Any) -> str:
    """An expandable reference: an id, an object, or nothing."""
    return "" if reference is None else str(getattr(reference, "id", reference))


def _source(found: Any) -> str:
    """Return what a line is about: a charge is known by its payment, anything else by its id."""
    is_charge = getattr(found, "object", "") == "charge"
    return (_id(found.payment_intent) if is_charge else "") or _id(found)


def _instant(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
