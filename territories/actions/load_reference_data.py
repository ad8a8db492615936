"""Load territories/data into the tables; a file that has not changed costs nothing."""

import csv
import gzip
import hashlib
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import connection, models, transaction
from psycopg import sql

from territories.models import (
    Academy,
    AcademyMembership,
    Commune,
    DataFile,
    Department,
    HolidayPeriod,
    HolidayZone,
    Region,
)
from territories.models.commune import name_key

DATA = Path(__file__).resolve().parents[1] / "data"
PASSING_TABLE = (
    "CREATE TEMPORARY TABLE incoming ON COMMIT DROP AS SELECT {columns} FROM {table} LIMIT 0"
)
FILL = "COPY incoming ({columns}) FROM STDIN"
MERGE = """
INSERT INTO {table} ({columns}) SELECT {columns} FROM incoming
ON CONFLICT ({keys}) DO UPDATE SET {updates}
"""

type Cells = dict[str, str]
type Field = models.Field[Any, Any]
type Advance = Callable[[int], object]


@dataclass(frozen=True, slots=True)
class Source:
    """One file, whose columns bear the names of the model's fields, and what makes a row unique."""

    name: str
    model: type[models.Model]
    key: tuple[str, ...]
    computed: Mapping[str, Callable[[Cells], str]] = field(default_factory=dict)
    # Nothing points to these rows, and the file is the whole truth about them.
    replaces_all: bool = False

    def rows(self, folder: Path) -> Iterator[Cells]:
        content = (folder / self.name).read_bytes()
        plain = gzip.decompress(content) if self.name.endswith(".gz") else content
        for cells in csv.DictReader(io.StringIO(plain.decode())):
            yield cells | {name: value(cells) for name, value in self.computed.items()}

    def checksum(self, folder: Path) -> str:
        return hashlib.sha256((folder / self.name).read_bytes()).hexdigest()


# In this order: each file may point to those before it.
SOURCES = (
    Source("regions.csv", Region, ("code",)),
    Source("holiday_zones.csv", HolidayZone, ("code",)),
    Source("academies.csv", Academy, ("code",)),
    Source("departments.csv", Department, ("code",)),
    Source("memberships.csv", AcademyMembership, ("department", "since"), replaces_all=True),
    Source("holidays.csv", HolidayPeriod, ("zone", "school_year", "kind")),
    Source("communes.csv.gz", Commune, ("code",), {"name_key": lambda row: name_key(row["name"])}),
)


def changed_sources(folder: Path = DATA) -> list[Source]:
    """The files that were never loaded, or differ from what was."""
    known = dict(DataFile.objects.values_list("name", "checksum"))
    return [source for source in SOURCES if known.get(source.name) != source.checksum(folder)]


@transaction.atomic
def load_reference_data(
    sources: Sequence[Source] = SOURCES,
    *,
    folder: Path = DATA,
    advance: Advance = lambda _rows: None,
) -> int:
    """Bring files into their tables, all or nothing, and count the rows read.

    A row that a file no longer has stays, since schools or campaigns may point to it.
    """
    total = 0
    for source in sources:
        if source.replaces_all:
            source.model._base_manager.all().delete()  # noqa: SLF001 - Django's documented name
        rows = _copy(source, folder, advance)
        DataFile.objects.update_or_create(
            name=source.name, defaults={"checksum": source.checksum(folder), "rows": rows}
        )
        total += rows
    return total


def _copy(source: Source, folder: Path, advance: Advance) -> int:
    """COPY into a passing table, then merge: ten times faster than rows as INSERT parameters."""
    rows = source.rows(folder)
    first = next(rows)
    named = {one.name: one for one in source.model._meta.concrete_fields}
    fields = [named[name] for name in first]
    count = 0
    with connection.cursor() as cursor:
        cursor.execute(_statement(PASSING_TABLE, source, fields))
        with cursor.copy(_statement(FILL, source, fields)) as copy:
            for cells in chain([first], rows):
                copy.write_row([_value(one, cells[one.name]) for one in fields])
                advance(1)
                count += 1
        cursor.execute(_statement(MERGE, source, fields))
        cursor.execute("DROP TABLE incoming")
    return count


def _statement(template: str, source: Source, fields: Sequence[Field]) -> sql.Composed:
    names = {one.name: sql.Identifier(str(one.column)) for one in fields}
    updates = [
        sql.SQL("{0} = excluded.{0}").format(column)
        for name, column in names.items()
        if name not in source.key
    ]
    return sql.SQL(template).format(
        table=sql.Identifier(source.model._meta.db_table),
        columns=sql.SQL(", ").join(names.values()),
        keys=sql.SQL(", ").join(names[name] for name in source.key),
        updates=sql.SQL(", ").join(updates),
    )


def _value(column: Field, cell: str) -> str | list[str] | None:
    if isinstance(column, ArrayField):
        return cell.split()
    return None if cell == "" and column.null else cell
