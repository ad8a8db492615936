"""What other apps read through: filtered, counted, paged cards of the whole network.

    page = find(Query(kinds=["workshop"], scope=Scope.SITE, sort=Sort.SOON, count=[Facet.AUDIENCE]))

Each call makes the same small number of queries whatever it finds, all on one table of `public`:
no other schema is ever entered. What one site keeps to itself is invisible from the others.
"""

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from django.contrib.postgres.fields import ArrayField
from django.db.models import Func, IntegerField, Q, TextField, Value

from search import answers, counts, facets as facet_counts, paging
from search.cards import to_cards, with_sites
from search.catalogue import Entry, EntryQuerySet
from search.document import Facet, Point
from search.query import (
    EVERY_LANGUAGE,
    MOST_PAGES,
    Card,
    FacetCount,
    InvalidCursor,
    ListChanged,
    Page,
    Query,
    Scope,
    Sort,
)
from search.registry import labels_of
from search.selection import select
from search.text import shorten
from tenants.context import current_schema

__all__ = [
    "EVERY_LANGUAGE",
    "Card",
    "Facet",
    "FacetCount",
    "InvalidCursor",
    "ListChanged",
    "Page",
    "Point",
    "Query",
    "Scope",
    "Sort",
    "by_keys",
    "facets",
    "find",
    "labels_of",
    "latest",
    "marks",
    "related",
    "walk",
]

type Name = tuple[str, str]  # source, key

# What makes two things alike, beside being of the same kind.
ALIKE = (Facet.THEME, Facet.LEVEL, Facet.AUDIENCE, Facet.LABEL)


def find(query: Query) -> Page[Card]:
    """Return one page: three queries, or two when no facet is counted.

    With a text it is the engine that chooses and orders, in a few queries more.
    """
    if shorten(query.text):
        return answers.find(query)
    entries, sort = _sorted(query)
    found = _slice(query, entries, sort, ahead=1)
    shown, has_next = found[: query.per_page], len(found) > query.per_page
    return Page(
        cards=to_cards(shown),
        total=counts.kept("total", query, entries.count),
        number=query.page,
        per_page=query.per_page,
        has_next=has_next and query.page < MOST_PAGES,
        next_cursor=paging.cursor_of(shown[-1], sort) if has_next else "",
        facets=facets(query, query.count),
    )


def latest(query: Query) -> tuple[Card, ...]:
    """Return the first cards alone, in one query: what a home page or a feed shows."""
    if shorten(query.text):
        return answers.find(replace(query, count=())).cards
    return to_cards(_slice(query, *_sorted(query)))


def walk(query: Query) -> Iterator[Card]:
    """Give every card of a listing, read a page at a time: site maps and exports."""
    if shorten(query.text):
        yield from answers.walk(query)
        return
    entries, sort = _sorted(query)
    while rows := _slice(query, entries, sort):
        yield from to_cards(rows)
        query = replace(query, cursor=paging.cursor_of(rows[-1], sort))


def by_keys(names: Collection[Name], query: Query) -> dict[Name, Card]:
    """Return the cards of things known by name, those of them that the query finds: one query."""
    entries = with_sites(select(query).filter(_named(names)))
    return {(card.source, card.key): card for card in to_cards(entries)}


def marks(names: Collection[Name], query: Query) -> dict[Name, str]:
    """Return a mark of what each thing says, in the query's language; another one: it changed."""
    rows = select(query).filter(_named(names)).values_list(*_MARKED)
    return {
        (source, key): hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()[
            :24
        ]
        for source, key, *said in rows
    }


_MARKED = ("source", "key", "title", "summary", "body", "url", "facets")


def _named(names: Collection[Name]) -> Q:
    by_source: dict[str, list[str]] = {}
    for source, key in names:
        by_source.setdefault(source, []).append(key)
    found = Q(pk__in=[])
    for source, keys in by_source.items():
        found |= Q(source=source, key__in=keys)
    return found


def facets(query: Query, names: Collection[Facet]) -> Mapping[Facet, tuple[FacetCount, ...]]:
    """Count the values of these facets, each as if nothing had been chosen in it: one query."""
    if shorten(query.text):
        return answers.find(replace(query, count=names)).facets
    return facet_counts.count(query, names)


def related(source: str, key: str, query: Query) -> tuple[Card, ...]:
    """Return what shares most themes, levels, audiences and labels with a thing of this site.

    Two queries; the thing itself is left out, in all its languages.
    """
    own = Entry.objects.of_site(current_schema()).filter(source=source, key=key)
    codes = [
        code
        for code in own.values_list("facets", flat=True).first() or []
        if code.partition(":")[0] in ALIKE
    ]
    if not codes:
        return ()
    shared = Func(
        "facets",
        Value(codes, ArrayField(TextField())),
        template="cardinality(ARRAY(SELECT unnest(%(expressions)s)))",
        arg_joiner=") INTERSECT SELECT unnest(",
        output_field=IntegerField(),
    )
    entries = select(query).filter(facets__overlap=codes).exclude(pk__in=own.values("pk"))
    rows = with_sites(entries).annotate(shared=shared)
    return to_cards(rows.order_by("-shared", "-published_at", "-id")[: query.per_page])


def _sorted(query: Query) -> tuple[EntryQuerySet, Sort]:
    sort = Sort.RECENT if query.sort is Sort.RELEVANCE else query.sort
    return paging.with_dates(select(query), sort), sort


def _slice(query: Query, entries: EntryQuerySet, sort: Sort, *, ahead: int = 0) -> list[Entry]:
    """Read one page, and `ahead` entries of the next."""
    rows = paging.ordered(with_sites(entries), sort)
    if query.cursor:
        rows = paging.after(rows, sort, query.cursor)
    start = 0 if query.cursor else (query.page - 1) * query.per_page
    return list(rows[start : start + query.per_page + ahead])
