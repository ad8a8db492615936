"""Change, publish, cancel, close a workshop: everybody who is concerned learns it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from kernel.domain import DomainError, gettext_noop
from search import registry
from tne_sites.actions.hold_places import SOURCE, lock, settle, shorten_offers
from tne_sites.actions.tell_registrants import drop_calls, tell_all
from tne_sites.domain import places
from tne_sites.domain.states import CallReason, WorkshopState
from tne_sites.models import Call, Workshop
from tne_sites.wording import place_of, when_of

# What people must know before they come.
MOVES = ("starts_at", "ends_at", "mode", "commune_code", "place_name", "address", "online_url")
# What else makes another version of the calendar event.
SHOWN = (*MOVES, "title", "summary", "access_note")


class NotPossible(DomainError):
    """The workshop is not in a state for that."""


@transaction.atomic
def change_workshop(*, workshop_id: int, fields: Mapping[str, Any], at: datetime) -> Workshop:
    """Change some fields; those who registered are told of another hour or another place.

    Raise CapacityTooSmall rather than take a place away from somebody.
    """
    workshop = lock(workshop_id)
    if workshop.state == WorkshopState.CANCELLED:
        raise NotPossible(gettext_noop("A cancelled workshop cannot be changed: duplicate it."))
    places.check_capacity(fields.get("capacity", workshop.capacity), taken=workshop.places_taken)
    before = f"{when_of(workshop)}, {place_of(workshop)}"
    changed = [name for name, value in fields.items() if getattr(workshop, name) != value]
    for name in changed:
        setattr(workshop, name, fields[name])
    is_known = workshop.state == WorkshopState.PUBLISHED
    if is_known and set(changed) & set(SHOWN):
        workshop.sequence += 1
    workshop.save()
    if is_known and set(changed) & set(MOVES) and workshop.ends_at > at:
        _tell_moved(workshop, before, at)
        shorten_offers(workshop, at=at)
    settle(workshop, at=at)
    return workshop


@transaction.atomic
def publish_workshop(*, workshop_id: int, at: datetime) -> Workshop:
    """Show a draft to everybody; or raise NotPossible."""
    workshop = lock(workshop_id)
    if workshop.state != WorkshopState.DRAFT:
        raise NotPossible(gettext_noop("Only a draft is published."))
    if workshop.ends_at <= at:
        raise NotPossible(gettext_noop("This workshop is already over: change its date first."))
    workshop.state, workshop.published_at = WorkshopState.PUBLISHED, at
    workshop.save(update_fields=["state", "published_at"])
    settle(workshop, at=at)
    return workshop


@transaction.atomic
def cancel_workshop(*, workshop_id: int, reason: str, at: datetime) -> Workshop:
    """Cancel it for good and tell everybody; its page and its calendar event say so."""
    workshop = lock(workshop_id)
    if workshop.state != WorkshopState.PUBLISHED or workshop.ends_at <= at:
        raise NotPossible(gettext_noop("Only a published workshop that is not over is cancelled."))
    workshop.state, workshop.cancelled_at = WorkshopState.CANCELLED, at
    workshop.cancel_reason = reason
    workshop.sequence += 1
    workshop.save(update_fields=["state", "cancelled_at", "cancel_reason", "sequence"])
    # Nothing else is to be said of it.
    drop_calls(Call.objects.filter(registration__workshop=workshop))
    tell_all(
        workshop.registrations.live(),
        "cancelled",
        "cancelled",
        workshop=workshop,
        at=at,
        reason=CallReason.CANCELLED,
        reason_given=reason,
    )
    registry.refresh(SOURCE, str(workshop.key))
    return workshop


@transaction.atomic
def close_registration(*, workshop_id: int, at: datetime) -> Workshop:
    """Nobody registers on the site any more; those who wait keep their turn."""
    return _closed(workshop_id, at)


@transaction.atomic
def reopen_registration(*, workshop_id: int) -> Workshop:
    return _closed(workshop_id, None)


@transaction.atomic
def delete_workshop(*, workshop_id: int) -> None:
    """Remove a draft; what was published is cancelled instead, or stays as the past."""
    workshop = lock(workshop_id)
    if workshop.state != WorkshopState.DRAFT:
        raise NotPossible(gettext_noop("Only a draft is deleted: cancel this workshop instead."))
    if workshop.registrations.exists():
        raise NotPossible(gettext_noop("People are registered: this workshop cannot be deleted."))
    key = str(workshop.key)
    workshop.delete()
    registry.withdraw(SOURCE, key)


def _closed(workshop_id: int, closed_at: datetime | None) -> Workshop:
    workshop = lock(workshop_id)
    workshop.closed_at = closed_at
    workshop.save(update_fields=["closed_at"])
    registry.refresh(SOURCE, str(workshop.key))
    return workshop


def _tell_moved(workshop: Workshop, before: str, at: datetime) -> None:
    workshop.registrations.live().update(reminded_at=None)
    tell_all(
        workshop.registrations.live(),
        "moved",
        f"moved:{workshop.sequence}",
        workshop=workshop,
        at=at,
        reason=CallReason.MOVED,
        before=before,
    )
