"""The one way from a state to the next: locked, judged by the table, written in the audit log."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts.models import User
from campaigns.domain.lifecycle import BY_ACTION, move
from campaigns.domain.states import PUBLIC, Actor, State
from campaigns.models import Campaign
from campaigns.search_documents import SOURCE
from kernel.domain import DomainError, gettext_noop
from search import registry
from tenants import audit

# What figures are counted by, written by the transition itself.
MOMENTS = {"start_closing": "ended_at", "succeed": "succeeded_at"}

type Guard = Callable[[Campaign], object]


class ReasonMissing(DomainError):
    def __init__(self) -> None:
        super().__init__(gettext_noop("Write a few words: the other side reads them."))


def locked(campaign_id: UUID) -> Campaign:
    """Return the campaign, its row locked until the transaction ends."""
    return Campaign.objects.select_for_update(of=("self",)).get(pk=campaign_id)


def lock_campaign(**which: object) -> None:
    """Lock the campaign of a gift, a payment or a line of the bank, before any of them.

    Its end takes the campaign, then its account, then its transfers: who takes a transfer first
    waits for it, and is waited for. A gift to the fund has none, and no end.
    """
    Campaign.objects.select_for_update(of=("self",)).filter(**which).first()


@transaction.atomic
def advance(  # noqa: PLR0913  what happened, who did it, when and why
    action: str,
    *,
    campaign_id: UUID,
    actor: Actor,
    by: User | None,
    at: datetime,
    guard: Guard,
    reason: str = "",
    detail: dict[str, Any] | None = None,
    **changes: object,
) -> Campaign:
    """Carry out one row of the table, or raise and change nothing.

    ``guard`` sees the locked campaign before anything is written: it refuses, or fills it in.
    ``by`` is None when the platform itself acts.
    """
    campaign = locked(campaign_id)
    guard(campaign)
    before = State(campaign.state)
    campaign.state = move(before, action, actor)
    if BY_ACTION[action].with_reason and not reason.strip():
        raise ReasonMissing
    campaign.state_changed_at = at
    if action in MOMENTS:
        setattr(campaign, MOMENTS[action], at)
    for name, value in changes.items():
        setattr(campaign, name, value)
    campaign.save()
    said = {"from": before.value, "to": campaign.state, "as": actor.value, **(detail or {})}
    if reason:
        said["reason"] = reason.strip()
    audit.record(action=f"campaign.{action}", actor=by, target=campaign, detail=said)
    if {before, State(campaign.state)} & PUBLIC:
        registry.refresh(SOURCE, str(campaign.pk))
    return campaign
