"""Orders of results, in SQL: what comes first, and what comes after a given place.

Every order ends with the id, so no two results are equal and no page repeats or skips one. What is
over (a workshop of last month, a campaign that closed) comes last when sorted by relevance.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from kernel.cursors import read_moment, read_whole
from search.query import LOST, InvalidCursor, Sort


@dataclass(frozen=True, slots=True)
class Column:
    """One column of an order; `kind` is its type in SQL, `read` turns its text into JSON."""

    name: str
    kind: str
    descending: bool
    read: Callable[[str], Any]

    @property
    def text(self) -> str:
        # A moment travels with its microseconds, in UTC, whatever the session's settings.
        if self.kind == "timestamptz":
            return f"to_char({self.name} AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.USOF')"
        return f"{self.name}::text"


def _truth(text: str) -> bool:
    return text in {"t", "true", "True"}


def _moment(text: str) -> str:
    return read_moment(text).isoformat()


_ID = Column("id", "bigint", True, read_whole)
_LATER = Column("id", "bigint", False, read_whole)
_PUBLISHED = Column("published_at", "timestamptz", True, _moment)
ORDERS: dict[Sort, tuple[Column, ...]] = {
    Sort.RELEVANCE: (
        Column("is_over", "boolean", False, _truth),
        Column("score", "bigint", True, read_whole),
        _ID,
    ),
    Sort.RECENT: (_PUBLISHED, _ID),
    Sort.POPULAR: (Column("popularity", "float8", True, float), _PUBLISHED, _ID),
    Sort.TITLE: (Column("folded_title", "text", False, str), _LATER),
    Sort.SOON: (Column("starts_at", "timestamptz", False, _moment), _LATER),
    Sort.ENDING: (Column("ends_at", "timestamptz", False, _moment), _LATER),
    Sort.NEAR: (Column("metres", "bigint", False, read_whole), _LATER),
    Sort.KEY: (
        *(Column(name, "text", False, str) for name in ("source", "key", "language", "schema")),
        _LATER,
    ),
}


def ordering(sort: Sort) -> str:
    return ", ".join(
        f"{column.name} {'DESC' if column.descending else 'ASC'}" for column in ORDERS[sort]
    )


def place(sort: Sort, after: tuple[Any, ...] | None) -> tuple[Any, ...] | None:
    """Return a place that may be compared with; InvalidCursor when nobody gave it."""
    if after is None:
        return None
    try:
        return read_position(sort, [str(value) for value in after])
    except ValueError:
        raise InvalidCursor(LOST) from None


def beyond(sort: Sort, after: tuple[Any, ...] | None) -> tuple[str, list[Any]]:
    """Return the condition of what comes after a place, and its values."""
    if after is None:
        return "true", []
    parts: list[str] = []
    values: list[Any] = []
    columns = ORDERS[sort]
    for number, column in enumerate(columns):
        equal = [f"{before.name} = %s::{before.kind}" for before in columns[:number]]
        sign = "<" if column.descending else ">"
        parts.append(" AND ".join([*equal, f"{column.name} {sign} %s::{column.kind}"]))
        values += after[: number + 1]
    return "(" + " OR ".join(f"({part})" for part in parts) + ")", values


def read_position(sort: Sort, texts: list[str]) -> tuple[Any, ...]:
    return tuple(column.read(text) for column, text in zip(ORDERS[sort], texts, strict=True))
