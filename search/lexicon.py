"""What is published, as words: frequencies for ranking, a vocabulary for spelling.

Frequencies are exact, but for the few terms so frequent that a job counts them. The vocabulary is
learnt by the same job, from entries that the whole network may see: a word that one site keeps to
itself is never proposed elsewhere, nor one whose last page went since it was learnt.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db import connection, transaction
from django.db.models import Avg, Count
from django.db.models.functions import Now
from django.utils.timezone import now

from search import analysis, spelling
from search.catalogue import Entry
from search.document import Visibility
from search.plan import Seen, space_of, term_of
from search.postings import LONGEST_BODY, term_id
from search.spelling import Known
from search.tables import Frequency, Statistic, Word

# A term in more entries than this is counted by the job, not at each search.
FREQUENT = 500
# A term in as many has arrays: see `search.snapshot`.
IN_ARRAYS = 20_000
MOST_STARTING = 20
BATCH = 500
# A transaction may end after others that were given higher versions: what is recent is read again.
LATE = timedelta(minutes=10)
TEXTS = ("title", "summary", "body", "attached")

_LOOK = f"""
    SELECT asked.term, coalesce(frequent.entries, (
        SELECT count(*) FROM (
            SELECT FROM public.search_posting AS posting
            WHERE posting.term = asked.term LIMIT {FREQUENT}
        ) AS few
    )), NULL, NULL FROM unnest(%s::bigint[]) AS asked (term)
    LEFT JOIN public.search_frequency AS frequent ON frequent.term = asked.term
    UNION ALL SELECT NULL, entries, average_length, NULL FROM public.search_statistic
    WHERE id = 1 AND entries > 0
    UNION ALL SELECT NULL, NULL, NULL, word FROM public.search_word WHERE word = ANY(%s)
"""  # noqa: S608  one number of our own
# One look into the index for each key: asked for all at once, PostgreSQL reads the whole table.
_SIMILAR = """
    SELECT DISTINCT near.word, near.language, near.seen
    FROM unnest(%s::text[]) AS asked (key) CROSS JOIN LATERAL (
        SELECT word, language, seen FROM public.search_word
        WHERE keys @> ARRAY[asked.key] AND language = ANY(%s) OFFSET 0
    ) AS near
"""
_STARTING = """
    SELECT word, language, seen FROM public.search_word
    WHERE word ~>=~ %s AND word ~<~ %s AND language = ANY(%s) ORDER BY seen DESC LIMIT %s
"""
# Of each term one entry is enough, were it in a hundred thousand.
_HELD = """
    SELECT asked.term FROM unnest(%s::bigint[]) AS asked (term) CROSS JOIN LATERAL (
        SELECT FROM public.search_posting AS posting
        JOIN public.search_profile AS profile ON profile.id = posting.profile
        WHERE posting.term = asked.term AND profile.visibility = %s LIMIT 1
    ) AS held
"""
_RECOUNT = f"""
    INSERT INTO public.search_frequency (term, entries)
    SELECT term, count(*) FROM public.search_posting GROUP BY term HAVING count(*) >= {FREQUENT}
"""  # noqa: S608  no word of a caller is in it
# Counted from nothing, each entry is read once. Afterwards one that changed would count again: what
# is known stands until the night, and a new word has what its entries say.
_SUM, _MOST = "known.seen + excluded.seen", "greatest(known.seen, excluded.seen)"
_LEARN = """
    INSERT INTO public.search_word AS known (language, word, seen, keys)
    SELECT language, word, seen, string_to_array(keys, ' ')
    FROM unnest(%s::text[], %s::text[], %s::integer[], %s::text[])
        AS new (language, word, seen, keys)
    ON CONFLICT (language, word) DO UPDATE SET seen = {seen}
