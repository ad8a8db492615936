"""A payout of the provider is the sum of its lines: which ones is kept, and compared to the cent.

Of an automatic payout the provider says which lines it pays. Of one that we asked for, it cannot:
the money that came first leaves first, and the last line may be paid in part.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from campaigns.models import BankLine, PayoutPart, ProviderLine, ProviderPayout, ProviderPayoutState
from campaigns.models.provider_payout import GONE
from campaigns.payments import provider
from campaigns.payments.base import PayoutToUs, ProviderTransaction
from tenants import alerts
from tenants.models import AlertLevel

GAP = "campaigns.payout-gap"
# Lines of the provider's account that are payouts themselves, and no money of a gift.
OWN_KINDS = ("payout", "payout_failure", "payout_cancel")
# A payout and its line on our statement are some days apart at most.
NEARLY = timedelta(days=10)


def follow_payouts(since: datetime) -> int:
    """Take the payouts made since; each with its lines. The lines themselves are kept before."""
    told = sorted(provider().payouts(since), key=lambda payout: (payout.created, payout.id))
    for payout in told:
        # Before the transaction: a slow provider must hold no lock of ours.
        asks = payout.is_automatic and _wants_lines(payout)
        keep_payout(payout, list(provider().paid_by(payout.id)) if asks else [])
    return len(told)


def _wants_lines(told: PayoutToUs) -> bool:
    """Say whether its lines are still to be read: those that add up are known."""
    row = ProviderPayout.objects.filter(payout_id=told.id).first()
    return row is None or bool(_gap(row))


@transaction.atomic
def keep_payout(told: PayoutToUs, named: Sequence[ProviderTransaction]) -> ProviderPayout:
    """Keep a payout once, with its state of today; one that does not add up raises an alert."""
    state = told.status if told.status in ProviderPayoutState else ProviderPayoutState.PENDING
    row, _is_new = ProviderPayout.objects.update_or_create(
        payout_id=told.id,
        defaults={"state": state, "arrives_on": told.arrives_on},
        create_defaults={
            "state": state,
            "arrives_on": told.arrives_on,
            "amount_cents": told.amount.cents,
            "is_named": told.is_automatic,
            "made_at": told.created,
        },
    )
    if _gap(row) and state not in GONE:
        row.parts.all().delete()
        parts = _named(row, named) if row.is_named else _oldest_first(row)
        PayoutPart.objects.bulk_create(parts)
    _compare(row)
    return row


def _gap(row: ProviderPayout) -> int:
    return row.amount_cents - (row.parts.aggregate(sum=Sum("cents"))["sum"] or 0)


def _named(row: ProviderPayout, named: Iterable[ProviderTransaction]) -> list[PayoutPart]:
    """Take the provider at its word; a line that we do not know yet comes another night."""
    keys = [line.id for line in named if line.kind not in OWN_KINDS]
    lines = ProviderLine.objects.filter(line_id__in=keys).exclude(net_cents=0)
    return [PayoutPart(payout=row, line=line, cents=line.net_cents) for line in lines]


def _oldest_first(row: ProviderPayout) -> list[PayoutPart]:
    """Pay lines in their order until the amount is reached; what lessens it is taken on the way."""
    rest, parts = row.amount_cents, []
    for line, left in _open_lines(row.made_at):
        if rest <= 0:
            break
        taken = min(left, rest)
        parts.append(PayoutPart(payout=row, line=line, cents=taken))
        rest -= taken
    return parts


def _open_lines(until: datetime) -> Iterator[tuple[ProviderLine, int]]:
    """Yield the lines of which something was not paid out yet, the oldest first, with how much."""
    paid = Sum("parts__cents", filter=~Q(parts__payout__state__in=GONE))
    rows = ProviderLine.objects.exclude(kind__in=OWN_KINDS).filter(happened_at__lte=until)
    rows = rows.annotate(left=F("net_cents") - Coalesce(paid, 0)).exclude(left=0)
    for line in rows.order_by("happened_at", "pk").iterator(chunk_size=2_000):
        yield line, line.left


def _compare(row: ProviderPayout) -> None:
    gap = 0 if row.state in GONE else _gap(row)
    if not gap:
        alerts.clear(GAP, row.payout_id)
        return
    message = _("A payout of the provider is not the sum of its lines.")
    alerts.raise_alert(GAP, row.payout_id, message, AlertLevel.CRITICAL)


def join_bank_line(line: BankLine) -> ProviderPayout | None:
    """Say which payout a line of the bank is: the oldest of that amount that has none, if any."""
    rows = ProviderPayout.objects.select_for_update().exclude(state__in=GONE)
    row = (
        rows.filter(
            bank_line=None,
            amount_cents=line.amount_cents,
            arrives_on__range=(line.booked_on - NEARLY, line.booked_on + NEARLY),
        )
        .order_by("arrives_on", "pk")
        .first()
    )
    if row is not None:
        row.bank_line = line
        row.save(update_fields=["bank_line"])
    return row
