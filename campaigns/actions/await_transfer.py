"""A donor thinks again while their transfer is awaited: another amount, or none."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from campaigns import transfer_mails
from campaigns.actions.advance import lock_campaign
from campaigns.actions.start_gift import GiftRefused, give_room_back, keep_room, lock_target
from campaigns.domain.payments import PaymentState
from campaigns.models import Gift, Payment
from campaigns.models.posting import release
from kernel.money import Money


@transaction.atomic
def cancel_transfer(*, gift_id: int) -> bool:
    """Await it no more and give its room back; False when nothing of it is awaited."""
    lock_campaign(gifts=gift_id)
    Gift.objects.select_for_update(of=("self",)).get(pk=gift_id)
    rows = Payment.objects.select_for_update(of=("self",)).filter(gift=gift_id)
    payment = rows.filter(state=PaymentState.AWAITED).first()
    if payment is None:
        return False
    payment.state = PaymentState.CANCELLED
    payment.save(update_fields=["state"])
    give_room_back(payment)
    return True


@transaction.atomic
def correct_transfer(*, gift_id: int, amount: Money, at: datetime) -> Payment:
    """Await another amount; or raise GiftRefused and change nothing. The reference stays."""
    lock_campaign(gifts=gift_id)
    gift = Gift.objects.select_for_update(of=("self",)).get(pk=gift_id)
    rows = Payment.objects.select_for_update(of=("self",)).filter(gift=gift, expires_at__gt=at)
    payment = rows.filter(state=PaymentState.AWAITED).first()
    if payment is None:
        raise GiftRefused(_("This transfer is no longer awaited, or has begun to arrive."))
    release(gift.pk)  # its own room counts for the new amount
    lock_target(gift.campaign, amount, at)
    gift.amount_cents = payment.amount_cents = amount.cents
    gift.save(update_fields=["amount_cents"])
    payment.save(update_fields=["amount_cents"])
    payment.gift = gift
    keep_room(gift, payment.expires_at)
    transfer_mails.tell_awaited(payment)
    return payment
