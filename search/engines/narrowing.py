"""What a request may find whatever its words, as SQL: the conditions of listings."""

from dataclasses import replace

from search.catalogue import Entry
from search.engines.base import Request
from search.engines.orders import ORDERS
from search.engines.sql import Sql
from search.paging import with_dates
from search.query import EVERY_LANGUAGE, Sort
from search.selection import looks_apart, select_apart, select_profiles


def profiles_of(request: Request, *, in_every_language: bool = False) -> Sql:
    """Return the profiles of what may be found; chosen facets are left to the outside."""
    query = request.query
    if in_every_language:
        query = replace(query, language=EVERY_LANGUAGE)
    rows = select_profiles(query).values("id", "language", "facets", "is_dated")
    sql, values = rows.query.sql_with_params()
    return Sql(sql, list(values))


def is_apart(request: Request) -> bool:
    """Say whether a request asks of entries what profiles do not say."""
    return looks_apart(request.query) or request.sort is not Sort.RELEVANCE


def entries_of(request: Request, *columns: str) -> Sql:
    """Return the entries that are in time, near enough and so on; profiles say the rest."""
    rows = with_dates(select_apart(request.query, Entry.objects.all()), request.sort)
    sql, values = rows.order_by().values("id", *columns).query.sql_with_params()
    return Sql(sql, list(values))


def columns_of(sort: Sort) -> list[str]:
    """Name the columns that ordering reads of each row; the day of publication is read late."""
    if sort is Sort.RELEVANCE:
        return []
    return [column.name for column in ORDERS[sort] if column.name != "id"]
