"""Give money back through the provider: due in the books first, asked with a key kept before."""

from datetime import datetime, timedelta

from django.db.models import F

from campaigns.actions.follow_refund import follow_refund
from campaigns.domain.payments import RefundState
from campaigns.models import Refund
from campaigns.payments import provider
from campaigns.payments.base import ProviderRefund, ProviderRefusal
from kernel.money import Money
from tenants import alerts
from tenants.models import Alert, AlertLevel

REFUSED_ALERT = "campaigns.refund-refused"
UNANSWERED = {RefundState.DUE, RefundState.ASKED}
OVER = set(RefundState) - UNANSWERED - {RefundState.PENDING}
# A key is forgotten after a day, and an answer of trouble is repeated under it until then.
KEY_LIFE = timedelta(hours=20)


def ask_refund(*, refund_id: int, at: datetime) -> Refund:
    """Ask once, whatever dies on the way; ProviderTrouble leaves it to be asked again."""
    refund = Refund.objects.select_related("payment").get(pk=refund_id)
    if refund.state not in OVER and (found := _known(refund) or _ask(refund, at)):
        follow_refund(found=found, at=at)
        refund.refresh_from_db()
    return refund


def end_refusals() -> None:
    """End the alerts of refunds that left since, or are due no more."""
    for alert in Alert.objects.open().filter(kind=REFUSED_ALERT):
        if not Refund.objects.filter(pk=alert.key, state__in=UNANSWERED).exists():
            alerts.clear(alert.kind, alert.key)


def _known(refund: Refund) -> ProviderRefund | None:
    """Look first for what was asked before: the answer may have been lost."""
    if refund.state == RefundState.DUE:
        return None
    if refund.provider_refund:
        return provider().read_refund(refund.provider_refund)
    rows = provider().refunds_of(refund.payment.provider_payment)
    mine = [row for row in rows if row.metadata.get("refund") == str(refund.pk)]
    return next((row for row in mine if _is_answer(row, refund)), None)


def _is_answer(row: ProviderRefund, refund: Refund) -> bool:
    """Less may be due since it was asked: what was given back then is kept by itself."""
    is_kept = Refund.objects.filter(provider_refund=row.id).exists()
    return not is_kept and (row.amount.cents == refund.amount_cents or not row.came_back)


def _ask(refund: Refund, at: datetime) -> ProviderRefund | None:
    """Ask under a key that is in the database before the provider hears of it."""
    if refund.asked_at is not None and at - refund.asked_at > KEY_LIFE:
        rows = Refund.objects.filter(pk=refund.pk, attempt=refund.attempt)
        rows.update(attempt=F("attempt") + 1, asked_at=at)
    elif refund.asked_at is None:
        rows = Refund.objects.filter(pk=refund.pk, state=RefundState.DUE)
        rows.update(state=RefundState.ASKED, asked_at=at)
    refund.refresh_from_db()
    if refund.state in OVER:
        return None  # refunded by hand in this moment
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
