"""Lines of the bank with what each may be: read for a whole page at once, by few queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from campaigns.domain import accounts
from campaigns.domain.matching import Awaited, Suggestion, Sureness, suggestions
from campaigns.domain.payments import PaymentState
from campaigns.models import (
    Agreement,
    BankLine,
    Campaign,
    LineState,
    Method,
    Payment,
    Payout,
    Settlement,
)
from campaigns.models.gift_money import owed_by_structures
from kernel.money import Money

# A transfer that was given up may still arrive.
REMEMBERED = timedelta(days=60)
MOST_AWAITED = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A line, the gifts that it may pay, our own payment that it names."""

    line: BankLine
    gifts: list[Suggestion]
    order: Payout | None

    @property
    def is_sure(self) -> bool:
        return bool(self.gifts) and self.gifts[0].sureness == Sureness.EXACT


def shown(lines: Iterable[BankLine], at: datetime) -> list[Shown]:
    """Suggest for each line; three queries, however many there are."""
    lines = list(lines)
    named = {name for line in lines for name in line.gifts_named}
    awaited = _awaited(named, at)
    orders = Payout.objects.select_related("campaign", "refund__payment__gift", "line")
    known = orders.in_bulk({line.order for line in lines if line.order})
    return [
        Shown(
            line=line,
            gifts=_gifts(line, awaited),
            order=known.get(line.order) if line.order else None,
        )
        for line in lines
    ]


def sure_matches(at: datetime) -> list[tuple[int, str]]:
    """Return the lines whose reference and amount both say the same gift, with its payment.

    Of two for one gift the first alone is sure: somebody looks at the other.
    """
    sure: dict[str, int] = {}
    for row in shown(BankLine.objects.filter(state=LineState.NEW)[:MOST_AWAITED], at):
        if row.is_sure:
            sure.setdefault(row.gifts[0].awaited.payment, row.line.pk)
    return [(line, payment) for payment, line in sure.items()]


def payers(at: datetime) -> list[Agreement]:
    """Return the agreements under which a patron may still pay: those that are not long over."""
    since = timezone.localdate(at) - REMEMBERED
    rows = Agreement.objects.filter(ends_on__gte=since).select_related("patron")
    return list(rows.order_by("patron__name", "starts_on"))


def debtors() -> list[tuple[Campaign, Money]]:
    """Return the campaigns whose structure owes money back, with how much."""
    settlements = Settlement.objects.filter(is_exception=True)
    rows = Campaign.objects.filter(settlements__in=settlements).distinct().order_by("title")
    campaigns = {accounts.campaign(row.pk): row for row in rows}
    owed = owed_by_structures(campaigns)
    return [(campaigns[code], amount) for code, amount in owed.items()]


def _awaited(named: set[str], at: datetime) -> list[Awaited]:
    """Return transfers awaited or lately given up, and any that a line names."""
    wanted = Q(state__in=PaymentState.by_transfer()) | Q(
        state__in=[PaymentState.EXPIRED, PaymentState.CANCELLED], expires_at__gt=at - REMEMBERED
    )
    rows = Payment.objects.filter(wanted | Q(gift__reference__in=named), method=Method.TRANSFER)
    return [
        Awaited(
            payment=str(payment.pk),
            reference=payment.gift.reference,
            cents=_missing(payment),
            name=payment.gift.donor_name,
        )
        for payment in rows.select_related("gift").order_by("-created_at")[:MOST_AWAITED]
    ]


def _missing(payment: Payment) -> int:
    """What is left of it; of one that is paid nothing: a second transfer is never sure."""
    if payment.state == PaymentState.SUCCEEDED:
        return 0
    return payment.amount_cents - payment.received_cents


def _gifts(line: BankLine, awaited: list[Awaited]) -> list[Suggestion]:
    if line.amount_cents < 0 or line.state not in {LineState.NEW, LineState.ASIDE}:
        return []
    return suggestions(
        words=line.words,
        reference=line.reference,
        cents=line.amount_cents,
        name=line.name,
        awaited=awaited,
    )
