"""Writing the messages of a fact: one row for each address that listens to it."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils import timezone

from tenants.context import current_schema, current_tenant
from tenants.models import Webhook, WebhookDelivery, WebhookEvent


def write(event: WebhookEvent, facts: Iterable[Mapping[str, Any]]) -> int:
    """Write, and enqueue, what each listening address will be sent; return how many messages."""
    from tenants.webhooks.delivery import enqueue  # noqa: PLC0415  tasks are declared once ready

    schema = current_schema()
    listening = [
        hook
        for hook in Webhook.objects.filter(is_active=True, events__contains=[event.value])
        if not hook.schemas or schema in hook.schemas
    ]
    if not listening:
        return 0
    tenant, now = current_tenant(), timezone.now()
    site = {"code": tenant.code if tenant else "", "url": tenant.root_url if tenant else ""}
    rows = [
        WebhookDelivery(
            webhook=hook,
            event=event,
            schema=schema,
            body={"type": event.value, "at": now.isoformat(), "site": site, "data": dict(fact)},
        )
        for fact in facts
        for hook in listening
    ]
    for row in WebhookDelivery.objects.bulk_create(rows):
        enqueue(row.pk)
    return len(rows)
