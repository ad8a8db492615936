"""Bring the official directory of schools, or a part of it, into the table of schools."""

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TextIO

from django.db import connection, transaction
from psycopg import sql

from kernel.domain import DomainError, gettext_noop
from territories.domain.directory import (
    OPTIONAL,
    BadLine,
    DirectorySchool,
    column_key,
    missing_columns,
    read_line,
)
from territories.models import Commune, Department, Origin, School
from territories.models.school import search_key

BATCH = 5_000
# What the directory knows; the labels that staff gave and the successor stay as they are.
WRITTEN = [
    "name", "kind", "stage", "sector", "department", "commune", "address", "postcode", "town",
    "email", "latitude", "longitude", "official_labels", "opened_on", "closed_on", "origin",
    "search_key", "updated_at",
]  # fmt: skip


class UnreadableDirectory(DomainError):
    """The file as a whole is not the directory: nothing was written."""


@dataclass(frozen=True, slots=True)
class Rejected:
    line: int
    reason: str


@dataclass(slots=True)
class Report:
    """What an import did; `left_out` counts offices, `rejected` the lines that make no sense."""

    created: int = 0
    updated: int = 0
    left_out: int = 0
    closed: int = 0
    rejected: list[Rejected] = field(default_factory=list)


@transaction.atomic
def import_schools(
    file: TextIO,
    *,
    at: date,
    origin: Origin = Origin.DIRECTORY,
    close_missing: bool = False,
    advance: Callable[[int], object] = lambda _lines: None,
) -> Report:
    """Write every line that makes sense, say why of the others; or raise and write nothing at all.

    `close_missing` closes, as of `at`, the directory's schools of the same departments that the
    file no longer has; not when a line was rejected, since that line may be one of them.
    """
    run = _Import(at=at, origin=origin)
    batch: list[School] = []
    for number, values in _lines(file):
        advance(number)
        school = run.read(number, values)
        if school:
            batch.append(school)
        if len(batch) == BATCH:
            _write(batch)
            batch = []
    _write(batch)
    if close_missing and not run.report.rejected:
        run.report.closed = run.close_missing()
    return run.report


def _lines(file: TextIO) -> Iterator[tuple[int, dict[str, str] | None]]:
    """Each record with the number of its first line; None for one that has not as many cells."""
    number = 1
    try:
        header = file.readline().removeprefix("\ufeff")
        delimiter = ";" if ";" in header else ","
        columns = _columns(next(csv.reader([header], delimiter=delimiter), []))
        reader, number = csv.reader(file, delimiter=delimiter, strict=True), 2
        for cells in reader:
            if cells:
                whole = len(cells) == len(columns)
                yield number, dict(zip(columns, cells, strict=True)) if whole else None
            number = reader.line_num + 2
    except csv.Error as error:
        raise UnreadableDirectory(
            gettext_noop("Line %(line)s cannot be read: is a quotation mark left open?"),
            line=number,
        ) from error
    except UnicodeDecodeError as error:
        raise UnreadableDirectory(
            gettext_noop("The file is not in UTF-8: save it again in this encoding.")
        ) from error


def _columns(headers: list[str]) -> list[str]:
    columns = [column_key(name) for name in headers]
    if missing := missing_columns(columns):
        raise UnreadableDirectory(
            gettext_noop("The file lacks these columns: %(columns)s."), columns=", ".join(missing)
        )
    return columns


def _write(schools: list[School]) -> None:
    """Send the rows through COPY, then merge them in one statement: ten times an INSERT's speed."""
    if not schools:
        return
    written: dict[str, Any] = {each.name: each for each in School._meta.concrete_fields}
    fields = [written[name] for name in ("uai", *WRITTEN, "own_labels")]
    table, names = sql.Identifier(School._meta.db_table), [each.column for each in fields]
    columns = sql.SQL(", ").join([sql.Identifier(name) for name in names])
    news = sql.SQL(", ").join(
        [
            sql.SQL("{0} = excluded.{0}").format(sql.Identifier(name))
            for name in names
            if name not in {"uai", "own_labels"}
        ]
    )
    merge = "INSERT INTO {} ({}) SELECT {} FROM arriving ON CONFLICT (uai) DO UPDATE SET {}"
    with connection.cursor() as cursor:
        arriving = sql.SQL("CREATE TEMP TABLE arriving AS SELECT {} FROM {} LIMIT 0")
        cursor.execute(arriving.format(columns, table))
        with cursor.copy(sql.SQL("COPY arriving ({}) FROM STDIN").format(columns)) as copy:
            for school in schools:
                copy.write_row([each.pre_save(school, add=True) for each in fields])
        cursor.execute(sql.SQL(merge).format(table, columns, columns, news))
        cursor.execute("DROP TABLE arriving")


class _Import:
    """What one import must remember from line to line."""

    def __init__(self, *, at: date, origin: Origin) -> None:
        self.at, self.origin, self.report = at, origin, Report()
        self.departments = set(Department.objects.values_list("code", flat=True))
        self.communes = dict(Commune.objects.values_list("code", "department"))
        self.known = dict(School.objects.values_list("uai", "origin"))
        self.seen: dict[str, int] = {}
        self.covered: set[str] = set()
        if not self.communes:
            raise UnreadableDirectory(
                gettext_noop("There is no commune yet: run “manage.py load_territories” first.")
            )

    def read(self, number: int, values: dict[str, str] | None) -> School | None:
        try:
            found = self._parse(values)
            if found:
                return self._accept(number, found)
        except BadLine as refusal:
            self.report.rejected.append(Rejected(number, str(refusal)))
        else:
            self.report.left_out += 1
        return None

    def _parse(self, values: dict[str, str] | None) -> DirectorySchool | None:
        if values is None:
            raise BadLine(gettext_noop("The line has more or fewer cells than the header."))
        return read_line(dict.fromkeys(OPTIONAL, "") | values, at=self.at)

    def _accept(self, number: int, found: DirectorySchool) -> School:
        department = self.communes.get(found.commune, found.department)
        if department not in self.departments:
            raise BadLine(gettext_noop("Department “%(code)s” is unknown."), code=department[:10])
        if found.uai in self.seen:
            raise BadLine(
                gettext_noop("Code %(code)s was already on line %(line)s."),
                code=found.uai, line=self.seen[found.uai],
            )  # fmt: skip
        before = self.known.get(found.uai)
        if before not in {None, self.origin} and self.origin == Origin.DEMO:
            raise BadLine(gettext_noop("Code %(code)s is that of a real school."), code=found.uai)
        self.seen[found.uai] = number
        self.covered.add(department)
        if before is None:
            self.report.created += 1
        else:
            self.report.updated += 1
        return self._row(found, department)

    def _row(self, found: DirectorySchool, department: str) -> School:
        latitude, longitude = found.point or (None, None)
        return School(
            uai=found.uai, name=found.name, kind=found.kind, stage=found.stage, sector=found.sector,
            department_id=department,
            commune_id=found.commune if found.commune in self.communes else None,
            address=found.address, postcode=found.postcode, town=found.town, email=found.email,
            latitude=latitude, longitude=longitude, official_labels=list(found.labels),
            opened_on=found.opened_on, closed_on=found.closed_on, origin=self.origin.value,
            search_key=search_key(found.name, found.town),
        )  # fmt: skip

    def close_missing(self) -> int:
        gone = School.objects.filter(
            origin=self.origin, department__in=self.covered, closed_on__isnull=True
        ).open_on(self.at)
        codes = set(gone.values_list("uai", flat=True)) - self.seen.keys()
        return School.objects.filter(uai__in=codes).update(closed_on=self.at)
