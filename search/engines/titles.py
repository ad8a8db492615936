"""Titles that first letters may be the beginning of, as SQL.

A frequent word, or a few letters, are in so many titles that reading them all would take longer
than typing: the shortest are read.
"""

from collections.abc import Collection

from search.engines.base import Request
from search.engines.narrowing import entries_of, is_apart, profiles_of
from search.engines.sql import Sql
from search.lexicon import HIGHEST
from search.plan import TITLE
from search.postings import TITLE_LENGTH, term_id

# Titles that begin so; those that hold a word, each of which is looked up in the catalogue; and, of
# the latter, those of one word among the many that the last one may become.
MOST_BEGUN, MOST_READ, MOST_OF_EACH = 2_000, 300, 100

# One look into the index for each length that a title may have.
_STARTING = """
    SELECT entry.id FROM (
        SELECT begun.* FROM (
            SELECT size FROM generate_series(%s, {longest}) AS size ORDER BY size
        ) AS sizes CROSS JOIN LATERAL (
            SELECT entry.* FROM public.search_entry AS entry
            WHERE entry.is_found AND length(entry.folded_title) = sizes.size
                AND entry.folded_title ~>=~ %s AND entry.folded_title ~<~ %s AND {allowed}
        ) AS begun ORDER BY sizes.size LIMIT {most}
    ) AS entry
    ORDER BY coalesce(coalesce(entry.ends_at, entry.starts_at) < %s, false),
        length(entry.folded_title), entry.popularity DESC, entry.id LIMIT %s
"""
# A word of a title has the length of the title as its frequency, below zero.
_SHORTEST = """
    SELECT entry.id, entry.frequency FROM (
        SELECT entry_id AS id, term, frequency, profile
        FROM public.search_posting WHERE frequency < 0
    ) AS entry WHERE entry.term = {term} AND {allowed}
    ORDER BY entry.frequency DESC, entry.id LIMIT {most}
"""
_RAREST = """(
    SELECT asked.term FROM unnest(%s::bigint[]) AS asked (term)
    LEFT JOIN public.search_frequency AS frequent ON frequent.term = asked.term
    ORDER BY frequent.entries NULLS FIRST LIMIT 1
)"""
# Titles of the rarest word are read until enough of them hold the others too.
_HOLDING_ALL = """
    SELECT held.id FROM ({shortest}) AS held
    JOIN public.search_entry AS entry ON entry.id = held.id
    WHERE ' ' || entry.folded_title || ' ' LIKE ALL(%s::text[])
    ORDER BY held.frequency DESC, held.id LIMIT %s
"""
# What a title holds is said by the title: it may be beyond the shortest of another of its words.
_HOLDING = """
    WITH held AS (
        SELECT found.* FROM unnest(%s::bigint[]) AS wanted (term)
        CROSS JOIN LATERAL ({each}) AS found
        UNION (
            SELECT found.* FROM unnest(%s::bigint[]) AS wanted (term)
            CROSS JOIN LATERAL ({either}) AS found
            ORDER BY found.frequency DESC, found.id LIMIT {most}
        )
    )
    SELECT held.id FROM held JOIN public.search_entry AS entry ON entry.id = held.id
    CROSS JOIN LATERAL (SELECT ' ' || entry.folded_title || ' ' AS title OFFSET 0) AS spaced
    ORDER BY {words} DESC, held.frequency DESC, held.id LIMIT %s
"""


def starting(request: Request) -> Sql:
    """Return the titles that begin with the text."""
    title, allowed = request.plan.title, _allowed(request)
    text = _STARTING.format(longest=TITLE_LENGTH, most=MOST_BEGUN, allowed=allowed.text)
    bounds = [len(title), title, title + HIGHEST]
    return Sql(text, [*bounds, *allowed.values, request.at, request.limit])


def holding_all(request: Request) -> Sql | None:
    """Return the shortest titles that hold every word, the last one perhaps unfinished.

    None when there is one word. Fewer than wanted do not say that there are no others.
    """
    *whole, typed = request.plan.title.split() or [""]
    if not whole:
        return None
    allowed = _allowed(request)
    shortest = _SHORTEST.format(term=_RAREST, most=MOST_READ, allowed=allowed.text)
    patterns = [*map(_held, whole), f"% {typed}%"]
    text = _HOLDING_ALL.format(shortest=shortest)
    return Sql(text, [_terms(whole), *allowed.values, patterns, request.limit])


def holding(request: Request, last: Collection[str]) -> Sql | None:
    """Return the titles that hold the words, the last one as any of `last`."""
    *whole, typed = request.plan.title.split() or [""]
    if not typed:
        return None
    allowed = _allowed(request)
    each, either = (
        _SHORTEST.format(term="wanted.term", most=most, allowed=allowed.text)
        for most in (MOST_READ // (len(whole) or 1), MOST_OF_EACH)
    )
    patterns = [*map(_held, whole), f"% {typed}%"]
    words = " + ".join(["(spaced.title LIKE %s)::int"] * len(patterns))
    text = _HOLDING.format(each=each, either=either, most=MOST_READ, words=words)
    read = [_terms(whole), *allowed.values, _terms(last), *allowed.values]
    return Sql(text, [*read, *patterns, request.limit])


def _terms(words: Collection[str]) -> list[int]:
    return [term_id(f"{TITLE}:{word}") for word in words]


def _held(word: str) -> str:
    return f"% {word} %"


def _allowed(request: Request) -> Sql:
    profiles = profiles_of(request)
    text = f"entry.profile IN (SELECT profile.id FROM ({profiles.text}) AS profile)"  # noqa: S608
    if not is_apart(request):
        return Sql(text, profiles.values)
    entries = entries_of(request)
    text += f" AND entry.id IN (SELECT apart.id FROM ({entries.text}) AS apart)"  # noqa: S608
    return Sql(text, [*profiles.values, *entries.values])
