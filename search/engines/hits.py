"""Which entries hold the words of a plan, and what each is worth: BM25, as SQL.

Nothing but postings is read here. Scores are exact: what an entry holds of every term counts.
"""

import math
from collections.abc import Collection
from typing import Any

from search.engines.sql import Sql
from search.plan import Plan
from search.postings import term_id

K1, B = 1.2, 0.75
# Whoever types a whole title, or its first words, wants that page, whatever others hold of it.
SAME_TITLE, TITLE_STARTS = 50, 20
# To look a posting up costs as much as to read so many in a row.
LOOKUP = 4

_ALL = """
    SELECT posting.entry_id AS id, min(posting.profile) AS profile, sum({worth}) AS score
    FROM unnest(%s::bigint[], %s::float8[], %s::boolean[]) AS wanted (term, weight, leads)
    JOIN public.search_posting AS posting ON posting.term = wanted.term
    GROUP BY posting.entry_id {having}
"""
_ONE = """
    SELECT posting.entry_id AS id, posting.profile, {worth} AS score
    FROM (VALUES (%s::bigint, %s::float8)) AS wanted (term, weight)
    JOIN public.search_posting AS posting ON posting.term = wanted.term
"""
# Common words are looked up in those entries alone that hold a rare one.
_MORE = """
    SELECT led.id, led.profile, led.score + coalesce(more.score, 0) AS score
    FROM ({led}) AS led CROSS JOIN LATERAL (
        SELECT sum({worth}) AS score
        FROM unnest(%s::bigint[], %s::float8[]) AS wanted (term, weight)
        JOIN public.search_posting AS posting
            ON posting.term = wanted.term AND posting.entry_id = led.id OFFSET 0
    ) AS more
"""


def found_by(plan: Plan) -> Sql:
    """Return the rows `id, profile, score` of all that a plan finds."""
    worth, leading = weights(plan), plan.leading()
    numbers = {term_id(term) for term in leading}
    led = {term: weight for term, weight in worth.items() if term in numbers}
    others = {term: weight for term, weight in worth.items() if term not in numbers}
    names = [term.text for term in (*plan.terms, *plan.pairs) if term.text not in leading]
    few, many = plan.reach(leading), plan.reach(dict.fromkeys(names))
    if not others or LOOKUP * len(others) * few < many:
        return _with_others(_found(led, leads=led.keys(), plan=plan), others, plan)
    return _found(worth, leads=numbers, plan=plan)


def reach(plan: Plan) -> int:
    """Return how many postings a plan may read."""
    return plan.reach(dict.fromkeys(term.text for term in (*plan.terms, *plan.pairs)))


def _found(worth: dict[int, float], *, leads: Collection[int], plan: Plan) -> Sql:
    text, values = _worth(plan)
    terms, weights = list(worth), list(worth.values())
    if len(terms) == 1:
        return Sql(_ONE.format(worth=text), [*values, terms[0], weights[0]])
    known = [term in leads for term in terms]
    having = "" if all(known) else "HAVING bool_or(wanted.leads)"
    return Sql(_ALL.format(worth=text, having=having), [*values, terms, weights, known])


def _with_others(led: Sql, others: dict[int, float], plan: Plan) -> Sql:
    if not others:
        return led
    text, values = _worth(plan)
    places = [*led.values, *values, list(others), list(others.values())]
    return Sql(_MORE.format(led=led.text, worth=text), places)


def _worth(plan: Plan) -> tuple[str, list[Any]]:
    """Return what one posting brings: BM25, or the whole weight where nothing was counted."""
    steady, longer = K1 * (1 - B), K1 * B / plan.average_length
    text = (
        "wanted.weight * CASE WHEN posting.frequency > 0 THEN"
        f" {K1 + 1} * posting.frequency / (posting.frequency + {steady}"
        " + %s::float8 * posting.length) ELSE 1 END"
    )
    return text, [longer]


def weights(plan: Plan) -> dict[int, float]:
    """Return the terms of a plan and what each counts: rare ones more."""
    known = plan.frequencies or {}
    found: dict[int, float] = {}
    for term in (*plan.terms, *plan.pairs):
        worth = term.weight * rarity(known.get(term.text, 0), plan.entries)
        found[term_id(term.text)] = max(found.get(term_id(term.text), 0.0), worth)
    return found


def rarity(number: int, entries: int) -> float:
    """Return what a term counts that is in so many entries."""
    return math.log(1 + (max(entries - number, 0) + 0.5) / (number + 0.5))
