"""Ranks in PostgreSQL, with BM25 on the table of postings; no extension is needed.

One statement returns the page, the total and the facets. The conditions of the query (scope,
language, dates) are those of listings, compiled by Django and put in as a subquery.
"""

import math
from collections.abc import Collection
from typing import Any

from django.db import connection

from search import lexicon
from search.document import Facet
from search.engines.base import Answer, Counts, Hit, Request
from search.engines.orders import ORDERS, beyond, ordering, place, read_position
from search.paging import with_dates
from search.plan import TITLE, Plan
from search.postings import term_id
from search.query import Sort
from search.selection import chosen_codes, select_without_facets

K1, B = 1.2, 0.75
# Whoever types a whole title, or its first words, wants that page, whatever others hold of it.
SAME_TITLE, TITLE_STARTS = 50, 20
# A search that may find more than such a part of all entries reads them all.
BROAD_SHARE = 6

COLUMNS = (
    "id", "facets", "published_at", "starts_at", "ends_at", "folded_title", "popularity",
    "source", "key", "language", "schema",
)  # fmt: skip

_SCORED = f"""
    WITH wanted AS (
        SELECT * FROM unnest(%s::bigint[], %s::float8[], %s::boolean[])
            AS wanted (term, weight, leads)
    ), hits AS (
        SELECT posting.entry_id, sum(wanted.weight * CASE WHEN posting.frequency > 0 THEN
            posting.frequency * {K1 + 1}
            / (posting.frequency + {K1} * ({1 - B} + {B} * posting.length / %s)) ELSE 1 END
        ) AS score
        FROM wanted JOIN public.search_posting AS posting ON posting.term = wanted.term
        GROUP BY posting.entry_id HAVING bool_or(wanted.leads)
    ), found AS MATERIALIZED (
        SELECT {{columns}},
            coalesce(coalesce(entry.ends_at, entry.starts_at) < %s, false) AS is_over,
            round(1000 * (hits.score + CASE
                WHEN entry.folded_title = ANY(%s) THEN {SAME_TITLE}
                WHEN starts_with(entry.folded_title, %s) THEN {TITLE_STARTS} ELSE 0 END
            ))::bigint AS score
        FROM ({{entries}}) AS entry JOIN hits ON hits.entry_id = entry.id
    )
"""  # noqa: S608  numbers of our own
# What was found, the choices of the reader applied: page and total. A place is written for those of
# the page alone: writing it costs more than finding.
_PAGE = """
    (SELECT 'hit', score::text AS said, '', id, 0, ARRAY[{position}]::text[] FROM (
        SELECT * FROM found WHERE {passes} AND {beyond} ORDER BY {ordering} LIMIT %s OFFSET %s
    ) AS best ORDER BY {ordering})
    UNION ALL SELECT 'total', '', '', 0, count(*), NULL FROM found WHERE {passes}
"""
# Each facet as if nothing had been chosen in it. Codes are counted whole and read in Python: taking
# each row's apart costs twice the time.
_COUNTS = """
    UNION ALL SELECT 'facet', code, '', 0, count(*), NULL
    FROM found, unnest(found.facets) AS code WHERE {reacts} GROUP BY code
"""
_STARTING = """
    SELECT entry.id, entry.folded_title FROM ({entries}) AS entry
    WHERE entry.folded_title ~>=~ %s AND entry.folded_title ~<~ %s
    ORDER BY coalesce(coalesce(entry.ends_at, entry.starts_at) < %s, false),
        length(entry.folded_title), entry.popularity DESC, entry.id LIMIT %s
"""


class PostgresEngine:
    """The engine that is always there."""

    name = "postgres"

    def search(self, request: Request) -> Answer:
        if not request.plan.groups:
            return Answer(hits=(), total=0, counts={facet: {} for facet in request.count})
        sql, parameters = _statement(request)
        with connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            rows = cursor.fetchall()
        return _answer(rows, request)

    def starting(self, request: Request, last: Collection[str]) -> Answer:
        inner, parameters = _entries(request)
        title = request.plan.title
        with connection.cursor() as cursor:
            bounds: list[Any] = [title, title + lexicon.HIGHEST, request.at, request.limit]
            cursor.execute(_STARTING.replace("{entries}", inner), [*parameters, *bounds])
            found = [row[0] for row in cursor.fetchall()]
        if len(found) < request.limit:
            found += [pk for pk in self._holding(request, last) if pk not in found]
        hits = [Hit(entry_id=pk, score=0, position=()) for pk in found[: request.limit]]
        return Answer(hits=tuple(hits), total=len(hits))

    def _holding(self, request: Request, last: Collection[str]) -> list[int]:
        """Return entries whose titles hold the words, the last one perhaps unfinished."""
        *whole, _typed = request.plan.title.split() or [""]
        groups = [[word] for word in whole] + [list(last)]
        inner, parameters = _entries(request)
        terms = [
            (term_id(f"{TITLE}:{word}"), n) for n, group in enumerate(groups) for word in group
        ]
        if not terms:
            return []
        columns: list[Any] = [list(column) for column in zip(*terms, strict=True)]
        with connection.cursor() as cursor:
            cursor.execute(
                _HOLDING.replace("{entries}", inner),
                [*columns, *parameters, request.limit],
            )
            return [row[0] for row in cursor.fetchall()]


