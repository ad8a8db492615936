"""Counts that took long are kept for a moment: the visitors of a long list ask for the same ones.

A page of a list is read from an index, whatever the catalogue holds; its total and the counts of
its facets read every row. So a count over few rows is always made again, and one over many, which
hardly changes in a minute, is made once for all visitors of a site.
"""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from time import perf_counter
from typing import Any, cast

from django.conf import settings
from django.core.cache import cache
from django.utils.translation import get_language

from search.paging import NEEDS
from search.query import Query, Sort

SLOW = 0.01  # seconds


def kept[T](name: str, query: Query, make: Callable[[], T], *, within: Any = "") -> T:
    """Return what `make` counts of a query, or what it counted for it less than a minute ago."""
    known = last(name, query, within=within)
    if known is not None:
        return cast("T", known)
    started = perf_counter()
    found = make()
    keep(name, query, found, since=started, within=within)
    return found


def last(name: str, query: Query, *, within: Any = "") -> Any:
    """Return what was counted less than a minute ago and kept; or None."""
    return cache.get(_key(name, query, within)) if settings.COUNT_CACHE_SECONDS else None


def keep(name: str, query: Query, found: Any, *, since: float, within: Any = "") -> None:
    """Keep what was counted, if that took long: it began at `since`."""
    if settings.COUNT_CACHE_SECONDS and perf_counter() - since > SLOW:
        cache.set(_key(name, query, within), found, settings.COUNT_CACHE_SECONDS)


def _key(name: str, query: Query, within: Any) -> str:
    return f"search:{name}:{_mark(query, within)}"


def _mark(query: Query, within: Any) -> str:
    """Name a query apart from its page, its order and its seconds; the cache knows the site."""
    moment = query.not_over_at and query.not_over_at.replace(second=0, microsecond=0)
    # An order by date leaves out what has none: what it counts is another list.
    order = query.sort if query.sort in NEEDS else Sort.RECENT
    asked = replace(query, page=1, per_page=1, cursor="", sort=order, count=(), not_over_at=moment)
    said = f"{asked!r} {within!r} {get_language()}"
    return hashlib.sha256(said.encode()).hexdigest()
