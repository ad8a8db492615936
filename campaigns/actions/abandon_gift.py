"""A donor goes back and changes their gift: the page they had opened is closed first."""

from contextlib import suppress
from datetime import datetime

from campaigns.actions.await_transfer import cancel_transfer
from campaigns.actions.close_page import close_page
from campaigns.domain.payments import PaymentState
from campaigns.models import Method, Payment
from campaigns.payments.base import ProviderTrouble


def abandon_gift(*, gift_id: int, at: datetime) -> None:
    """Close the payment pages of a gift and give its room back; paid meanwhile, it stays paid."""
    cancel_transfer(gift_id=gift_id)
    attempts = Payment.objects.unfinished().filter(gift=gift_id, method=Method.CARD)
    # Its time ends now, also while the provider is silent: the sweep closes what stays open.
    attempts.filter(state=PaymentState.REDIRECTED, expires_at__gt=at).update(expires_at=at)
    for payment in attempts:
        with suppress(ProviderTrouble):
            close_page(payment_id=payment.pk, at=at)
