"""Orders entries and goes on after a given one: by number for people, by cursor for machines.

Every order ends with the id, so no two entries are equal and no page repeats or skips one.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from kernel.cursors import read_moment, read_whole, seal, unseal
from search.catalogue import Entry, EntryQuerySet
from search.query import LOST, InvalidCursor, Sort


@dataclass(frozen=True, slots=True)
class Key:
    """One column of an order, and how its value is read back from a cursor."""

    name: str
    descending: bool
    read: Callable[[Any], Any]

    @property
    def ordering(self) -> str:
        return f"-{self.name}" if self.descending else self.name

    def beyond(self, value: Any) -> Q:
        return Q(**{f"{self.name}__{'lt' if self.descending else 'gt'}": value})


_NEWEST = (Key("published_at", True, read_moment), Key("id", True, read_whole))
_ORDERS: dict[Sort, tuple[Key, ...]] = {
    Sort.RECENT: _NEWEST,
    Sort.RELEVANCE: _NEWEST,  # without text there is nothing to be relevant to
    Sort.POPULAR: (Key("popularity", True, float), *_NEWEST),
    Sort.TITLE: (Key("folded_title", False, str), Key("id", False, read_whole)),
    Sort.SOON: (Key("starts_at", False, read_moment), Key("id", False, read_whole)),
    Sort.ENDING: (Key("ends_at", False, read_moment), Key("id", False, read_whole)),
    Sort.NEAR: (Key("metres", False, read_whole), Key("id", False, read_whole)),
    Sort.KEY: (
        Key("source", False, str),
        Key("key", False, str),
        Key("language", False, str),
        Key("schema", False, str),
        Key("id", False, read_whole),
    ),
}
NEEDS = {Sort.SOON: "starts_at", Sort.ENDING: "ends_at", Sort.NEAR: "latitude"}


def with_dates(entries: EntryQuerySet, sort: Sort) -> EntryQuerySet:
    """What has no date has no place among dates, nor what is nowhere among places."""
    needed = NEEDS.get(sort)
    return entries.filter(**{f"{needed}__isnull": False}) if needed else entries


def ordered(entries: EntryQuerySet, sort: Sort) -> EntryQuerySet:
    return entries.order_by(*(key.ordering for key in _ORDERS[sort]))


def after(entries: EntryQuerySet, sort: Sort, cursor: str) -> EntryQuerySet:
    """Keep what comes after the cursor's entry, even if it has gone meanwhile; or InvalidCursor."""
    keys, condition, equal = _ORDERS[sort], Q(), Q()
    for key, value in zip(keys, _decode(sort, cursor), strict=True):
        condition |= equal & key.beyond(value)
        equal &= Q(**{key.name: value})
    return entries.filter(condition)


def cursor_of(entry: Entry, sort: Sort) -> str:
    values = [getattr(entry, key.name) for key in _ORDERS[sort]]
    return encode(
        sort, [value.isoformat() if isinstance(value, datetime) else value for value in values]
    )


def encode(sort: Sort, values: Iterable[Any]) -> str:
    """Return a cursor that holds these plain values."""
    return seal([sort, *values])


def values_of(sort: Sort, cursor: str) -> list[Any]:
    """Return the plain values of a cursor made for this order; or InvalidCursor."""
    try:
        made_for, *values = unseal(cursor)
    except ValueError:
        raise InvalidCursor(LOST) from None
    if made_for != sort:
        raise InvalidCursor(LOST)
    return values


def _decode(sort: Sort, cursor: str) -> list[Any]:
    try:
        values = zip(_ORDERS[sort], values_of(sort, cursor), strict=True)
        return [key.read(value) for key, value in values]
    except (ValueError, TypeError):
        raise InvalidCursor(LOST) from None
