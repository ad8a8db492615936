"""A refund made at the provider's, not here: written as it is, and shown to staff."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from campaigns.actions.ask_refund import record_refund
from campaigns.actions.issue_receipt import void_receipts
from campaigns.actions.recall_payment import recall
from campaigns.actions.settle_payment import MISMATCH_ALERT
from campaigns.domain import accounts
from campaigns.domain.ledger import Posting, lines_of
from campaigns.domain.payments import PaymentState, RefundState
from campaigns.models import Payment, Refund
from campaigns.models.posting import open_account, post
from campaigns.payments.base import ProviderRefund
from campaigns.search_documents import SOURCE
from search import registry
from tenants import alerts
from tenants.models import AlertLevel

ALERT = "campaigns.refund-external"


@transaction.atomic
def follow_refund(*, found: ProviderRefund, at: datetime) -> Refund | None:
    """Owe first what was given back, from where it lay, then write that it left; once."""
    message = _("A refund was made outside the platform: look at its gift.")
    alerts.raise_alert(ALERT, found.id, message, AlertLevel.CRITICAL)
    rows = Payment.objects.select_for_update(of=("self",))
    payment = rows.filter(provider_payment=found.payment).first() if found.payment else None
    if payment is None:
        return None
    cause = f"external:{found.id}"
    refund = Refund.objects.filter(payment=payment, cause=cause).first()
    if refund is None:
        if found.status in {"failed", "canceled"}:
            return None  # it came back before anybody here had heard of it
        refund = _owe(payment, found, cause, at)
    refund = record_refund(refund_id=refund.pk, found=found, at=at)
    if payment.gift.campaign_id:
        registry.refresh(SOURCE, str(payment.gift.campaign_id))
    return refund


def _owe(payment: Payment, found: ProviderRefund, cause: str, at: datetime) -> Refund:
    """Take it from where it lies; what is due to the donor already becomes due no second time."""
    gift = payment.gift
    owed = accounts.refund_payable(gift.account)
    open_account(owed)
    source = recall(payment, found.amount, owed)
    if lines := lines_of(*source.parts, (accounts.LOSS, owed, source.rest), gift=gift.pk):
        post(
            Posting(
                kind="refund_external",
                key=f"refund_external:{found.id}",
                lines=lines,
                source=f"payment:{payment.pk}",
                campaign=gift.account if gift.campaign_id else "",
                at=at,
            )
        )
        if payment.state != PaymentState.MISMATCH:
            void_receipts(gift.pk, at=at)
    refund = Refund.objects.create(
        payment=payment,
        cause=cause,
        account=owed,
        amount_cents=found.amount.cents,
        state=RefundState.ASKED,
        asked_at=at,
    )
    if not payment.kept:
        alerts.clear(MISMATCH_ALERT, payment.pk)
    return refund
