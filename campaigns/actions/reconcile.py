"""Every night the provider's account of us is compared with ours, line by line and to the cent."""

from datetime import UTC, datetime, timedelta

from django.db import transaction
from django.db.models import Max, Sum
from django.utils.translation import gettext_lazy as _

from campaigns.actions.follow_provider_payouts import follow_payouts
from campaigns.actions.handle_event import keep_event
from campaigns.domain import accounts
from campaigns.domain.ledger import Posting, lines_of
from campaigns.models import Entry, Movement, Payment, ProviderLine
from campaigns.models.posting import post
from campaigns.payments import provider
from campaigns.payments.base import ProviderTransaction
from kernel.money import Money
from tenants import alerts
from tenants.models import AlertLevel

GAP, UNKNOWN = "campaigns.reconciliation-gap", "campaigns.reconciliation-unknown"
# Lines may appear late; events are kept by the provider for thirty days.
LOOK_BACK = timedelta(days=3)
# A bank may refuse a payout weeks after it was sent.
PAYOUT_LIFE = timedelta(days=40)
FIRST_DAY = datetime(2026, 1, 1, tzinfo=UTC)
# The key of the entry that a line of each kind stands for, from what the line is about.
ENTRIES = {"refund": "refund", "refund_failure": "refund_failed"}
# What the provider sends to our bank, and what comes back from there: the kind and end of the key.
PAYOUTS = {"payout": ("psp_payout", ""), "payout_failure": ("psp_payout_failed", ":failed")}


def reconcile(*, at: datetime) -> int:
    """Take the new lines, write their fees, and raise an alert for any gap: nothing is mended."""
    for event in provider().events(at - LOOK_BACK):
        keep_event(event)  # those that never arrived
    last = ProviderLine.objects.aggregate(last=Max("happened_at"))["last"] or FIRST_DAY
    count = 0
    for line in provider().transactions(last - LOOK_BACK):
        count += take_line(line)
    follow_payouts(min(last, at - PAYOUT_LIFE) - LOOK_BACK)
    _match()
    _compare()
    return count


@transaction.atomic
def take_line(line: ProviderTransaction) -> bool:
    """Keep a line once; a payment's fee is an expense the moment it is known."""
    _kept, is_new = ProviderLine.objects.get_or_create(
        line_id=line.id,
        defaults={
            "kind": line.kind[:40],
            "amount_cents": line.amount_cents,
            "fee_cents": line.fee_cents,
            "net_cents": line.net_cents,
            "source": line.source[:120],
            "happened_at": line.created,
        },
    )
    if is_new and line.kind in PAYOUTS:
        _post_payout(line)
    # A dispute's fee is in the dispute's own entry.
    if is_new and line.kind != "adjustment" and line.fee_cents:
        _post_fee(line)
    return is_new


def _post_payout(line: ProviderTransaction) -> None:
    """The provider sends us what it holds, or takes it back when our bank refused it."""
    kind, end = PAYOUTS[line.kind]
    path = (accounts.TRANSIT_PSP, accounts.PSP)
    if end:
        path = path[::-1]
    post(
        Posting(
            kind=kind,
            key=f"po:{line.source}{end}",
            lines=lines_of((*path, Money(abs(line.amount_cents)))),
            source=f"line:{line.id}"[:80],
            at=line.created,
        )
    )


def _post_fee(line: ProviderTransaction) -> None:
    path = (accounts.PSP_FEES, accounts.PSP)
    kind = "fee" if line.fee_cents > 0 else "fee_back"
    post(
        Posting(
            kind=kind,
            key=f"{kind}:{line.id}",
            lines=lines_of((*(path if kind == "fee" else path[::-1]), Money(abs(line.fee_cents)))),
            source=f"line:{line.id}"[:80],
            at=line.created,
        )
    )


def _match() -> None:
    """Find the entry of each line; one that has none yet is shown to staff."""
    for line in ProviderLine.objects.filter(matched=False):
        if _has_entry(line):
            ProviderLine.objects.filter(pk=line.pk).update(matched=True)
            alerts.clear(UNKNOWN, line.line_id)
        else:
            message = _("A line of the provider’s account has no entry in the books.")
            alerts.raise_alert(UNKNOWN, line.line_id, message, AlertLevel.CRITICAL)


def _has_entry(line: ProviderLine) -> bool:
    if line.kind in {"charge", "payment"}:
        payments = Payment.objects.filter(provider_payment=line.source)
        keys = [f"receive:{pk}" for pk in payments.values_list("pk", flat=True)]
    elif line.kind in PAYOUTS:
        keys = [f"po:{line.source}{PAYOUTS[line.kind][1]}"]
    elif line.kind == "adjustment":
        keys = [f"{'dispute' if line.amount_cents < 0 else 'dispute_won'}:{line.source}"]
    else:
        keys = [f"{ENTRIES.get(line.kind, line.kind)}:{line.source}"]
    return bool(line.source) and Entry.objects.filter(key__in=keys).exists()


def _compare() -> None:
    """Compare the two totals: what the provider holds for us, and what the books say."""
    theirs, ours = totals()
    if theirs == ours:
        alerts.clear(GAP)
        return
    message = _("The provider holds %(theirs)s for us, the books say %(ours)s.") % {
        "theirs": theirs,
        "ours": ours,
    }
    alerts.raise_alert(GAP, "", message, AlertLevel.CRITICAL)


def totals() -> tuple[Money, Money]:
    """Return what the provider holds for us, by its own lines, and by our books."""
    theirs = ProviderLine.objects.aggregate(sum=Sum("net_cents"))["sum"] or 0
    return Money(theirs), Money(_moved("debit") - _moved("credit"))


def _moved(side: str) -> int:
    """Return all that ever entered the provider's account in our books, or left it."""
    rows = Movement.objects.filter(**{f"{side}__code": accounts.PSP})
    return rows.aggregate(sum=Sum("amount_cents"))["sum"] or 0
