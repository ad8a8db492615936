"""What the provider says of a refund that is kept here: it left, it came back; each fact once."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from campaigns.domain import accounts
from campaigns.domain.ledger import Posting, lines_of
from campaigns.domain.payments import RefundState
from campaigns.models import Refund
from campaigns.models.posting import post
from campaigns.payments.base import ProviderRefund
from tenants import alerts
from tenants.models import AlertLevel

FAILED_ALERT = "campaigns.refund-failed"


@transaction.atomic
def record_refund(*, refund_id: int, found: ProviderRefund, at: datetime) -> Refund:
    """Write what the provider says of a refund now; each fact once."""
    refund = Refund.objects.select_for_update(of=("self",)).get(pk=refund_id)
    refund.provider_refund = found.id
    post(_posting("refund", refund, found, at, (refund.account, accounts.PSP)))
    if found.came_back:
        post(_posting("refund_failed", refund, found, at, (accounts.PSP, refund.account)))
        if refund.state != RefundState.DROPPED:
            refund.state = RefundState.FAILED
            message = _("A refund came back: pay it by transfer.")
            alerts.raise_alert(FAILED_ALERT, refund.pk, message, AlertLevel.WARNING)
    elif refund.state not in {RefundState.FAILED, RefundState.DROPPED}:
        is_over = found.status == "succeeded"
        refund.state = RefundState.SUCCEEDED if is_over else RefundState.PENDING
    refund.save(update_fields=["provider_refund", "state"])
    return refund


def _posting(
    kind: str, refund: Refund, found: ProviderRefund, at: datetime, path: tuple[str, str]
) -> Posting:
    # The moment is that of the first word of it: a repetition says the same. So is the amount:
    # part of what came back may have been refunded by hand since, and is due no more.
    return Posting(
        kind=kind,
        key=f"{kind}:{found.id}",
        lines=lines_of((*path, found.amount), gift=refund.payment.gift_id),
        source=f"refund:{refund.pk}",
        campaign=accounts.describe(refund.account).owner,
        at=at,
    )
