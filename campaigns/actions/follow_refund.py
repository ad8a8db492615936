"""A refund that the provider tells of: one we asked for, or made elsewhere and shown to staff."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from campaigns.actions.issue_receipt import void_receipts
from campaigns.actions.recall_payment import recall
from campaigns.actions.record_refund import record_refund
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
    """Write what became of a refund; one that is not what we ask for is owed first, and shown."""
    # Its key stays: a settlement that has the account may name it in a refund meanwhile.
    rows = Payment.objects.select_for_update(of=("self",), no_key=True)
    payment = rows.filter(provider_payment=found.payment).first() if found.payment else None
    refund = _kept(payment, found) if payment else None
    if refund is not None:
        return record_refund(refund_id=refund.pk, found=found, at=at)
    message = _("A refund was made outside the platform: look at its gift.")
    alerts.raise_alert(ALERT, found.id, message, AlertLevel.CRITICAL)
    if payment is None or found.came_back:
        return None  # it came back before anybody here had heard of it
    refund = record_refund(refund_id=_owe(payment, found, at).pk, found=found, at=at)
    if payment.gift.campaign_id:
        registry.refresh(SOURCE, str(payment.gift.campaign_id))
    return refund


def _kept(payment: Payment, found: ProviderRefund) -> Refund | None:
    """Return the refund that it is the answer to, or that was kept for it.

    We may have asked for more than is due by now: while the answer was on its way, somebody
    refunded by hand. Both were made, so that both are written.
    """
    number = found.metadata.get("refund", "")
    asked = Q(pk=number if number.isascii() and number.isdecimal() else None)
    unanswered = Q(provider_refund="", state__in=[RefundState.DUE, RefundState.ASKED])
    is_answer = asked & unanswered & Q(amount_cents=found.amount.cents)
    return payment.refunds.filter(Q(provider_refund=found.id) | is_answer).first()


def _owe(payment: Payment, found: ProviderRefund, at: datetime) -> Refund:
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
        cause=f"external:{found.id}",
        account=owed,
        amount_cents=found.amount.cents,
        state=RefundState.ASKED,
        asked_at=at,
    )
    if not payment.kept:
        alerts.clear(MISMATCH_ALERT, payment.pk)
    return refund
