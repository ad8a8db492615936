"""What a payment provider does for us, in our words: another one may come behind the same port.

Amounts are cents of euros. A call that creates carries a key kept in our database before the call:
repeated with the same key it creates nothing more, also after a crash.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol

from kernel.domain import DomainError, gettext_noop
from kernel.money import ZERO, Money


class ProviderTrouble(DomainError):
    """The provider cannot be reached, or did not do what was asked: try again later."""

    def __init__(self, detail: str = "") -> None:
        super().__init__(gettext_noop("The payment service does not answer. Try again soon."))
        self.detail = detail  # for logs and alerts; names nobody


class ProviderRefusal(ProviderTrouble):
    """The provider understood and said no: asking again changes nothing."""


class ForgedEvent(ValueError):
    """A delivery without a right signature, or not for us."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckoutRequest:
    """One attempt to pay one gift, on the provider's own page."""

    key: str  # of the attempt
    reference: str  # the gift's, shown to the donor
    label: str
    amount: Money
    language: str
    expires_at: datetime
    return_url: str
    cancel_url: str
    email: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkout:
    """The provider's page for an attempt: where it is, and what became of it."""

    id: str
    url: str
    status: str  # open, complete, expired
    payment: str = ""  # once the donor has begun to pay


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderPayment:
    """A payment as the provider knows it now."""

    id: str
    status: str  # processing, requires_action, succeeded, canceled, …
    currency: str
    amount: Money
    received: Money
    metadata: Mapping[str, str] = field(default_factory=dict)
    is_live: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderRefund:
    """A refund as the provider knows it now."""

    id: str
    status: str  # pending, requires_action, succeeded, failed, canceled
    amount: Money
    payment: str
    metadata: Mapping[str, str] = field(default_factory=dict)

    @property
    def came_back(self) -> bool:
        return self.status in {"failed", "canceled"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderDispute:
    """A payment that its donor's bank takes back, at least for now."""

    id: str
    status: str  # needs_response, under_review, won, lost, …
    amount: Money
    payment: str
    fee: Money = ZERO
    is_taken: bool = True  # not so of an inquiry: the bank asks, and no money has moved


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderTransaction:
    """One line of the provider's own account of us: what reconciliation compares."""

    id: str
    kind: str
    amount_cents: int
    fee_cents: int
    net_cents: int
    source: str
    created: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PayoutToUs:
    """What the provider sends to our bank; of an automatic one it names the lines."""

    id: str
    status: str  # pending, in_transit, paid, failed, canceled
    amount: Money
    created: datetime
    arrives_on: date
    is_automatic: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderEvent:
    """Something happened to an object. Only a trigger: the object itself is asked for."""

    id: str
    kind: str
    object_id: str
    is_live: bool
    created: datetime


class PaymentProvider(Protocol):
    """Every method may raise ProviderTrouble; those that create may be repeated with their key."""

    name: str
    is_live: bool

    def open_checkout(self, request: CheckoutRequest) -> Checkout: ...

    def checkout(self, checkout_id: str) -> Checkout: ...

    def expire_checkout(self, checkout_id: str) -> Checkout: ...

    def payment(self, payment_id: str) -> ProviderPayment: ...

    def refund(
        self, *, key: str, payment_id: str, amount: Money, reference: str
    ) -> ProviderRefund: ...

    def read_refund(self, refund_id: str) -> ProviderRefund: ...

    def refunds_of(self, payment_id: str) -> Sequence[ProviderRefund]: ...

    def dispute(self, dispute_id: str) -> ProviderDispute: ...

    def transactions(self, since: datetime) -> Iterator[ProviderTransaction]: ...

    def payouts(self, since: datetime) -> Iterator[PayoutToUs]: ...

    def paid_by(self, payout_id: str) -> Iterator[ProviderTransaction]:
        """Return the lines that an automatic payout pays."""
        ...

    def events(self, since: datetime) -> Iterator[ProviderEvent]: ...

    def event(self, body: bytes, signature: str) -> ProviderEvent:
        """Read a delivery, or raise ForgedEvent."""
        ...
