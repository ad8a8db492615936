"""Which entries hold the words of a plan, and what each is worth: BM25, as SQL.

Nothing but postings is read here. Leading terms are read whole: they say what is found, and are
summed exactly. What the other, common words add is looked up for the best of these alone, a window
in which they change the order; what stands behind it stays behind.
"""

import math
from typing import Any

from search.engines.sql import Sql
from search.plan import Plan
from search.postings import term_id

K1, B = 1.2, 0.75
# Whoever types a whole title, or its first words, wants that page, whatever others hold of it.
SAME_TITLE, TITLE_STARTS = 50, 20
# In how many of the best common words are looked up; the bench compares with one for everything.
WINDOW = 2_000

_MANY = """
    SELECT posting.entry_id AS id, min(posting.profile) AS profile, sum({worth}) AS score
    FROM unnest(%s::bigint[], %s::float8[]) AS wanted (term, weight)
    JOIN public.search_posting AS posting ON posting.term = wanted.term
    GROUP BY posting.entry_id
"""
_ONE = """
    SELECT posting.entry_id AS id, posting.profile, {worth} AS score
    FROM (VALUES (%s::bigint, %s::float8)) AS wanted (term, weight)
    JOIN public.search_posting AS posting ON posting.term = wanted.term
"""
_MORE = """
    SELECT best.id, round(1000 * sum({worth}))::bigint AS score
    FROM (SELECT id FROM found ORDER BY is_over, score DESC, id DESC LIMIT %s) AS best
    CROSS JOIN unnest(%s::bigint[], %s::float8[]) AS wanted (term, weight)
    JOIN public.search_posting AS posting
        ON posting.term = wanted.term AND posting.entry_id = best.id
    GROUP BY best.id
"""
_MORE_TO = """
    SELECT posting.entry_id, round(1000 * sum({worth}))::bigint
    FROM unnest(%s::bigint[], %s::float8[]) AS wanted (term, weight)
    JOIN public.search_posting AS posting ON posting.term = wanted.term
    WHERE posting.entry_id = ANY(%s) GROUP BY posting.entry_id
"""


def found_by(plan: Plan) -> Sql:
    """Return the rows `id, profile, score` of all that a plan finds."""
    led, _others = parted(plan)
    text, values = _worth(plan)
    terms, worth = list(led), list(led.values())
    if len(terms) == 1:
        return Sql(_ONE.format(worth=text), [*values, terms[0], worth[0]])
    return Sql(_MANY.format(worth=text), [*values, terms, worth])


def is_added_to(plan: Plan) -> bool:
    """Say whether a plan has terms beside the leading ones."""
    return bool(parted(plan)[1])


def added_by(plan: Plan) -> Sql:
    """Return the rows `id, score` of what common words add to the best of `found`."""
    _led, others = parted(plan)
    text, values = _worth(plan)
    return Sql(_MORE.format(worth=text), [*values, WINDOW, list(others), list(others.values())])


def added_to(plan: Plan, ids: list[int]) -> Sql:
    """Return the same rows for these entries."""
    _led, others = parted(plan)
    text, values = _worth(plan)
    return Sql(_MORE_TO.format(worth=text), [*values, list(others), list(others.values()), ids])


def reach(plan: Plan) -> int:
    """Return how many postings a plan reads."""
    return plan.reach(plan.leading())


def parted(plan: Plan) -> tuple[dict[int, float], dict[int, float]]:
    """Return the leading terms and the others, with their weights."""
    worth, leading = weights(plan), {term_id(term) for term in plan.leading()}
    led = {term: weight for term, weight in worth.items() if term in leading}
    return led, {term: weight for term, weight in worth.items() if term not in leading}


def _worth(plan: Plan) -> tuple[str, list[Any]]:
    """Return what one posting brings: BM25, or the whole weight where nothing was counted."""
    still, longer = steady(plan)
    text = (
        "wanted.weight * CASE WHEN posting.frequency > 0 THEN"
        f" {K1 + 1} * posting.frequency / (posting.frequency + {still}"
        " + %s::float8 * posting.length) ELSE 1 END"
    )
    return text, [longer]


def steady(plan: Plan) -> tuple[float, float]:
    """Return what BM25 adds to a frequency: for every entry, and for each word of its length."""
    return K1 * (1 - B), K1 * B / plan.average_length


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
