"""Sending what was written: take the row, commit, speak to the address, commit the outcome."""

import http.client
import json
from datetime import datetime, timedelta

from django.db import transaction
from django.tasks import task
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kernel import outside
from kernel.addresses import UnreachableAddress
from tenants.alerts import raise_alert
from tenants.models import DeliveryState, WebhookDelivery
from tenants.webhooks.signing import secret_of, signature

BACK_OFF = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 360, 720))
STUCK_AFTER = timedelta(minutes=15)
SECONDS = 10
ACCEPTED = range(200, 300)
GONE = 410
INACTIVE = "inactive"
AGENT = "Trousse webhooks"


def enqueue(delivery_id: int, *, at: datetime | None = None) -> None:
    """Ask a worker to send it, in the caller's transaction."""
    deliver.using(run_after=at).enqueue(delivery_id)


@task
def deliver(delivery_id: int) -> str:
    """Send one message if nobody else has; return its state. Running it again is harmless."""
    row = _take(delivery_id)
    if row is None:
        return "nothing to do"
    if not row.webhook.is_active:
        # Switched off since: told to nobody, sent again by staff once it is on.
        _finish(row, state=DeliveryState.DEAD, status=None, error=INACTIVE)
        return DeliveryState.DEAD
    try:
        status = _send(row)
    except (OSError, http.client.HTTPException, UnreachableAddress, ValueError) as error:
        return _failed(row, None, type(error).__name__)
    if status in ACCEPTED:
        _finish(row, state=DeliveryState.SENT, status=status, sent_at=timezone.now(), error="")
        return DeliveryState.SENT
    return _failed(row, status, f"HTTP {status}")


def sweep(at: datetime) -> int:
    """Put back what a dead worker held, and wake what lost its task; return how many."""
    with transaction.atomic():
        stuck = WebhookDelivery.objects.stuck(at, STUCK_AFTER).select_for_update(skip_locked=True)
        freed = [row.pk for row in stuck]
        WebhookDelivery.objects.filter(pk__in=freed).update(
            state=DeliveryState.WAITING, next_attempt_at=at
        )
        lost = WebhookDelivery.objects.due(at - STUCK_AFTER).values_list("pk", flat=True)
        woken = {*freed, *lost[:1000]}
        for pk in woken:
            enqueue(pk)
    return len(woken)


def replay(row: WebhookDelivery) -> None:
    """Send a message again, whatever became of it, because staff ask for it; its id stays."""
    with transaction.atomic():
        changed = (
            WebhookDelivery.objects.filter(pk=row.pk)
            .exclude(state=DeliveryState.SENDING)
            .update(
                state=DeliveryState.WAITING, attempts=0, next_attempt_at=timezone.now(), error=""
            )
        )
        if changed:
            enqueue(row.pk)


def _take(delivery_id: int) -> WebhookDelivery | None:
    with transaction.atomic():
        rows = WebhookDelivery.objects.select_for_update(skip_locked=True, of=("self",))
        waiting = rows.select_related("webhook").filter(state=DeliveryState.WAITING)
        row = waiting.filter(pk=delivery_id).first()
        if row is not None:
            row.state, row.taken_at = DeliveryState.SENDING, timezone.now()
            row.attempts += 1
            row.save(update_fields=["state", "taken_at", "attempts"])
    return row


def _send(row: WebhookDelivery) -> int:
    body = json.dumps({"id": str(row.key), **row.body}, ensure_ascii=False).encode()
    at = int(timezone.now().timestamp())
    headers = {
        "Content-Type": "application/json",
        "User-Agent": AGENT,
        "Trousse-Delivery": str(row.key),
        "Trousse-Event": row.event,
        "Trousse-Signature": signature(secret_of(row.webhook), at, body),
    }
    return outside.post(row.webhook.url, body, headers, seconds=SECONDS)


def _failed(row: WebhookDelivery, status: int | None, error: str) -> str:
    """Plan another attempt, or give up and tell staff."""
    is_over = status == GONE or row.attempts > len(BACK_OFF)
    if is_over:
        with transaction.atomic():
            _finish(row, state=DeliveryState.DEAD, status=status, error=error)
            words = _("A webhook could not be reached (%(error)s).") % {"error": error}
            raise_alert("webhook.dead", row.webhook, words)
        return DeliveryState.DEAD
    at = timezone.now() + BACK_OFF[row.attempts - 1]
    with transaction.atomic():
        _finish(row, state=DeliveryState.WAITING, status=status, next_attempt_at=at, error=error)
        enqueue(row.pk, at=at)
    return DeliveryState.WAITING


def _finish(row: WebhookDelivery, **outcome: object) -> None:
    """Write the outcome of this attempt only: another worker may have taken the row meanwhile."""
    WebhookDelivery.objects.filter(
        pk=row.pk, state=DeliveryState.SENDING, attempts=row.attempts
    ).update(**outcome)
