"""Target schools and the workshops held for them, read together: four queries for any number."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from tne_sites import clock, places
from tne_sites.domain.coverage import Line, Occasion, Summary, lines, summary
from tne_sites.models import TargetSchool, Workshop
from tne_sites.places import SchoolFacts


@dataclass(frozen=True, slots=True)
class Row:
    target: TargetSchool
    line: Line
    # None for a code that the directory does not know.
    school: SchoolFacts | None
    is_closed: bool


@dataclass(frozen=True, slots=True)
class Coverage:
    rows: list[Row]
    summary: Summary


def coverage(day: date | None = None) -> Coverage:
    """Tell, on a day, which target schools have had nothing."""
    day = day or clock.today()
    targets = {target.uai: target for target in TargetSchool.objects.on(day)}
    told = occasions(timezone.now())
    found = lines(targets, told)
    known = places.schools(list(targets))
    rows = [
        Row(
            target=targets[line.uai],
            line=line,
            school=known.get(line.uai),
            is_closed=line.uai in known and known[line.uai].is_closed_on(day),
        )
        for line in found
    ]
    return Coverage(rows=rows, summary=summary(found, told))


def occasions(at: datetime, *, during: tuple[datetime, datetime] | None = None) -> list[Occasion]:
    """Return published workshops for schools, held or to come at an instant: one query."""
    rows = Workshop.objects.published().exclude(schools=[])
    if during is not None:
        rows = rows.filter(starts_at__range=during)
    return [
        _occasion(row, at) for row in rows.only("starts_at", "ends_at", "schools", "time_zone_name")
    ]


def _occasion(row: Workshop, at: datetime) -> Occasion:
    return Occasion(day=row.local_start.date(), is_held=row.ends_at <= at, uais=row.schools)


def gaps(rows: Iterable[Row]) -> int:
    return sum(row.line.covering == "gap" and not row.is_closed for row in rows)
