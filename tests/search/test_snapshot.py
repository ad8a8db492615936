"""Arrays of common words say what postings say, whatever happened since they were made."""

import random
from collections.abc import Iterator
from unittest import mock

import pytest

from search import lexicon, snapshot
from search.engines import hits
from search.jobs import count_common
from search.query import EVERY_LANGUAGE, Facet, Query, Scope
from search.registry import refresh
from search.tables import Gone, Snapshot
from tenants.context import enter
from tests.search.engines import ALWAYS_POSTINGS, CatchUp, ask
from tests.search.things import NOON, drop, publish

WORDS = "marée école forêt projet élève voyage jardin musique".split()
TEXTS = ["marée", "écoles forêts", "projet élève voyage jardin", "musique robot", "Marée École"]


def publish_anything(key: str, chance: random.Random) -> None:
    says = {
        "title": " ".join(chance.sample(WORDS, chance.randint(1, 3))),
        "body": " ".join(chance.choices(WORDS, k=chance.randint(0, 12))),
        "facets": {"theme": chance.sample(["mer", "port", "bois"], chance.randint(0, 2))},
        "kind": chance.choice(["news", "guide"]),
        "visibility": chance.choice(["network", "network", "site"]),
    }
    if chance.random() < 1 / 3:
        says |= {"starts": (day := chance.randint(-20, 20)), "ends": day + 1}
    for language in chance.choice([["fr"], ["fr", "ar"], ["en"]]):
        publish(key, language, **says)


def queries() -> Iterator[Query]:
    for text in TEXTS:
        for themes in [[], ["mer"], ["mer", "bois"]]:
            for language in ["fr", EVERY_LANGUAGE]:
                yield Query(
                    text=text,
                    language=language,
                    facets={Facet.THEME: themes} if themes else {},
                    per_page=4,
                    count=[Facet.KIND, Facet.THEME, Facet.LANGUAGE],
                )
        yield Query(text=text, scope=Scope.SITE, per_page=5, page=2, count=[Facet.KIND])


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("window", [5, hits.WINDOW])
def test_arrays_and_postings_agree_whatever_was_written_since(
    arrays: CatchUp, used: list[bool], seed: int, window: int
) -> None:
    chance = random.Random(seed)  # noqa: S311  the same at each run
    for schema in ["tne_02", "tne_88"]:
        with enter(schema):
            for number in range(25):
                publish_anything(f"k{number}", chance)
    arrays()
    with enter("tne_02"):
        for number in chance.sample(range(25), 6):
            publish_anything(f"k{number}", chance)
        for number in chance.sample(range(25), 4):
            drop(f"k{number}")
            refresh("things", f"k{number}")
        publish_anything("new", chance)

    with enter("tne_02"), mock.patch.object(hits, "WINDOW", window):
        for query in queries():
            if query.page > 1 and window < hits.WINDOW:
                continue
            shown = ask(query)
            with mock.patch.object(lexicon, "IN_ARRAYS", ALWAYS_POSTINGS):
                expected = ask(query)

            assert shown == expected
    assert any(used)


def test_what_changed_too_much_is_asked_of_postings(arrays: CatchUp, used: list[bool]) -> None:
    with enter("tne_02"), mock.patch.object(snapshot, "MOST_CHANGED", 2):
        for number in range(5):
            publish(f"k{number}", title="Marée")
        arrays()
        assert ask(Query(text="marée")).total == 5
        for number in range(5, 8):
            publish(f"k{number}", title="Marée")

        assert ask(Query(text="marée")).total == 8
    assert used == [True, False]


def test_one_that_nobody_needs_goes_with_what_it_remembers(
    arrays: CatchUp, used: list[bool]
) -> None:
    with enter("tne_02"):
        publish("k1", title="Marée")
        arrays()
        drop("k1")
        refresh("things", "k1")
    assert Gone.objects.count() == 1

    with mock.patch.object(lexicon, "IN_ARRAYS", 1000):
        count_common(NOON)

    assert not Snapshot.objects.exists()
    assert not Gone.objects.exists()
