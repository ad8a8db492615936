"""What a donor copies into their bank's page, or reads there with the telephone's camera."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import segno.helpers
from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from campaigns.domain.payments import PaymentState
from campaigns.domain.transfers import creditor_reference, shown_in_fours
from campaigns.models import Payment
from kernel.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Instructions:
    """One transfer that is still to be made."""

    name: str
    iban: str
    bic: str
    reference: str
    missing: Money
    until: datetime
    may_change: bool
    code: SafeString  # the SVG of an EPC code, which banks' applications read

    @property
    def shown_iban(self) -> str:
        return shown_in_fours(self.iban)

    @property
    def shown_reference(self) -> str:
        return shown_in_fours(self.reference)


def instructions(payments: Iterable[Payment]) -> Instructions | None:
    """Return how to pay what is awaited; None when nothing is, or no account is set."""
    waiting = (one for one in payments if one.state in PaymentState.by_transfer())
    payment = next(waiting, None)
    if payment is None or not settings.PLATFORM_IBAN:
        return None
    reference = creditor_reference(payment.gift.reference)
    missing = Money(payment.amount_cents - payment.received_cents)
    return Instructions(
        name=settings.PLATFORM_LEGAL_NAME,
        iban=settings.PLATFORM_IBAN,
        bic=settings.PLATFORM_BIC,
        reference=reference,
        missing=missing,
        until=payment.expires_at,
        may_change=payment.state == PaymentState.AWAITED,
        code=_code(reference, missing),
    )


def _code(reference: str, amount: Money) -> SafeString:
    made = segno.helpers.make_epc_qr(
        name=settings.PLATFORM_LEGAL_NAME[:70],
        iban=settings.PLATFORM_IBAN,
        amount=amount.to_euros(),
        reference=reference,
        bic=settings.PLATFORM_BIC or None,
    )
    # Squares alone, drawn here: nothing of it was typed by anybody.
    return mark_safe(made.svg_inline(scale=4, border=4, light="#fff", svgclass="qr"))  # noqa: S308  escaped by what wrote it
