"""Ranks in PostgreSQL, with BM25 on the table of postings; no extension is needed.

One statement returns the page, the total and the facets. It sums what postings say of each entry,
counts entries by profile, and reads the entries of the page alone. Conditions are those of
listings, compiled by Django and put in as subqueries.
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction

from search import lexicon
from search.document import Facet
from search.engines import hits, in_order
from search.engines.base import Answer, Counts, Hit, Request, counts_languages
from search.engines.hits import SAME_TITLE, TITLE_STARTS
from search.engines.narrowing import columns_of, entries_of, is_apart, profiles_of
from search.engines.orders import ORDERS, beyond, ordering, place, read_position
from search.engines.sql import Sql, joined
from search.engines.titles import holding, holding_all, starting
from search.lexicon import HIGHEST
from search.query import Sort
from search.selection import asks_only_not_over, chosen_codes

if TYPE_CHECKING:
    from search.engines.common import Found

# A search that may find more than such a part of all entries reads them all.
BROAD_SHARE = 6
# One that reads more postings than these does so in more memory than a session has.
MANY, MEMORY = 20_000, "128MB"

_SAME = """FROM public.search_entry WHERE is_found
        AND (folded_title = ANY(%s) OR folded_title ~>=~ %s AND folded_title ~<~ %s)"""
_COUNTED = "SELECT profile AS id, count(*) AS number FROM hits GROUP BY profile"
_FOUND = f"""
    WITH hits AS MATERIALIZED ({{hits}}
    ), counted AS MATERIALIZED ({{counted}}
    ), allowed AS MATERIALIZED (
        SELECT DISTINCT ON (profile.id)
            profile.id, profile.facets, profile.is_dated, counted.number
        FROM counted JOIN ({{profiles}}) AS profile ON profile.id = counted.id
    ), same AS MATERIALIZED (
        SELECT id,
            CASE WHEN folded_title = ANY(%s) THEN {SAME_TITLE} ELSE {TITLE_STARTS} END AS points
        {_SAME}
    ), found AS MATERIALIZED (
        SELECT {{columns}}, {{is_over}} AS is_over,
            round(1000 * (hits.score + coalesce(same.points, 0)))::bigint AS score
        FROM hits JOIN allowed ON allowed.id = hits.profile LEFT JOIN same ON same.id = hits.id
        WHERE {{passes}} {{best}}
    )
"""  # noqa: S608  numbers of our own
# What asks for more than profiles say, or for another order than the best.
_APART = """
        SELECT held.profile, held.score, entry.* FROM ({hits}) AS held
        JOIN ({entries}) AS entry ON entry.id = held.id
"""
# What is over alone is left out: told by an index that holds nothing but dates.
_NOT_OVER = """
        SELECT held.id, held.profile, held.score FROM ({hits}) AS held WHERE NOT EXISTS (
            SELECT FROM public.search_entry AS dated
            WHERE dated.id = held.id AND (starts_at IS NOT NULL OR ends_at IS NOT NULL)
                AND coalesce(ends_at, starts_at) < %s
        )
"""
_IS_OVER = """CASE WHEN allowed.is_dated THEN (
            SELECT coalesce(ends_at, starts_at) < %s FROM public.search_entry AS dated
            WHERE dated.id = hits.id AND (starts_at IS NOT NULL OR ends_at IS NOT NULL)
        ) ELSE false END"""
_PAGE = """
    (SELECT 'hit', score::text AS said, id, 0, ARRAY[{position}]::text[] FROM (
        SELECT * FROM {found} WHERE {beyond} ORDER BY {ordering} LIMIT %s OFFSET %s
    ) AS best ORDER BY {ordering})
"""
# What common words add changes the order of the best.
_RANKED = """
    , added AS MATERIALIZED ({added}
    ), ranked AS MATERIALIZED (
        SELECT found.id, found.is_over, found.score + coalesce(added.score, 0) AS score
        FROM found LEFT JOIN added ON added.id = found.id
    )
"""
_TOTAL = """
    UNION ALL SELECT 'total', '', 0, coalesce(sum(number), 0)::bigint, NULL
    FROM allowed WHERE {passes}
