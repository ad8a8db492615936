"""What the provider delivers is kept once; a worker then asks for the object and acts on it."""

from datetime import datetime

from django.db import transaction

from campaigns.actions.follow_dispute import follow_dispute
from campaigns.actions.follow_refund import follow_refund
from campaigns.actions.later import handle_later
from campaigns.actions.settle_payment import settle_known_as, settle_payment, settle_unheard
from campaigns.models import InboxEvent, InboxState, Payment
from campaigns.payments import provider
from campaigns.payments.base import ProviderEvent
from kernel.domain import DomainError
from tenants import alerts
from tenants.models import AlertLevel

MOST_ATTEMPTS = 10
FAILED_ALERT = "campaigns.delivery-failed"


@transaction.atomic
def keep_event(event: ProviderEvent) -> bool:
    """Keep a delivery and ask for its handling; False for a repetition.

    One that had failed is handled again when the provider is told to send it again.
    """
    kept, is_new = InboxEvent.objects.get_or_create(
        provider=provider().name,
        event_id=event.id[:120],
        defaults={
            "kind": event.kind[:80],
            "object_id": event.object_id[:120],
            "happened_at": event.created,
        },
    )
    if kept.state == InboxState.FAILED:
        InboxEvent.objects.filter(pk=kept.pk).update(state=InboxState.NEW, attempts=0)
    if is_new or kept.state == InboxState.FAILED:
        handle_later(kept.pk)
    return is_new


def handle_event(*, event_pk: int, at: datetime) -> InboxEvent:
    """Act on one delivery; a trouble is written down, and the sweep tries again later."""
    event = InboxEvent.objects.get(pk=event_pk)
    if event.state == InboxState.DONE:
        return event
    try:
        _act(event, at)
    except DomainError as trouble:
        _note(event, trouble, at)
        return event
    InboxEvent.objects.filter(pk=event_pk).update(state=InboxState.DONE, last_error="", tried_at=at)
    return event


def _note(event: InboxEvent, trouble: DomainError, at: datetime) -> None:
    event.attempts, event.tried_at = event.attempts + 1, at
    event.last_error = type(trouble).__name__
    if event.attempts >= MOST_ATTEMPTS:
        event.state = InboxState.FAILED
        message = f"{event.kind} {event.object_id}: {event.last_error}"
        alerts.raise_alert(FAILED_ALERT, event.event_id, message, AlertLevel.CRITICAL)
    event.save(update_fields=["attempts", "tried_at", "last_error", "state"])


def _act(event: InboxEvent, at: datetime) -> None:
    """Only what the object is about counts: order and repetitions do not matter."""
    match event.kind.split("."):
        case ["checkout", "session", _]:
            if payment := Payment.objects.filter(checkout=event.object_id).first():
                settle_payment(payment_id=payment.pk, at=at)
        case ["payment_intent", _]:
            settle_known_as(intent_id=event.object_id, at=at)
        case ["refund", _] | ["charge", "refund", _]:
            found = provider().read_refund(event.object_id)
            settle_unheard(intent_id=found.payment, at=at)
            follow_refund(found=found, at=at)
        case ["charge", "dispute", _]:
            follow_dispute(dispute_id=event.object_id, at=at)
        case _:
            return  # nothing to do for other kinds