_HOLDING = """
    WITH hits AS (
        SELECT posting.entry_id, count(DISTINCT wanted.word) AS held
        FROM unnest(%s::bigint[], %s::integer[]) AS wanted (term, word)
        JOIN public.search_posting AS posting ON posting.term = wanted.term
        GROUP BY posting.entry_id
    )
    SELECT entry.id FROM ({entries}) AS entry JOIN hits ON hits.entry_id = entry.id
    ORDER BY hits.held DESC, length(entry.folded_title), entry.id LIMIT %s
"""


def _entries(request: Request) -> tuple[str, list[Any]]:
    """Return the entries that may be found, as SQL; chosen facets are left to the outside."""
    entries = with_dates(select_without_facets(request.query), request.sort)
    columns = [*COLUMNS, "metres"] if request.query.near else COLUMNS
    rows = entries.filter(is_found=True).order_by().values(*columns)
    sql, parameters = rows.query.sql_with_params()
    return sql, list(parameters)


def weights(plan: Plan, entries: int) -> tuple[list[int], list[float]]:
    """Return the terms of a plan and what each counts: rare ones more."""
    known = plan.frequencies or {}
    found: dict[int, float] = {}
    for term in (*plan.terms, *plan.pairs):
        worth = term.weight * rarity(known.get(term.text, 0), entries)
        found[term_id(term.text)] = max(found.get(term_id(term.text), 0.0), worth)
    return list(found), list(found.values())


def rarity(number: int, entries: int) -> float:
    """Return what a term counts that is in so many entries."""
    return math.log(1 + (max(entries - number, 0) + 0.5) / (number + 0.5))


def _statement(request: Request) -> tuple[str, list[Any]]:
    """Return the one statement; only fixed words are put together, every value is a parameter."""
    parts = [_scored(request), _page(request), _counts(request)]
    return "".join(sql for sql, _ in parts), [value for _, values in parts for value in values]


def _scored(request: Request) -> tuple[str, list[Any]]:
    totals, plan = lexicon.totals(), request.plan
    inner, parameters = _entries(request)
    terms, worth = weights(plan, totals.entries)
    leading = plan.leading(totals.entries)
    if _reach(plan, leading) > totals.entries // BROAD_SHARE:
        # PostgreSQL takes these for few and looks each one up; read once, in a row, they cost less.
        inner += " OFFSET 0"
    numbers = {term_id(term) for term in leading}
    leads = [term in numbers for term in terms]
    own = [
        terms, worth, leads, totals.average_length, request.at, list(plan.titles), plan.beginning,
    ]  # fmt: skip
    sql = _SCORED.replace("{columns}", _kept(request.sort)).replace("{entries}", inner)
    return sql, [*own, *parameters]


def _reach(plan: Plan, leading: Collection[str]) -> int:
    known = plan.frequencies or {}
    return sum(known.get(term, 0) for term in leading)


def _kept(sort: Sort) -> str:
    """Name the columns that ordering and counting read: thousands of rows are kept of each."""
    names = [column.name for column in ORDERS[sort] if column.name not in {"is_over", "score"}]
    return ", ".join(f"entry.{name}" for name in dict.fromkeys(["id", "facets", *names]))


def _page(request: Request) -> tuple[str, list[Any]]:
    chosen = list(chosen_codes(request.query).values())
    after = place(request.sort, request.after)
    past, past_values = beyond(request.sort, after)
    sql = _PAGE.format(
        position=", ".join(column.text for column in ORDERS[request.sort]),
        passes=" AND ".join(["facets && %s"] * len(chosen)) or "true",
        beyond=past,
        ordering=ordering(request.sort),
    )
    offset = 0 if after else request.offset
    return sql, [*chosen, *past_values, request.limit, offset, *chosen]


def _counts(request: Request) -> tuple[str, list[Any]]:
    if not request.count:
        return "", []
    values: list[Any] = []
    choices = chosen_codes(request.query)
    for facet, codes in choices.items():
        values += [f"{facet}:", codes]
    reacts = ["(starts_with(code, %s) OR found.facets && %s)"] * len(choices)
    return _COUNTS.format(reacts=" AND ".join(reacts) or "true"), values


def _answer(rows: list[tuple[Any, ...]], request: Request) -> Answer:
    counts: Counts = {facet: {} for facet in request.count}
    hits: list[Hit] = []
    total = 0
    for what, name, _, entry, number, position in rows:
        if what == "hit":
            where = read_position(request.sort, position)
            hits.append(Hit(entry_id=entry, score=int(name) / 1000, position=where))
        elif what == "total":
            total = number
        elif (facet := name.partition(":")[0]) in counts:
            counts[Facet(facet)][name.partition(":")[2]] = number
    return Answer(hits=tuple(hits), total=total, counts=counts)
