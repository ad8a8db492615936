"""Nobody shall pay on a page that is not wanted any more: it is closed at the provider."""

from contextlib import suppress
from datetime import datetime
from uuid import UUID

from campaigns.actions.settle_payment import settle_payment
from campaigns.models import Payment
from campaigns.payments import provider
from campaigns.payments.base import ProviderRefusal


def close_page(*, payment_id: UUID | str, at: datetime) -> Payment:
    """Close the page of an attempt and see what became of it: paid meanwhile, it stays paid.

    ProviderTrouble leaves one that may be closed again.
    """
    checkout = Payment.objects.values_list("checkout", flat=True).get(pk=payment_id)
    # A page that is paid or over already refuses to be closed: the settlement sees which.
    with suppress(ProviderRefusal):
        if checkout:
            provider().expire_checkout(checkout)
    return settle_payment(payment_id=payment_id, at=at)
