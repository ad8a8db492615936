"""Titles that first letters may be the beginning of, as SQL."""

from collections.abc import Collection

from search.engines.base import Request
from search.engines.narrowing import entries_of, is_apart, profiles_of
from search.engines.sql import Sql
from search.lexicon import HIGHEST
from search.plan import TITLE
from search.postings import term_id

# A frequent word is in so many titles that reading them all would take longer than typing.
MOST_READ = 500

_STARTING = """
    SELECT entry.id FROM public.search_entry AS entry
    WHERE entry.is_found AND entry.folded_title ~>=~ %s AND entry.folded_title ~<~ %s AND {allowed}
    ORDER BY coalesce(coalesce(entry.ends_at, entry.starts_at) < %s, false),
        length(entry.folded_title), entry.popularity DESC, entry.id LIMIT %s
"""
# A word of a title has the length of the title as its frequency, below zero. Those of the rarest
# word are read, the shortest first, until enough of them hold the others too.
_HOLDING_ALL = """
    SELECT entry.id FROM (
        SELECT posting.entry_id, -posting.frequency AS size
        FROM public.search_posting AS posting WHERE posting.term = (
            SELECT asked.term FROM unnest(%s::bigint[]) AS asked (term)
            LEFT JOIN public.search_frequency AS frequent ON frequent.term = asked.term
            ORDER BY frequent.entries NULLS FIRST LIMIT 1
        ) ORDER BY size, posting.entry_id LIMIT {most}
    ) AS held JOIN public.search_entry AS entry ON entry.id = held.entry_id
    WHERE ' ' || entry.folded_title || ' ' LIKE ALL(%s::text[]) AND {allowed}
    ORDER BY held.size, held.entry_id LIMIT %s
"""
_HOLDING = """
    WITH held AS (
        SELECT posting.entry_id AS id, min(posting.profile) AS profile,
            min(-posting.frequency) AS size,
            count(*) FILTER (WHERE NOT wanted.is_last) + bool_or(wanted.is_last)::int AS words
        FROM unnest(%s::bigint[], %s::boolean[]) AS wanted (term, is_last)
        JOIN public.search_posting AS posting ON posting.term = wanted.term
        GROUP BY posting.entry_id
    )
    SELECT entry.id FROM held AS entry WHERE {allowed}
    ORDER BY entry.words DESC, entry.size, entry.id LIMIT %s
"""


def starting(request: Request) -> Sql:
    """Return the titles that begin with the text."""
    title, allowed = request.plan.title, _allowed(request)
    values = [title, title + HIGHEST, *allowed.values, request.at, request.limit]
    return Sql(_STARTING.format(allowed=allowed.text), values)


def holding_all(request: Request) -> Sql | None:
    """Return the shortest titles that hold every word, the last one perhaps unfinished.

    None when there is one word. Fewer than wanted do not say that there are no others.
    """
    *whole, typed = request.plan.title.split() or [""]
    if not whole:
        return None
    allowed = _allowed(request)
    terms = [term_id(f"{TITLE}:{word}") for word in whole]
    patterns = [*(f"% {word} %" for word in whole), f"% {typed}%"]
    text = _HOLDING_ALL.format(most=MOST_READ, allowed=allowed.text)
    return Sql(text, [terms, patterns, *allowed.values, request.limit])


def holding(request: Request, last: Collection[str]) -> Sql | None:
    """Return the titles that hold the words, the last one as any of `last`."""
    *whole, _typed = request.plan.title.split() or [""]
    terms = [(word, False) for word in whole] + [(word, True) for word in last]
    if not terms:
        return None
    allowed = _allowed(request)
    numbers = [term_id(f"{TITLE}:{word}") for word, _ in terms]
    places = [numbers, [is_last for _, is_last in terms], *allowed.values, request.limit]
    return Sql(_HOLDING.format(allowed=allowed.text), places)


def _allowed(request: Request) -> Sql:
    profiles = profiles_of(request)
    text = f"entry.profile IN (SELECT profile.id FROM ({profiles.text}) AS profile)"  # noqa: S608
    if not is_apart(request):
        return Sql(text, profiles.values)
    entries = entries_of(request)
    text += f" AND entry.id IN (SELECT apart.id FROM ({entries.text}) AS apart)"  # noqa: S608
    return Sql(text, [*profiles.values, *entries.values])
