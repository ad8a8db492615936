"""Which terms each entry holds, and how often: what the PostgreSQL engine ranks with.

Written in the transaction of the publication. Terms are numbers made from their text, so that two
publications never wait for each other over a word that both bring.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Protocol

from django.db import connection

from search import analysis
from search.catalogue import Entry, listed
from search.plan import TITLE, pairs_of, space_of, term_of

# A word of the title counts as three of the text.
TITLE_WEIGHT = 3
TITLE_LENGTH = 200  # of the folded title: an index row has a limit
# A book is found by its beginning; what is beyond would slow each publication down.
LONGEST_BODY = 200_000
MOST_TERMS = 8_000

# A row that says the same already is not even locked, which would write it again: whoever wrote the
# entry before has committed, for its own row was waited for. OFFSET 0 keeps one look for each term,
# which an entry that was not there does without.
INSERT = """
    INSERT INTO public.search_posting (term, entry_id, frequency, length, profile)
    SELECT held.term, new.entry_id, held.frequency, new.length, new.profile
    FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::integer[], %s::bigint[], %s::boolean[])
        AS new (entry_id, terms, frequencies, length, profile, is_new)
    CROSS JOIN unnest(new.terms::bigint[], new.frequencies::real[]) AS held (term, frequency)
    WHERE new.is_new OR NOT EXISTS (
        SELECT FROM public.search_posting AS known
        WHERE known.term = held.term AND known.entry_id = new.entry_id
            AND known.frequency = held.frequency AND known.length = new.length
            AND known.profile = new.profile OFFSET 0
    )
    ORDER BY held.term, new.entry_id
    ON CONFLICT (term, entry_id) DO UPDATE SET
        frequency = excluded.frequency, length = excluded.length, profile = excluded.profile
"""


@lru_cache(maxsize=200_000)
def term_id(text: str) -> int:
    """Return the number of a term: 64 bits of a digest, signed as PostgreSQL wants them."""
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), signed=True)


class Worded(Protocol):
    """A document, or the entry made of it."""

    @property
    def language(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def summary(self) -> str: ...
    @property
    def body(self) -> str: ...
    @property
    def attached(self) -> str: ...
    @property
    def is_found(self) -> bool: ...


def terms_of(said: Worded) -> Counter[str]:
    """Return the terms of a document with their weights."""
    space = space_of(said.language)
    counted: Counter[str] = Counter()
    body = f"{said.summary}\n{said.body[:LONGEST_BODY]}"
    for word in analysis.words(said.title, said.language):
        counted[term_of(word, space)] += TITLE_WEIGHT
    for word in analysis.words(body, said.language):
        counted[term_of(word, space)] += 1
    # A file of a hundred pages would drown the words of the page: each of its own counts once.
    for word in dict.fromkeys(analysis.words(said.attached[:LONGEST_BODY], said.language)):
        counted.setdefault(term_of(word, space), 1)
    return Counter(dict(counted.most_common(MOST_TERMS)))


def text_terms(said: Worded) -> Iterator[str]:
    """Give each term as often as it counts, for an engine that counts by itself."""
    return terms_of(said).elements()


def frequencies_of(document: Worded) -> dict[int, float]:
    """Return the numbered terms of a document; what is in its title is there too.

    Its words as they are have the title's length, below zero: the shorter it is, the sooner a
    title that holds them is proposed. Its stems two by two have nothing.
    """
    if not document.is_found:
        return {}
    frequencies = {term_id(term): float(count) for term, count in terms_of(document).items()}
    pairs = dict.fromkeys(map(term_id, pairs_of_title(document)), 0.0)
    title = folded_title(document.title)
    return frequencies | pairs | {term_id(term): -float(len(title)) for term in words_of(title)}


def folded_title(title: str) -> str:
    return analysis.title_key(title)[:TITLE_LENGTH]


def words_of(folded: str) -> list[str]:
    """Return the words of a folded title as terms."""
    return [f"{TITLE}:{word}" for word in folded.split()]


def pairs_of_title(said: Worded) -> list[str]:
    return pairs_of(analysis.words(said.title, said.language), said.language)


def length_of(frequencies: Mapping[int, float]) -> int:
    return int(sum(frequency for frequency in frequencies.values() if frequency > 0))


def write(entries: Iterable[Entry]) -> None:
    """Write the terms of entries whose frequencies were counted."""
    rows = [
        (entry.pk, listed(held), listed(held.values()), entry.length, entry.profile, entry.is_new)
        for entry in entries
        if (held := entry.frequencies)
    ]
    if rows:
        with connection.cursor() as cursor:
            cursor.execute(INSERT, [list(column) for column in zip(*rows, strict=True)])
