"""Make workshops: a new one, a copy on another day, the dates of a series."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.text import slugify

from tne_sites.domain.recurrence import at_local
from tne_sites.models import Workshop, WorkshopSeries, WorkshopText

# What a copy takes over; its dates, state, places taken and registrations are its own.
COPIED = (
    *("title", "slug", "kind", "summary", "description", "time_zone_name", "mode"),
    *("commune_code", "commune_name", "place_name", "address", "latitude", "longitude"),
    *("access_note", "amenities", "online_url", "organiser_id", "audiences", "themes"),
    *("languages", "schools", "needs_registration", "capacity", "party_most", "has_waiting_list"),
)
TEXTS = ("title", "summary", "description", "access_note")


@dataclass(frozen=True, slots=True)
class Text:
    """The words of a workshop in one language; without title the language is left out."""

    language: str
    title: str
    summary: str = ""
    description: str = ""
    access_note: str = ""


@transaction.atomic
def plan_workshop(*, fields: Mapping[str, Any], texts: Sequence[Text] = ()) -> Workshop:
    """Write a draft: nobody sees it before `publish_workshop`."""
    slug = slugify(fields["title"])[:120] or "atelier"
    workshop = Workshop.objects.create(**{"slug": slug, **fields})
    translate_workshop(workshop=workshop, texts=texts)
    return workshop


@transaction.atomic
def translate_workshop(*, workshop: Workshop, texts: Sequence[Text]) -> None:
    """Keep these languages and no other; the caller refreshes the catalogue."""
    kept = [text for text in texts if text.title]
    workshop.texts.exclude(language__in=[text.language for text in kept]).delete()
    for text in kept:
        WorkshopText.objects.update_or_create(
            workshop=workshop,
            language=text.language,
            defaults={name: getattr(text, name) for name in TEXTS},
        )


@transaction.atomic
def duplicate_workshop(*, workshop_id: int, day: date) -> Workshop:
    """Return a draft like it on another day, at the same hours of the clock."""
    workshop = Workshop.objects.prefetch_related("texts").get(pk=workshop_id)
    return _copy(workshop, day)


@transaction.atomic
def repeat_workshop(*, workshop_id: int, days: Sequence[date]) -> list[Workshop]:
    """Add dates to the series of a workshop, which is its first; days it already has are left."""
    workshop = (
        Workshop.objects.select_for_update(of=("self",))
        .prefetch_related("texts")
        .get(pk=workshop_id)
    )
    series = _series_of(workshop)
    taken = set(series.workshops.values_list("planned_on", flat=True))
    return [
        _copy(workshop, day, series=series, planned_on=day)
        for day in sorted(set(days))
        if day not in taken
    ]


def _series_of(workshop: Workshop) -> WorkshopSeries:
    if workshop.series is None:
        workshop.series = WorkshopSeries.objects.create(title=workshop.title)
        workshop.planned_on = workshop.local_start.date()
        workshop.save(update_fields=["series", "planned_on"])
    return workshop.series


def _copy(workshop: Workshop, day: date, **more: Any) -> Workshop:
    zone, start, end = workshop.time_zone, workshop.local_start, workshop.local_end
    nights = end.date() - start.date()
    days = day - start.date()
    copy = Workshop.objects.create(
        **{name: getattr(workshop, name) for name in COPIED},
        starts_at=at_local(day, start.time(), zone),
        ends_at=at_local(day + nights, end.time(), zone),
        opens_at=_later(workshop.opens_at, days, zone),
        closes_at=_later(workshop.closes_at, days, zone),
        **more,
    )
    for text in workshop.texts.all():
        WorkshopText.objects.create(
            workshop=copy,
            language=text.language,
            **{name: getattr(text, name) for name in TEXTS},
        )
    return copy


def _later(instant: datetime | None, days: timedelta, zone: ZoneInfo) -> datetime | None:
    """Return the same hour of the wall clock some days later, whatever the clocks do between."""
    if instant is None:
        return None
    local = instant.astimezone(zone)
    return at_local(local.date() + days, local.time(), zone)
