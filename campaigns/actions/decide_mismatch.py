"""A payment that differs from what was asked waits in suspense: somebody decides about it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from campaigns.actions.advance import ReasonMissing
from campaigns.actions.allocate_gift import allocate_gift, is_paid_otherwise, make_refund
from campaigns.actions.guards import require_treasurer
from campaigns.actions.settle_payment import MISMATCH_ALERT
from campaigns.domain import accounts
from campaigns.domain.ledger import Posting, lines_of
from campaigns.domain.payments import PaymentState
from campaigns.models import Payment
from campaigns.models.posting import open_account, post
from kernel.domain import DomainError
from tenants import alerts, audit


@transaction.atomic
def take_mismatch(*, payment_id: UUID, reason: str, by: User, at: datetime) -> Payment:
    """What was received is the gift, whatever was asked."""
    payment = _waiting(payment_id, reason, by)
    gift = payment.gift
    if is_paid_otherwise(payment):
        raise DomainError(_("This gift is paid already: give this payment back."))
    gift.amount_cents = payment.amount_cents = payment.kept.cents
    gift.save(update_fields=["amount_cents"])
    payment.state = PaymentState.SUCCEEDED
    payment.save(update_fields=["state", "amount_cents"])
    allocate_gift(payment, at)
    return _note("taken", payment, reason, by)


@transaction.atomic
def give_mismatch_back(*, payment_id: UUID, reason: str, by: User, at: datetime) -> Payment:
    """All of it goes back the way it came."""
    payment = _waiting(payment_id, reason, by)
    gift, key = payment.gift, f"excess:payment:{payment.pk}"
    owed = accounts.refund_payable(gift.account)
    open_account(owed)
    path = (accounts.SUSPENSE, owed, payment.kept)
    post(
        Posting(
            kind="excess",
            key=key,
            lines=lines_of(path, gift=gift.pk),
            source=f"payment:{payment.pk}",
            campaign=gift.account if gift.campaign_id else "",
            at=at,
        )
    )
    make_refund(payment=payment, cause=key, account=owed, cents=path[2].cents)
    return _note("given_back", payment, reason, by)


def _waiting(payment_id: UUID, reason: str, by: User) -> Payment:
    require_treasurer(by)
    if not reason.strip():
        raise ReasonMissing
    rows = Payment.objects.select_for_update(of=("self",)).select_related("gift__campaign")
    payment = rows.to_examine().filter(pk=payment_id).first()
    if payment is None:
        raise DomainError(_("This payment is decided already."))
    return payment


def _note(what: str, payment: Payment, reason: str, by: User) -> Payment:
    detail = {"reason": reason.strip()[:300], "cents": payment.received_cents}
    audit.record(action=f"payment.{what}", actor=by, target=payment.gift, detail=detail)
    alerts.clear(MISMATCH_ALERT, payment.pk)
    return payment
