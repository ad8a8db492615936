"""Counts what each choice of each facet would give, the other choices kept, in one query.

A row counts for a value of a facet when it passes all *other* facets' choices: so a chosen theme
does not bring the other themes down to zero, and a theme's count already respects the chosen
level.
"""

from collections.abc import Collection, Mapping
from typing import Any

from django.db import connection

from search import counts, paging, registry
from search.document import Facet
from search.query import FacetCount, Query
from search.selection import chosen_codes, select_without_facets

type Counts = dict[Facet, dict[str, int]]


def count(query: Query, wanted: Collection[Facet]) -> Mapping[Facet, tuple[FacetCount, ...]]:
    """Return the values of each wanted facet, frequent ones first; a chosen one even at zero."""
    if not wanted:
        return {}
    known = counts.kept("facets", query, lambda: _counts(query, wanted), within=sorted(wanted))
    return named(known, query, wanted)


def named(
    counts: Mapping[Facet, Mapping[str, int]], query: Query, wanted: Collection[Facet]
) -> Mapping[Facet, tuple[FacetCount, ...]]:
    """Give counted values their words and mark the chosen ones."""
    return {facet: _named(facet, counts[facet], query) for facet in wanted}


def _counts(query: Query, wanted: Collection[Facet]) -> Counts:
    listed = paging.with_dates(select_without_facets(query), query.sort)
    inner, parameters = listed.values("facets").query.sql_with_params()
    passes, values = ["TRUE"], list[Any]()
    for facet, codes in chosen_codes(query).items():
        passes.append("(starts_with(code, %s) OR chosen.facets && %s)")
        values += [f"{facet}:", codes]
    # Only fixed words are put together here; every value is a parameter. Codes are counted whole
    # and read here, a few hundred at most: taking each row's apart costs twice the time.
    sql = (
        "SELECT code, count(*)"  # noqa: S608  no word of a caller is in it
        f" FROM ({inner}) AS chosen, unnest(chosen.facets) AS code"
        f" WHERE {' AND '.join(passes)} GROUP BY code"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [*parameters, *values])
        rows = cursor.fetchall()
    found: Counts = {facet: {} for facet in wanted}
    for code, number in rows:
        facet, _, value = code.partition(":")
        if facet in found:
            found[Facet(facet)][value] = number
    return found


def _named(facet: Facet, counts: Mapping[str, int], query: Query) -> tuple[FacetCount, ...]:
    chosen, labels = set(query.facets.get(facet, ())), registry.labels_of(facet)
    counts = dict.fromkeys(chosen, 0) | dict(counts)
    found = [
        FacetCount(value, labels.get(value, value), number, value in chosen)
        for value, number in counts.items()
    ]
    return tuple(sorted(found, key=lambda count: (-count.count, count.label, count.value)))
