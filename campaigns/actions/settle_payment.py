"""Take a payment for what the provider says of it now: received, then allocated, each once."""

from contextlib import suppress
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from campaigns.actions.allocate_gift import allocate_gift
from campaigns.actions.start_gift import give_room_back
from campaigns.domain.ledger import receive
from campaigns.domain.payments import PaymentState, later
from campaigns.models import Payment
from campaigns.models.posting import post
from campaigns.payments import provider
from campaigns.payments.base import Checkout, ProviderPayment
from tenants import alerts
from tenants.models import AlertLevel

MISMATCH_ALERT = "campaigns.payment-mismatch"


def settle_payment(*, payment_id: UUID | str, at: datetime) -> Payment:
    """Ask the provider, then write what follows; calling it again changes nothing."""
    payment = Payment.objects.get(pk=payment_id)
    if not payment.checkout:
        return _give_up_unasked(payment, at)
    # Before the transaction: a slow provider must hold no lock of ours.
    page = provider().checkout(payment.checkout)
    paid = provider().payment(page.payment) if page.payment else None
    with transaction.atomic():
        payment = Payment.objects.select_for_update(of=("self",)).get(pk=payment_id)
        payment.looked_at = at
        if paid is not None and paid.status == "succeeded":
            _take(payment, paid, at)
        else:
            _wait(payment, page, paid)
        payment.save()
    return payment


def settle_known_as(*, intent_id: str, at: datetime) -> None:
    """Settle the attempt that a payment at the provider names; one of another site names none."""
    if payment := _named(provider().payment(intent_id).metadata.get("attempt", "")):
        settle_payment(payment_id=payment.pk, at=at)


def _named(attempt: str) -> Payment | None:
    with suppress(ValueError):
        return Payment.objects.filter(pk=UUID(attempt)).first()
    return None


def settle_unheard(*, intent_id: str, at: datetime) -> None:
    """Settle first what was taken back before anybody here had heard that it was paid."""
    if intent_id and not Payment.objects.filter(provider_payment=intent_id).exists():
        settle_known_as(intent_id=intent_id, at=at)


@transaction.atomic
def _give_up_unasked(payment: Payment, at: datetime) -> Payment:
    """The provider was never asked: nobody can have paid, and the time of its page is over."""
    payment = Payment.objects.select_for_update(of=("self",)).get(pk=payment.pk)
    if payment.state == PaymentState.CREATED and payment.expires_at <= at:
        payment.state = PaymentState.EXPIRED
        payment.save(update_fields=["state"])
        give_room_back(payment)
    return payment


def _wait(payment: Payment, page: Checkout, paid: ProviderPayment | None) -> None:
    """Nothing came: an ended page gives its room back, anything else is being confirmed."""
    if page.status == "expired":
        was_going = payment.state in PaymentState.unfinished()
        payment.state = later(payment.state, PaymentState.EXPIRED)
        if was_going:
            give_room_back(payment)
    elif paid is not None and paid.status == "processing":
        payment.state = later(payment.state, PaymentState.PROCESSING)


def _take(payment: Payment, paid: ProviderPayment, at: datetime) -> None:
    """Receive what came; allocate it when it is what was asked, else leave it to people."""
    if payment.state in {PaymentState.SUCCEEDED, PaymentState.MISMATCH}:
        return
    payment.provider_payment = paid.id
    payment.received_cents = paid.received.cents
    payment.settled_at = at
    if _is_as_asked(payment, paid):
        payment.state = PaymentState.SUCCEEDED
        payment.save()
        allocate_gift(payment, at, is_received=False)
        return
    post(receive(payment=str(payment.pk), gross=paid.received, at=at))
    payment.state = PaymentState.MISMATCH  # in suspense until somebody decides
    give_room_back(payment)
    alerts.raise_alert(
        MISMATCH_ALERT,
        payment.pk,
        _("A payment differs from what was asked: nothing was allocated."),
        AlertLevel.CRITICAL,
    )


def _is_as_asked(payment: Payment, paid: ProviderPayment) -> bool:
    told = (paid.currency, paid.received.cents, paid.metadata.get("attempt"), paid.is_live)
    return told == ("eur", payment.amount_cents, str(payment.pk), provider().is_live)
