"""The time of a transfer is over: what came in part is the gift; the rest is awaited no more."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from campaigns import transfer_mails
from campaigns.actions.advance import lock_campaign
from campaigns.actions.allocate_gift import allocate_gift, is_paid_otherwise
from campaigns.actions.start_gift import give_room_back
from campaigns.domain import policy
from campaigns.domain.payments import PaymentState
from campaigns.models import Payment


def end_transfers(*, at: datetime, campaign_id: UUID | None = None) -> int:
    """End those whose date limit is over, a statement later; or all those of one campaign."""
    rows = Payment.objects.filter(state__in=PaymentState.by_transfer())
    if campaign_id is None:
        rows = rows.filter(expires_at__lt=at - policy.STATEMENT_DELAY)
    else:
        rows = rows.filter(gift__campaign=campaign_id)
    keys = list(rows.order_by("expires_at").values_list("pk", flat=True))
    for pk in keys:
        end_transfer(payment_id=pk, at=at)
    return len(keys)


@transaction.atomic
def end_transfer(*, payment_id: UUID, at: datetime) -> None:
    """Nothing came: its room is free again. Part of it came: that part is the gift."""
    lock_campaign(gifts__payments=payment_id)
    payment = Payment.objects.select_for_update(of=("self",)).get(pk=payment_id)
    if payment.state == PaymentState.AWAITED:
        payment.state = PaymentState.EXPIRED
        payment.save(update_fields=["state"])
        give_room_back(payment)
        transfer_mails.tell_over(payment)
    elif payment.state == PaymentState.PARTIAL:
        gift = payment.gift
        payment.amount_cents = payment.received_cents
        if not is_paid_otherwise(payment):
            gift.amount_cents = payment.received_cents
            gift.save(update_fields=["amount_cents"])
        take(payment, at)


def take(payment: Payment, at: datetime) -> None:
    """What was received is the gift; in the caller's transaction, the payment locked."""
    payment.state, payment.settled_at = PaymentState.SUCCEEDED, at
    payment.save()
    allocate_gift(payment, at)
