"""A donor goes back and changes their gift: the page they had opened is closed first."""

from contextlib import suppress
from datetime import datetime

from campaigns.actions.await_transfer import cancel_transfer
from campaigns.actions.settle_payment import settle_payment
from campaigns.models import Method, Payment
from campaigns.payments import provider
from campaigns.payments.base import ProviderTrouble


def abandon_gift(*, gift_id: int, at: datetime) -> None:
    """Close the payment pages of a gift and give its room back; paid meanwhile, it stays paid."""
    cancel_transfer(gift_id=gift_id)
    for payment in Payment.objects.unfinished().filter(gift=gift_id, method=Method.CARD):
        # A page that is paid or over already refuses to be closed: the settlement sees which.
        with suppress(ProviderTrouble):
            if payment.checkout:
                provider().expire_checkout(payment.checkout)
        with suppress(ProviderTrouble):
            settle_payment(payment_id=payment.pk, at=at)
