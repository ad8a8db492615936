"""A refund made at the provider's, not here: written as it is, and shown to staff."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from campaigns.actions.ask_refund import record_refund
from campaigns.actions.issue_receipt import void_receipts
from campaigns.actions.take_back import Part, taken_back
from campaigns.domain import accounts
from campaigns.domain.ledger import Posting, lines_of
from campaigns.domain.payments import RefundState
from campaigns.models import Payment, Refund
from campaigns.models.gift_money import balance_of, counted_of
from campaigns.models.posting import lock, open_account, post
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
    if payment is None or found.status in {"failed", "canceled"}:
        return None
    owed = accounts.refund_payable(payment.gift.account)
    cause = f"external:{found.id}"
    refund = Refund.objects.filter(payment=payment, cause=cause).first()
    if refund is None:
        refund = _owe(payment, found, owed, cause, at)
    refund = record_refund(refund_id=refund.pk, found=found, at=at)
    if payment.gift.campaign_id:
        registry.refresh(SOURCE, str(payment.gift.campaign_id))
    return refund


def _owe(payment: Payment, found: ProviderRefund, owed: str, cause: str, at: datetime) -> Refund:
    gift = payment.gift
    open_account(owed)
    post(
        Posting(
            kind="refund_external",
            key=f"refund_external:{found.id}",
            lines=lines_of(*_source(payment, found, owed), gift=gift.pk),
            source=f"payment:{payment.pk}",
            campaign=gift.account if gift.campaign_id else "",
            at=at,
        )
    )
    void_receipts(gift.pk, at=at)
    return Refund.objects.create(
        payment=payment,
        cause=cause,
        account=owed,
        amount_cents=found.amount.cents,
        state=RefundState.ASKED,
        asked_at=at,
    )


def _source(payment: Payment, found: ProviderRefund, owed: str) -> list[Part]:
    gift, amount = payment.gift, found.amount
    if gift.campaign_id:
        lock(gift.account)  # before it is counted: a refusal may be taking it at this moment
        counted = counted_of(gift.account, gift.pk).get(gift.pk)
        if counted is not None and counted >= amount:
            parts = taken_back(gift.account, amount, owed)
            if parts:
                return parts
    elif balance_of(gift.fund) >= amount:
        return [(gift.fund, owed, amount)]
    return [(accounts.LOSS, owed, amount)]
