"""Background entry points: each calls one action, and may run again after a crash."""

from contextlib import suppress

from django.tasks import task
from django.utils import timezone

from campaigns.actions import ask_refund as refunds, handle_event as inbox
from campaigns.payments.base import ProviderTrouble


@task
def handle_event(event_pk: int) -> None:
    inbox.handle_event(event_pk=event_pk, at=timezone.now())


@task
def ask_refund(refund_id: int) -> None:
    # The sweep asks again; a refusal has raised its alert.
    with suppress(ProviderTrouble):
        refunds.ask_refund(refund_id=refund_id, at=timezone.now())