"""
# Each facet as if nothing had been chosen in it.
_COUNTS = """
    UNION ALL SELECT 'facet', code, 0, sum(number)::bigint, NULL
    FROM allowed, unnest(allowed.facets) AS code WHERE {reacts} GROUP BY code
"""
# A language, by the versions in it that hold the words: those are what choosing it would show.
_LANGUAGES = """
    UNION ALL SELECT 'facet', 'language:' || allowed.language, 0, sum(number)::bigint, NULL
    FROM (
        SELECT DISTINCT ON (profile.id) profile.language, profile.facets, counted.number
        FROM counted JOIN ({profiles}) AS profile ON profile.id = counted.id
    ) AS allowed WHERE {passes} GROUP BY allowed.language
"""


class PostgresEngine:
    """The engine that is always there."""

    name = "postgres"

    def search(self, request: Request) -> Answer:
        if not request.plan.groups:
            return Answer(hits=(), total=0, counts={facet: {} for facet in request.count})
        if in_order.is_shorter(request):
            return _answer(_rows(_page(request, in_order.entries_of(request))), request)
        common = _common(request)
        found = Sql("ranked" if _is_ranked(request) else "found")
        pieces = [_found(request, common), _ranked(request, common), _page(request, found)]
        if request.total is None:
            pieces += [_total(request), _counts(request), _languages(request)]
        reach = 0 if common else hits.reach(request.plan)
        return _answer(_rows(joined(*pieces), reach), request)

    def starting(self, request: Request, last: Collection[str]) -> Answer:
        found: list[int] = []
        for look in (starting, holding_all, partial(holding, last=last)):
            if len(found) < request.limit and (statement := look(request)):
                found += [pk for (pk,) in _rows(statement) if pk not in found]
        shown = tuple(Hit(entry_id=pk, score=0, position=()) for pk in found[: request.limit])
        return Answer(hits=shown, total=len(shown))


def _rows(statement: Sql, reach: int = 0) -> list[tuple[Any, ...]]:
    with _memory(reach), connection.cursor() as cursor:
        cursor.execute(statement.text, statement.values)
        return list(cursor.fetchall())


@contextmanager
def _memory(reach: int) -> Iterator[None]:
    """Let a statement that reads many rows keep them in memory; compiling it would take longer."""
    if reach <= MANY:
        yield
        return
    with transaction.atomic(savepoint=False):
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL work_mem = '{MEMORY}'; SET LOCAL jit = off")
        yield


def _common(request: Request) -> "Found | None":
    """Return what arrays of common words know of a first page by relevance."""
    frequencies = (request.plan.frequencies or {}).values()
    if is_apart(request) or _is_far(request) or max(frequencies, default=0) < lexicon.IN_ARRAYS:
        return None
    from search.engines import common  # noqa: PLC0415  its arrays are for large catalogues alone

    profiles = profiles_of(request)
    chosen = list(chosen_codes(request.query).values())
    passing = f"SELECT DISTINCT id FROM ({profiles.text}) AS allowed WHERE {_passes(chosen)}"  # noqa: S608
    allowed = Sql(passing, [*profiles.values, *chosen])
    return common.found_by(request, allowed, Sql(f"SELECT id {_SAME}", _same(request)))


def _same(request: Request) -> list[Any]:
    begins = request.plan.beginning
    return [list(request.plan.titles), begins, begins + HIGHEST]


def _found(request: Request, common: "Found | None") -> Sql:
    plan, query = request.plan, request.query
    held = _apart(request) if is_apart(request) else hits.found_by(plan)
    counted = Sql(_COUNTED)
    if common:
        held, counted = common.hits, common.counted
    profiles = profiles_of(request)
    # Where what is over was left out, nothing of it comes last.
    looks_over = request.sort is Sort.RELEVANCE and not query.not_over_at
    chosen = list(chosen_codes(query).values())
    text = _FOUND.format(
        hits=held.text,
        counted=counted.text,
        profiles=profiles.text,
        columns=", ".join(f"hits.{name}" for name in ["id", *columns_of(request.sort)]),
        is_over=_IS_OVER if looks_over else "false",
        passes=_passes(chosen),
        best=_best(request),
    )
    same = [list(plan.titles), *_same(request)]
    dates = [request.at] if looks_over else []
    return Sql(text, [*held.values, *counted.values, *profiles.values, *same, *dates, *chosen])


def _best(request: Request) -> str:
    """Keep the best alone, unless the page may be beyond: most of what is found is only counted."""
    if request.sort is not Sort.RELEVANCE or _is_far(request):
        return ""
    return f"ORDER BY is_over, score DESC, id DESC LIMIT {hits.WINDOW}"


def _is_far(request: Request) -> bool:
    """Say whether a page may lie beyond the best."""
    return bool(request.after) or request.offset + request.limit > hits.WINDOW


def _passes(chosen: Collection[Any]) -> str:
    return " AND ".join(["allowed.facets && %s"] * len(chosen)) or "true"


def _apart(request: Request) -> Sql:
    held = hits.found_by(request.plan)
    if request.sort is Sort.RELEVANCE and asks_only_not_over(request.query):
        return Sql(_NOT_OVER.format(hits=held.text), [*held.values, request.query.not_over_at])
    entries = entries_of(request, *columns_of(request.sort))
    # PostgreSQL takes these for few and looks each one up; read once, in a row, they cost less.
    many = hits.reach(request.plan) > request.plan.entries // BROAD_SHARE
    text = _APART.format(hits=held.text, entries=entries.text + (" OFFSET 0" if many else ""))
    return Sql(text, [*held.values, *entries.values])


def _ranked(request: Request, common: "Found | None") -> Sql:
    if not _is_ranked(request):
        return Sql("")
    added = common.added if common else hits.added_by(request.plan)
    return Sql(_RANKED.format(added=added.text), added.values)


def _is_ranked(request: Request) -> bool:
    return request.sort is Sort.RELEVANCE and hits.is_added_to(request.plan)


def _page(request: Request, found: Sql) -> Sql:
    after = place(request.sort, request.after)
    past, values = beyond(request.sort, after)
    offset = 0 if after else request.offset
    text = _PAGE.format(
        found=found.text,
        position=", ".join(column.text for column in ORDERS[request.sort]),
        beyond=past,
        ordering=ordering(request.sort),
    )
    return Sql(text, [*found.values, *values, request.limit, offset])


def _total(request: Request) -> Sql:
    chosen = list(chosen_codes(request.query).values())
    return Sql(_TOTAL.format(passes=_passes(chosen)), chosen)


def _counts(request: Request) -> Sql:
    if not request.count:
        return Sql("")
    values: list[Any] = []
    choices = chosen_codes(request.query)
    for facet, codes in choices.items():
        values += [f"{facet}:", codes]
    reacts = ["(starts_with(code, %s) OR allowed.facets && %s)"] * len(choices)
    if counts_languages(request):
        reacts.append("NOT starts_with(code, 'language:')")
    return Sql(_COUNTS.format(reacts=" AND ".join(reacts) or "true"), values)


def _languages(request: Request) -> Sql:
    if not counts_languages(request):
        return Sql("")
    spoken = profiles_of(request, in_every_language=True)
    choices = chosen_codes(request.query)
    chosen = [codes for facet, codes in choices.items() if facet is not Facet.LANGUAGE]
    text = _LANGUAGES.format(profiles=spoken.text, passes=_passes(chosen))
    return Sql(text, [*spoken.values, *chosen])


def _answer(rows: list[tuple[Any, ...]], request: Request) -> Answer:
    counts: Counts = {facet: {} for facet in request.count}
    found: list[Hit] = []
    total = 0
    for what, name, entry, number, position in rows:
        if what == "hit":
            where = read_position(request.sort, position)
            found.append(Hit(entry_id=entry, score=int(name) / 1000, position=where))
        elif what == "total":
            total = number
        elif (facet := name.partition(":")[0]) in counts:
            counts[Facet(facet)][name.partition(":")[2]] = number
    return Answer(hits=tuple(found), total=total, counts=counts)