"""
HIGHEST = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Totals:
    entries: int
    average_length: float


class DatabaseLexicon:
    """Reads the catalogue's own words: one query for what is known, another for spelling."""

    def look(self, terms: Collection[str], words: Collection[str]) -> Seen:
        by_id = {term_id(term): term for term in terms}
        with connection.cursor() as cursor:
            cursor.execute(_LOOK, [list(by_id), list(words)])
            rows = cursor.fetchall()
        found = {by_id[term]: number for term, number, _, _ in rows if term is not None and number}
        known = {word for _, _, _, word in rows if word is not None}
        sizes = [Totals(number, length) for _, number, length, _ in rows if length is not None]
        size = sizes[0] if sizes else _counted()
        return Seen(found, known, size.entries, size.average_length)

    def similar(
        self, words: Collection[str], languages: Collection[str], starting: str
    ) -> Mapping[str, Sequence[Known]]:
        wanted = {
            key
            for word in words
            for key in [*_keys(word, languages), *spelling.without_article(word)]
        }
        with connection.cursor() as cursor:
            cursor.execute(_SIMILAR, [sorted(wanted), list(languages)])
            found = _held([Known(*row) for row in cursor.fetchall()])
        if starting:
            found += self.starting(starting, languages)
        return dict.fromkeys(words, found)

    def starting(self, text: str, languages: Collection[str]) -> list[Known]:
        """Return the commonest words that begin like this."""
        with connection.cursor() as cursor:
            bounds = [text, text + HIGHEST]
            cursor.execute(_STARTING, [*bounds, list(languages), MOST_STARTING])
            return _held([Known(*row) for row in cursor.fetchall()])


def _held(words: Sequence[Known]) -> list[Known]:
    """Return the words that the whole network may still find something by."""
    if not words:
        return []
    terms = [term_id(term_of(known.word, known.language)) for known in words]
    with connection.cursor() as cursor:
        cursor.execute(_HELD, [sorted(set(terms)), Visibility.NETWORK])
        held = {term for (term,) in cursor.fetchall()}
    return [known for known, term in zip(words, terms, strict=True) if term in held]


def _counted() -> Totals:
    """Count the entries and their average length, which the job writes down."""
    counted = Entry.objects.filter(is_found=True).aggregate(
        entries=Count("pk"), average=Avg("length")
    )
    return Totals(counted["entries"], max(counted["average"] or 0, 1))


def terms_in_arrays() -> list[int]:
    """Return the terms that so many entries hold that arrays are made of them."""
    known = Frequency.objects.filter(entries__gte=IN_ARRAYS)
    return list(known.order_by("term").values_list("term", flat=True))


@transaction.atomic
def learn(*, again: bool = False) -> int:
    """Bring frequencies and vocabulary up to date; `again` starts afresh. Return entries read."""
    statistic, _ = Statistic.objects.select_for_update().get_or_create(pk=1)
    if again:
        Word.objects.all().delete()
        statistic.learnt_version = 0
    read = _learn_words(statistic)
    Frequency.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute(_RECOUNT)
    counted = _counted()
    statistic.entries, statistic.average_length = counted.entries, counted.average_length
    statistic.refreshed_at = Now()
    statistic.save()
    return read


def _learn_words(statistic: Statistic) -> int:
    """Add the words of entries written since; each batch is one statement."""
    count = _MOST if Word.objects.exists() else _SUM
    last, read, settled = statistic.learnt_version, 0, True
    recently = now() - LATE
    while rows := list(
        Entry.objects.filter(version__gt=last, is_found=True)
        .order_by("version")
        .values_list("version", "indexed_at", "visibility", "language", *TEXTS)[:BATCH]
    ):
        seen: Counter[tuple[str, str]] = Counter()
        for version, indexed_at, visibility, language, *texts in rows:
            settled = settled and indexed_at < recently
            if settled:
                statistic.learnt_version = version
            if visibility == Visibility.NETWORK:
                text = "\n".join(text[:LONGEST_BODY] for text in texts)
                seen.update(set(_words(text, language)))
        _add(seen, count)
        last = rows[-1][0]
        read += len(rows)
    return read


def _keys(word: str, languages: Collection[str]) -> Iterator[str]:
    for language in languages:
        yield from spelling.keys(word, language)


def _words(text: str, language: str) -> Iterator[tuple[str, str]]:
    space = space_of(language)
    for word in analysis.words(text, language):
        if spelling.can_be_wrong(word):
            yield space, word


def _add(seen: Counter[tuple[str, str]], count: str) -> None:
    rows = [
        (space, word, number, " ".join(spelling.keys(word, space)))
        for (space, word), number in sorted(seen.items())
    ]
    if rows:
        with connection.cursor() as cursor:
            cursor.execute(
                _LEARN.format(seen=count), [list(column) for column in zip(*rows, strict=True)]
            )
