"""Workshops as lists show them: the catalogue's cards with their dates in local words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cms import spoken
from search.listings import Card


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkshopRow:
    """What `components/workshop.html` shows."""

    title: str
    url: str
    starts_at: datetime  # on the clock of the place
    when: str
    place: str
    details: str = ""
    state: str = ""
    state_text: str = ""
    lang: str = ""


def rows(cards: Iterable[Card]) -> list[WorkshopRow]:
    return [row(card) for card in cards if card.starts_at and card.ends_at]


def row(card: Card, *, state: str = "", state_text: str = "") -> WorkshopRow:
    if card.starts_at is None or card.ends_at is None:
        raise ValueError("A workshop has a beginning and an end.")
    zone = ZoneInfo(card.more.get("time_zone") or settings.TIME_ZONE)
    return WorkshopRow(
        title=card.title,
        url=card.url,
        starts_at=card.starts_at.astimezone(zone),
        when=when(card.starts_at, card.ends_at, zone),
        place=place(card.more),
        details=card.summary,
        state=state,
        state_text=state_text,
        lang=spoken.foreign(card),
    )


def place(more: dict[str, str] | object) -> str:
    """Say where from what a card carries: the town and the place, or that it is online."""
    known = more if isinstance(more, dict) else {}
    where = ", ".join(filter(None, [known.get("commune"), known.get("place")]))
    if known.get("is_online"):
        return f"{where} – {_('and online')}" if where else _("Online")
    return where


def hour(instant: datetime) -> str:
    """Say an hour as people write it: 9 h, 18 h 30; 09:00 in other languages than French."""
    return date_format(instant, "TIME_FORMAT").removesuffix("\u00a000")


def when(starts_at: datetime, ends_at: datetime, zone: ZoneInfo) -> str:
    """Say the day and the hours on the clock of the place, in the active language."""
    start, end = starts_at.astimezone(zone), ends_at.astimezone(zone)
    day = date_format(start, "l j F Y", use_l10n=False)
    hours = {"start": hour(start), "end": hour(end), "day": day}
    if start.date() == end.date():
        sentence = _("%(day)s, %(start)s to %(end)s") % hours
    else:
        hours["last_day"] = date_format(end, "l j F Y", use_l10n=False)
        sentence = _("%(day)s, %(start)s to %(last_day)s, %(end)s") % hours
    if zone.key == settings.TIME_ZONE:
        return sentence
    return _("%(when)s (local time)") % {"when": sentence}
