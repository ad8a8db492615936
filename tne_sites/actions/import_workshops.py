"""A planning from a spreadsheet: judged line by line, shown, then written as drafts."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.dateparse import parse_datetime

from kernel.domain import DomainError, gettext_noop
from kernel.typed import fold
from territories.domain import uai
from territories.models import Commune
from territories.models.commune import name_key
from tne_sites import places
from tne_sites.actions.plan_workshop import plan_workshop
from tne_sites.domain.import_lines import Line, Lookups, columns_of, read_line
from tne_sites.domain.states import Mode
from tne_sites.models import Structure, Workshop, WorkshopImport


class AlreadyImported(DomainError):
    """This file was imported already."""


class OrganiserGone(DomainError):
    """A structure that a line names was removed since the file was read."""


class AlreadyPlanned(DomainError):
    """The same workshop is on the site, or twice in the file."""


def judge(
    table: Sequence[Sequence[Any]], *, department: str, zone: ZoneInfo, today: date
) -> list[Line]:
    """Read every line below the heads; or raise WrongTable when it is no table of workshops."""
    columns = columns_of(table[0])
    known = _lookups(department, zone, today)
    lines = [
        read_line(
            number,
            {name: cells[place] for name, place in columns.items() if place < len(cells)},
            known,
        )
        for number, cells in enumerate(table[1:], start=2)
    ]
    _refuse_twice(lines)
    return lines


def store(*, file_name: str, lines: Sequence[Line]) -> WorkshopImport:
    """Keep what was judged, until somebody says yes."""
    rows = [
        {
            "number": line.number,
            "values": {name: _plain(value) for name, value in line.values.items()},
            "errors": [[column, str(error)] for column, error in line.errors],
        }
        for line in lines
    ]
    return WorkshopImport.objects.create(file_name=file_name[:120], rows=rows)


@transaction.atomic
def import_workshops(*, import_id: int, zone: ZoneInfo, at: datetime) -> list[Workshop]:
    """Write every right line as a draft, once; or raise DomainError and write nothing."""
    batch = WorkshopImport.objects.select_for_update().get(pk=import_id)
    if batch.done_at is not None:
        raise AlreadyImported(gettext_noop("This file was imported already."))
    right = [row["values"] for row in batch.rows if not row["errors"]]
    _check_organisers({values["organiser"] for values in right})
    found = places.communes({values["commune"] for values in right})
    made = [_plan(values, found, zone) for values in right]
    batch.done_at = at
    batch.save(update_fields=["done_at"])
    return made


def _check_organisers(wanted: Collection[int]) -> None:
    """Refuse before anything is written; those found stay until the end of the transaction."""
    rows = Structure.objects.active().select_for_update(no_key=True).filter(pk__in=wanted)
    if len(rows) < len(wanted):
        raise OrganiserGone(
            gettext_noop("A structure of this file was removed meanwhile: send the file again.")
        )


def _plan(values: dict[str, Any], found: dict[str, places.Place], zone: ZoneInfo) -> Workshop:
    commune = found.get(values["commune"])
    return plan_workshop(
        fields={
            "title": values["title"],
            "summary": values["summary"],
            "starts_at": parse_datetime(values["starts_at"]),
            "ends_at": parse_datetime(values["ends_at"]),
            "time_zone_name": zone.key,
            "mode": Mode.ON_SITE if values["commune"] else Mode.ONLINE,
            "commune_code": values["commune"],
            "commune_name": commune.name if commune else "",
            "latitude": commune.latitude if commune else None,
            "longitude": commune.longitude if commune else None,
            "place_name": values["place_name"],
            "address": values["address"],
            "organiser_id": values["organiser"],
            "capacity": values["capacity"],
            "schools": values["schools"],
        }
    )


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime | time) else value


def _refuse_twice(lines: Sequence[Line]) -> None:
    """Say it of a workshop that is planned already, by title, hour and organiser."""
    right = [line for line in lines if line.is_right]
    starts = [line.values["starts_at"] for line in right]
    rows = Workshop.objects.filter(starts_at__in=starts)
    seen = set(rows.values_list("title", "starts_at", "organiser_id"))
    for line in right:
        name = tuple(line.values[field] for field in ("title", "starts_at", "organiser"))
        if name in seen:
            sentence = gettext_noop("The same workshop is already planned.")
            line.errors.append(("titre", AlreadyPlanned(sentence)))
        seen.add(name)


def _lookups(department: str, zone: ZoneInfo, today: date) -> Lookups:
    communes: defaultdict[str, list[str]] = defaultdict(list)
    rows = Commune.objects.current()
    rows = rows.in_department(department) if department else rows.none()
    for code, name, postcodes in rows.values_list("code", "name", "postcodes"):
        for word in {name_key(name), code.lower(), *postcodes}:
            communes[word].append(code)
    structures = Structure.objects.active().values_list("name", "pk")
    return Lookups(
        communes=communes,
        key=name_key,
        structures={fold(name): pk for name, pk in structures},
        school=lambda code: str(uai.parse(code)),
        zone=zone,
        today=today,
    )
