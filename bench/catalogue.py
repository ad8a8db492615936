"""Rebuild of the catalogue, in entries per second, beside a bare bulk insert of the same rows.

    python -m bench.catalogue            # a table, then JSON on the last line

All happens in a database of its own, copied from the suite's template.
The insert is the floor: no source is read, nothing is compared, analysed or locked.
"""

import json
import os
import time
from collections.abc import Callable, Collection, Iterator
from typing import Any

from bench.database import a_copy  # first: it readies Django

# isort: split
from django.db import connection, transaction

from search import rebuild, registry
from search.catalogue import Entry
from search.listings import Facet, Query, find
from search.registry import Document
from tenants.context import enter

SIZE = int(os.environ.get("BENCH_ENTRIES", "5000"))
WORDS = (
    "école forêt marée classe mer projet élèves voyage lecture sciences jardin musique théâtre"
    " parents atelier collège robot estran histoire carnet"
).split()


class Texts:
    """A source that costs nothing to read: what is measured is the catalogue."""

    name = "bench"

    def __init__(self, size: int, edition: str = "") -> None:
        self.size, self.edition = size, edition

    def count(self) -> int:
        return self.size

    def keys(self) -> Iterator[str]:
        return (str(number) for number in range(self.size))

    def documents(self, keys: Collection[str] | None = None) -> Iterator[Any]:
        for key in self.keys() if keys is None else keys:
            number = int(key)
            words = [_word(number, step) for step in range(1, 40)]
            yield Document(
                key=key,
                language="fr",
                kind="news",
                title=f"{' '.join(words[:6])} {number}{self.edition}",
                url=f"/actualites/{number}/",
                summary=" ".join(words[6:26]),
                body=" ".join(words) * 10,
                facets={Facet.THEME: [WORDS[number % 12]], Facet.LEVEL: [f"n{number % 7}"]},
            )


def _word(number: int, step: int) -> str:
    """One word in eight is common, as in real titles; the others come from a large vocabulary."""
    turn = number * 31 + step * 7
    return WORDS[turn // 8 % len(WORDS)] if turn % 8 == 0 else f"mot{turn * turn % 9_973}"


def run() -> dict[str, Any]:
    """Return entries per second of each way, and ratios to the bare insert."""
    with a_copy(), enter("national"), transaction.atomic():
        return _measure()


def _measure() -> dict[str, Any]:
    unit = rebuild.Unit("national", "bench")
    entries = Entry.objects.filter(source="bench")
    registry.register(Texts(SIZE))
    first = _seconds(lambda: rebuild.rebuild(unit))
    rows = list(entries)
    _analyse()
    again = _seconds(lambda: rebuild.rebuild(unit))
    registry.register(Texts(SIZE, edition=" bis"))
    changed = _seconds(lambda: rebuild.rebuild(unit))
    one = _seconds(lambda: registry.refresh("bench", "1"), times=50)
    listing = Query(kinds=["news"], count=[Facet.THEME, Facet.LEVEL])
    page = _seconds(lambda: find(listing), times=20)
    words = Query(text="classe de mer", count=[Facet.KIND, Facet.THEME])
    answer = _seconds(lambda: find(words), times=20)
    entries.delete()
    for row in rows:
        row.pk = None
    bare = _seconds(lambda: Entry.objects.bulk_create(rows, batch_size=200))
    registry.forget("bench")
    return {
        "name": "catalogue",
        "entries": SIZE,
        "bare_insert_per_second": round(SIZE / bare),
        "first_rebuild_per_second": round(SIZE / first),
        "rebuild_of_everything_per_second": round(SIZE / changed),
        "rebuild_without_change_per_second": round(SIZE / again),
        "first_rebuild_to_bare_insert": round(bare / first, 3),
        "rebuild_without_change_to_bare_insert": round(bare / again, 3),
        "refresh_of_one_ms": round(one * 1000, 2),
        "listing_with_facets_ms": round(page * 1000, 2),
        "title_search_with_facets_ms": round(answer * 1000, 2),
    }


def _analyse() -> None:
    """Let the planner know the new rows, as autovacuum does a minute later in real life."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE search_entry")


def _seconds(work: Callable[[], object], times: int = 1) -> float:
    started = time.perf_counter()
    for _ in range(times):
        work()
    return (time.perf_counter() - started) / times


def main() -> None:
    result = run()
    for name, value in result.items():
        print(f"{name:42} {value}")
    print(json.dumps(result))


if __name__ == "__main__":
    main()
