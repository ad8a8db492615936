"""Speed of a whole search (plan, page, total, facets) and of first letters, at several sizes.

    python -m bench.search                                # 10,000 entries
    BENCH_SEARCH_SIZES=10000,100000 python -m bench.search
    BENCH_SEARCH_ENGINES=postgres,elasticsearch python -m bench.search
    BENCH_SEARCH_SIZES=1000000 BENCH_SEARCH_ALONE=1 python -m bench.search    # beside nothing else

Beside it, in the same run and on the same texts: Wagtail's own database search for any of the words
(page, total and one facet), and the bare statement of such a search (`tsvector`, `ts_rank`, a GIN
index; page and total, no facet). Texts are drawn from a vocabulary with the frequencies of real
ones; sizes are of entries with a title and some eighty words. Milliseconds are those of the clock;
`processor_ms` are those that Python and PostgreSQL worked, which other programs hardly change (what
Elasticsearch works is not in them).
"""

import json
import operator
import os
import random
import statistics
import time
from collections.abc import Callable, Iterator
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
django.setup()

from django.db import connection, transaction
from django.utils.timezone import now

from bench import wagtail_search
from search import answers, indexing, lexicon, snapshot
from search.catalogue import Entry
from search.document import Document, Facet
from search.engines import choice, hits, reindex
from search.query import EVERY_LANGUAGE, Query
from search.rows import Site, to_row
from search.trial import VACUUM, Trial, complete
from search.trial_files import Text

ENGINES = os.environ.get("BENCH_SEARCH_ENGINES", choice.POSTGRES).split(",")
SIZES = [int(size) for size in os.environ.get("BENCH_SEARCH_SIZES", "10000").split(",")]
# Wagtail's own search of a million entries takes hours.
IS_ALONE = os.environ.get("BENCH_SEARCH_ALONE") == "1"
VOCABULARY, WORDS, QUERIES = 30_000, 80, 100
EVERYTHING = 10**7
SYLLABLES = "ba ce di fo lu mar ner pi quo ral sen tor vi eau gne lle".split()
PLAIN = """
    CREATE TABLE plain AS SELECT id,
        setweight(to_tsvector('french', title), 'A') || to_tsvector('french', body) AS words
    FROM public.search_entry;
    CREATE INDEX plain_words ON plain USING gin (words);
    ANALYZE plain;
"""
PLAIN_QUERY = """
    SELECT id, count(*) OVER () FROM plain, to_tsquery('french', %s) AS query
    WHERE words @@ query ORDER BY ts_rank(words, query) DESC LIMIT 10
"""


# Beyond, entries are copies of others: writing them says nothing more.
MOST_WRITTEN = int(os.environ.get("BENCH_SEARCH_WRITTEN", "10000"))
COLUMNS = ", ".join(
    field.column for field in Entry._meta.concrete_fields if field.column not in {"id", "key"}
)
COPY_ENTRIES = """
    INSERT INTO public.search_entry (id, key, {columns})
    SELECT id + %s, key || %s, {columns} FROM public.search_entry WHERE id <= %s
"""
COPY_POSTINGS = """
    INSERT INTO public.search_posting (term, entry_id, frequency, length, profile)
    SELECT term, entry_id + %s, frequency, length, profile FROM public.search_posting
    WHERE entry_id <= %s
"""


class Taken(NamedTuple):
    """Milliseconds that one search took: by the clock, and of processors, whoever else ran."""

    clock: float
    processors: float


class Corpus:
    """Texts whose words are as frequent as in real ones: the second half as often as the first."""

    def __init__(self, seed: int = 7) -> None:
        self.chance = random.Random(seed)
        self.words = [
            "".join(self.chance.choices(SYLLABLES, k=self.chance.randint(2, 4)))
            for _ in range(VOCABULARY)
        ]
        self.weights = list(accumulate(1 / (rank + 12) for rank in range(VOCABULARY)))

    def some(self, number: int) -> str:
        return " ".join(self.chance.choices(self.words, cum_weights=self.weights, k=number))

    def texts(self, size: int) -> Iterator[Text]:
        for number in range(size):
            yield Text(
                id=str(number), title=self.some(6), text=self.some(WORDS),
                kind=self.chance.choice(["news", "guide", "workshop"]),
            )  # fmt: skip


