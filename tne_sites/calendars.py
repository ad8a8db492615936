"""Workshops as calendar files (RFC 5545).

Each date is an event of its own with a UID that never changes; instants are in UTC, so that no
reader needs to know our clocks. SEQUENCE grows with each change, and a cancelled event stays in
the file, marked: a reader that only no longer finds it would go on showing it.
"""

from collections.abc import Iterable
from datetime import UTC, datetime

from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vCalAddress, vText, vUri

from tne_sites import wording
from tne_sites.domain.states import WorkshopState
from tne_sites.links import workshop_url
from tne_sites.models import Workshop

PRODUCT = "-//Trousse//Ateliers//FR"
CONTENT_TYPE = "text/calendar; charset=utf-8"
REFRESH = "PT6H"


def calendar(workshops: Iterable[Workshop], *, name: str, with_link: bool = False) -> bytes:
    """Return a calendar of these workshops, in the active language."""
    made = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("name", name)
    made.add("x-wr-calname", name)
    made.add("x-published-ttl", REFRESH)
    for workshop in workshops:
        made.add_component(event(workshop, with_link=with_link))
    return bytes(made.to_ical())


def uid(workshop: Workshop) -> str:
    return f"{workshop.key}@trousse"


def event(workshop: Workshop, *, with_link: bool = False) -> Event:
    """Make one event; `with_link` adds the address to join, for somebody who is registered."""
    text = wording.text_of(workshop)
    is_cancelled = workshop.state == WorkshopState.CANCELLED
    made = Event()
    made.add("uid", uid(workshop))
    made.add("sequence", workshop.sequence)
    made.add("dtstamp", _utc(workshop.changed_at))
    made.add("last-modified", _utc(workshop.changed_at))
    made.add("dtstart", _utc(workshop.starts_at))
    made.add("dtend", _utc(workshop.ends_at))
    cancelled = _("CANCELLED: %(title)s") % {"title": text.title}
    made.add("summary", cancelled if is_cancelled else text.title)
    made.add("status", "CANCELLED" if is_cancelled else "CONFIRMED")
    made.add("description", _description(workshop, text.summary, text.access_note))
    made.add("location", wording.place_of(workshop, with_link=with_link))
    made.add("url", vUri(workshop_url(workshop)))
    if workshop.latitude is not None and workshop.longitude is not None:
        made.add("geo", (workshop.latitude, workshop.longitude))
    made.add("organizer", _organiser(workshop))
    return made


def _description(workshop: Workshop, summary: str, access: str) -> str:
    reason = workshop.cancel_reason
    return "\n".join(filter(None, [reason, summary, access, workshop_url(workshop)]))


def _organiser(workshop: Workshop) -> vCalAddress:
    """RFC 5545 wants an address; a structure without one gets one that reaches nobody."""
    address = vCalAddress(f"mailto:{workshop.organiser.email or 'nobody@invalid.invalid'}")
    address.params["cn"] = vText(workshop.organiser.name)
    return address


def _utc(instant: datetime) -> datetime:
    return instant.astimezone(UTC)
