"""Background entry points: each calls one action, and may run again after a crash."""

from contextlib import suppress
from uuid import UUID

from django.tasks import task
from django.utils import timezone

from campaigns.actions import (
    ask_refund as refunds,
    close_campaign as closing,
    close_page as pages,
    handle_event as inbox,
    run_settlement as settlements,
)
from campaigns.payments.base import ProviderTrouble
from tenants.tasks import Priority


@task(priority=Priority.MONEY)
def handle_event(event_pk: int) -> None:
    inbox.handle_event(event_pk=event_pk, at=timezone.now())


@task(priority=Priority.MONEY)
def ask_refund(refund_id: int) -> None:
    # The sweep asks again; a refusal has raised its alert.
    with suppress(ProviderTrouble):
        refunds.ask_refund(refund_id=refund_id, at=timezone.now())


@task(priority=Priority.MONEY)
def close_page(payment_id: str) -> None:
    with suppress(ProviderTrouble):  # the sweep tries again
        pages.close_page(payment_id=payment_id, at=timezone.now())


@task(priority=Priority.MONEY)
def close_campaign(campaign_id: str) -> None:
    closing.close_campaign(campaign_id=UUID(campaign_id), at=timezone.now())


@task(priority=Priority.MONEY)
def run_settlement(settlement_id: str) -> None:
    settlements.run_settlement(settlement_id=UUID(settlement_id), at=timezone.now())