def measure(size: int, engine: str) -> dict[str, Any]:
    corpus, written = Corpus(), min(size, MOST_WRITTEN)
    with Trial(engine) as trial:
        trial.index(list(corpus.texts(written)), lambda _: None)
        _grow(size // written)
        if engine == choice.ELASTICSEARCH and size > written:
            reindex.run(now(), again=True)
        queries = [corpus.some(1 + number % 4) for number in range(QUERIES)]
        for query in queries[:5]:
            _whole(query)
        whole = _times(_whole, queries)
        letters = _times(_letters, [corpus.some(2)[:-2] for _ in range(QUERIES)])
        same = _share_exact(queries) if engine == choice.POSTGRES else 1
        return {
            "engine": engine,
            "entries": size,
            "indexed_per_second": round(trial.per_second),
            **_figures("search", whole),
            **_figures("first_letters", letters),
            **({} if IS_ALONE else _beside(queries, whole)),
            "first_ten_exact": same,
            "upkeep_of_one_ms": round(statistics.median(_upkeep(corpus)), 1),
        }


def _beside(queries: list[str], whole: list[Taken]) -> dict[str, float]:
    """Ask Wagtail's own search, and the bare statement, on the same entries."""
    with connection.cursor() as cursor:
        cursor.execute(PLAIN)
    wagtail_search.fill()
    plain, wagtail = _times(_plain, queries), _times(wagtail_search.ask, queries)
    return {
        **_figures("wagtail_or", wagtail),
        **_figures("bare_or", plain),
        "times_faster_than_wagtail_or": _ratio(wagtail, whole),
        "times_faster_than_bare_or": _ratio(plain, whole),
    }


def _grow(times: int) -> None:
    """Copy the entries and their terms: words are as frequent as they were, of ten times more."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(id) FROM public.search_entry")
        (step,) = cursor.fetchone()
        for turn in range(1, times):
            cursor.execute(COPY_ENTRIES.format(columns=COLUMNS), [turn * step, f"-{turn}", step])
            cursor.execute(COPY_POSTINGS, [turn * step, step])
        if times > 1:
            cursor.execute(VACUUM)
    lexicon.learn()
    if lexicon.terms_in_arrays():
        snapshot.take()


def _whole(text: str) -> list[int]:
    query = Query(
        text=text, language=EVERY_LANGUAGE, per_page=10, count=[Facet.KIND, Facet.LANGUAGE]
    )
    answer = choice.search(answers.to_request(query, answers.plan_of(query)))
    return [hit.entry_id for hit in answer.hits]


def _share_exact(queries: list[str]) -> float:
    """Return for how many the first ten are those of a window that holds everything."""
    shown = [_whole(query) for query in queries]
    with mock.patch.object(hits, "WINDOW", EVERYTHING):
        exact = [_whole(query) for query in queries]
    return sum(map(operator.eq, shown, exact)) / len(queries)


def _letters(text: str) -> None:
    complete(Query(text=text, language=EVERY_LANGUAGE, per_page=10))


def _plain(text: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(PLAIN_QUERY, [" | ".join(text.split())])
        cursor.fetchall()


def _upkeep(corpus: Corpus) -> list[float]:
    """Write one entry of five hundred words again and again, in its own transaction."""
    taken = []
    for _ in range(20):
        document = Document(
            key="0",
            language="fr",
            kind="page",
            title=corpus.some(6),
            url="/",
            body=corpus.some(500),
        )
        site = Site(schema="public", department="", is_open=True)
        started = time.perf_counter()
        with transaction.atomic():
            indexing.upsert(to_row("texts", site, {"fr": document}))
        taken.append((time.perf_counter() - started) * 1000)
    return taken


def _times(ask: Callable[[str], object], texts: list[str]) -> list[Taken]:
    """Ask each text, warm; the best of three, for the turns of other programs are not ours."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (server,) = cursor.fetchone()
    return [
        Taken(*map(min, zip(*(_once(ask, text, server) for _ in range(3)), strict=True)))
        for text in texts
    ]


def _once(ask: Callable[[str], object], text: str, server: int) -> tuple[float, float]:
    started, worked = time.perf_counter(), _worked(server)
    ask(text)
    return (time.perf_counter() - started) * 1000, _worked(server) - worked


def _worked(server: int) -> float:
    """Return the milliseconds that this process and the database's have worked; on Linux."""
    nanoseconds = Path(f"/proc/{server}/schedstat").read_text().split()[0]
    return time.process_time() * 1000 + int(nanoseconds) / 1_000_000


def _figures(name: str, taken: list[Taken]) -> dict[str, float]:
    found = {}
    for unit, values in zip(("ms", "processor_ms"), zip(*taken, strict=True), strict=True):
        ordered = sorted(values)
        found[f"{name}_p50_{unit}"] = round(statistics.median(ordered), 1)
        found[f"{name}_p95_{unit}"] = round(ordered[int(len(ordered) * 0.95)], 1)
    return found


def _ratio(slower: list[Taken], faster: list[Taken]) -> float:
    return round(
        statistics.median(one.clock for one in slower)
        / statistics.median(one.clock for one in faster),
        2,
    )


def main() -> None:
    for size in SIZES:
        for engine in ENGINES:
            result = {"name": "search", **measure(size, engine)}
            for name, value in result.items():
                print(f"{name:32} {value}")
            print(json.dumps(result), flush=True)


if __name__ == "__main__":
    main()
