"""What a workshop is at an instant, for whoever wants to come. Pure Python."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from kernel.domain import DomainError, gettext_noop
from tne_sites.domain.places import Places
from tne_sites.domain.states import WorkshopState

# Staff write down who came when they are back at their desk.
DOOR_STAYS_OPEN = timedelta(days=7)


class Status(TextChoices):
    DRAFT = "draft", pgettext_lazy("workshop", "Draft")
    CANCELLED = "cancelled", pgettext_lazy("workshop", "Cancelled")
    OVER = "over", pgettext_lazy("workshop", "Over")
    FREE_ENTRY = "free_entry", _("No registration: just come")
    NOT_OPEN = "not_open", _("Registration opens later")
    CLOSED = "closed", _("Registration is closed")
    OPEN = "open", _("Places left")
    WAITING = "waiting", _("Full, with a waiting list")
    FULL = "full", pgettext_lazy("workshop", "Full")


# Those for which a visitor may send the form.
REGISTRABLE = frozenset({Status.OPEN, Status.WAITING})


class NotOpen(DomainError):
    """Nobody may register at this moment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the status follows from."""

    state: str
    starts_at: datetime
    ends_at: datetime
    places: Places
    needs_registration: bool = True
    has_waiting_list: bool = True
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    closed_at: datetime | None = None

    @property
    def last_call(self) -> datetime:
        """When registration ends by itself: as set, and never after the beginning."""
        return min(self.closes_at or self.starts_at, self.starts_at)


def status(facts: Facts, at: datetime) -> Status:
    """Say the most important thing first: a cancelled workshop is not "full"."""
    if facts.state != WorkshopState.PUBLISHED:
        return Status(facts.state)
    if at >= facts.ends_at:
        return Status.OVER
    return _of_registration(facts, at) if facts.needs_registration else Status.FREE_ENTRY


def _of_registration(facts: Facts, at: datetime) -> Status:
    if facts.closed_at is not None or at >= facts.last_call:
        return Status.CLOSED
    if facts.opens_at is not None and at < facts.opens_at:
        return Status.NOT_OPEN
    if facts.places.free is None or facts.places.free > 0:
        return Status.OPEN
    return Status.WAITING if facts.has_waiting_list else Status.FULL


def check_open_to_visitors(facts: Facts, at: datetime) -> None:
    """Raise NotOpen with the reason; a full workshop is open, for its list or for its refusal."""
    found = status(facts, at)
    if found in {*REGISTRABLE, Status.FULL}:
        return
    raise NotOpen(_REASONS[found])


def check_open_to_staff(facts: Facts, at: datetime) -> None:
    """Staff register before the opening and after the closing, and those who came, after."""
    if facts.state == WorkshopState.CANCELLED:
        raise NotOpen(_REASONS[Status.CANCELLED])
    if at >= facts.ends_at + DOOR_STAYS_OPEN:
        raise NotOpen(_REASONS[Status.OVER])


_REASONS = {
    Status.DRAFT: gettext_noop("This workshop is not published yet."),
    Status.CANCELLED: gettext_noop("This workshop is cancelled."),
    Status.OVER: gettext_noop("This workshop is over."),
    Status.FREE_ENTRY: gettext_noop("No registration is needed: just come."),
    Status.NOT_OPEN: gettext_noop("Registration for this workshop is not open yet."),
    Status.CLOSED: gettext_noop("Registration for this workshop is closed."),
}
