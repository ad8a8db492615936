"""Give money back through the provider: due in the books first, asked with a key kept before."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from campaigns.domain import accounts
from campaigns.domain.ledger import Posting, lines_of
from campaigns.domain.payments import RefundState
from campaigns.models import Refund
from campaigns.models.posting import post
from campaigns.payments import provider
from campaigns.payments.base import ProviderRefund, ProviderRefusal
from kernel.money import Money
from tenants import alerts
from tenants.models import AlertLevel

FAILED_ALERT, REFUSED_ALERT = "campaigns.refund-failed", "campaigns.refund-refused"
OVER = set(RefundState) - {RefundState.DUE, RefundState.ASKED, RefundState.PENDING}
# A key is forgotten after a day, and an answer of trouble is repeated under it until then.
KEY_LIFE = timedelta(hours=20)


def ask_refund(*, refund_id: int, at: datetime) -> Refund:
    """Ask once, whatever dies on the way; ProviderTrouble leaves it to be asked again."""
    refund = Refund.objects.select_related("payment").get(pk=refund_id)
    if refund.state in OVER:
        return refund
    found = _known(refund) or _ask(refund, at)
    return record_refund(refund_id=refund_id, found=found, at=at)


def _known(refund: Refund) -> ProviderRefund | None:
    """Look first for what was asked before: the answer may have been lost."""
    if refund.state == RefundState.DUE:
        return None
    if refund.provider_refund:
        return provider().read_refund(refund.provider_refund)
    rows = provider().refunds_of(refund.payment.provider_payment)
    return next((row for row in rows if row.metadata.get("refund") == str(refund.pk)), None)


def _ask(refund: Refund, at: datetime) -> ProviderRefund:
    """Ask under a key that is in the database before the provider hears of it."""
    if refund.asked_at is not None and at - refund.asked_at > KEY_LIFE:
        rows = Refund.objects.filter(pk=refund.pk, attempt=refund.attempt)
        rows.update(attempt=F("attempt") + 1, asked_at=at)
    elif refund.asked_at is None:
        Refund.objects.filter(pk=refund.pk).update(state=RefundState.ASKED, asked_at=at)
    refund.refresh_from_db()
    try:
        return provider().refund(
            key=f"refund:{refund.pk}:{refund.attempt}",
            payment_id=refund.payment.provider_payment,
            amount=Money(refund.amount_cents),
            reference=str(refund.pk),
        )
    except ProviderRefusal as refusal:
        alerts.raise_alert(REFUSED_ALERT, refund.pk, refusal.detail, AlertLevel.CRITICAL)
        raise


@transaction.atomic
def record_refund(*, refund_id: int, found: ProviderRefund, at: datetime) -> Refund:
    """Write what the provider says of a refund now; each fact once."""
    refund = Refund.objects.select_for_update(of=("self",)).get(pk=refund_id)
    refund.provider_refund = found.id
    post(_posting("refund", refund, at, (refund.account, accounts.PSP)))
    if found.status in {"failed", "canceled"}:
        post(_posting("refund_failed", refund, at, (accounts.PSP, refund.account)))
        if refund.state != RefundState.DROPPED:
            refund.state = RefundState.FAILED
            message = _("A refund came back: pay it by transfer.")
            alerts.raise_alert(FAILED_ALERT, refund.pk, message, AlertLevel.WARNING)
    elif refund.state not in {RefundState.FAILED, RefundState.DROPPED}:
        is_over = found.status == "succeeded"
        refund.state = RefundState.SUCCEEDED if is_over else RefundState.PENDING
    refund.save(update_fields=["provider_refund", "state"])
    return refund


def _posting(kind: str, refund: Refund, at: datetime, path: tuple[str, str]) -> Posting:
    # The moment is that of the first word of it: a repetition says the same.
    return Posting(
        kind=kind,
        key=f"{kind}:{refund.provider_refund}",
        lines=lines_of((*path, Money(refund.amount_cents)), gift=refund.payment.gift_id),
        source=f"refund:{refund.pk}",
        campaign=accounts.describe(refund.account).owner,
        at=at,
    )
