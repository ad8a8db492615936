"""Arrays of common words say what postings say, whatever happened since they were made."""

import random
import threading
from collections.abc import Iterator
from unittest import mock

import pytest
from django.db import connection, transaction

from search import answers, lexicon, snapshot
from search.engines import choice, common, hits
from search.engines.base import Answer
from search.jobs import count_common
from search.query import EVERY_LANGUAGE, Facet, Query, Scope
from search.registry import refresh
from search.tables import Gone, Snapshot
from tenants.context import enter
from tests.search import engines
from tests.search.things import NOON, drop, publish

WORDS = "marée école forêt projet élève voyage jardin musique".split()
TEXTS = ["marée", "écoles forêts", "projet élève voyage jardin", "musique robot", "Marée École"]
ALWAYS_POSTINGS = 10**9


@pytest.fixture
def catch_up(things: None) -> Iterator[engines.CatchUp]:
    with engines.using(engines.ARRAYS, "") as told:
        yield told


@pytest.fixture
def used() -> Iterator[list[bool]]:
    """Note of each search whether arrays answered it."""
    seen: list[bool] = []

    def noted(*arguments):
        seen.append((answer := found_by(*arguments)) is not None)
        return answer

    found_by = common.found_by
    with mock.patch.object(common, "found_by", noted):
        yield seen


def ask(query: Query) -> Answer:
    plan = answers.plan_of(query)
    with mock.patch.object(answers, "now", return_value=NOON):
        return choice.search(answers.to_request(query, plan))


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
    catch_up: engines.CatchUp, used: list[bool], seed: int, window: int
) -> None:
    chance = random.Random(seed)  # noqa: S311  the same at each run
    for schema in ["tne_02", "tne_88"]:
        with enter(schema):
            for number in range(25):
                publish_anything(f"k{number}", chance)
    catch_up()
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


def test_what_changed_too_much_is_asked_of_postings(
    catch_up: engines.CatchUp, used: list[bool]
) -> None:
    with enter("tne_02"), mock.patch.object(snapshot, "MOST_CHANGED", 2):
        for number in range(5):
            publish(f"k{number}", title="Marée")
        catch_up()
        assert ask(Query(text="marée")).total == 5
        for number in range(5, 8):
            publish(f"k{number}", title="Marée")

        assert ask(Query(text="marée")).total == 8
    assert used == [True, False]


def test_one_that_nobody_needs_goes_with_what_it_remembers(
    catch_up: engines.CatchUp, used: list[bool]
) -> None:
    with enter("tne_02"):
        publish("k1", title="Marée")
        catch_up()
        drop("k1")
        refresh("things", "k1")
    assert Gone.objects.count() == 1

    with mock.patch.object(lexicon, "IN_ARRAYS", 1000):
        count_common(NOON)

    assert not Snapshot.objects.exists()
    assert not Gone.objects.exists()


def test_a_snapshot_waits_for_whoever_is_still_writing(own_database: None, monkeypatch) -> None:
    monkeypatch.setattr(snapshot, "BEAT", 0.01)
    monkeypatch.setattr(snapshot, "PATIENCE_SECONDS", 0.1)
    written, may_end = threading.Event(), threading.Event()

    def write() -> None:
        try:
            with transaction.atomic(), enter("tne_02"):
                publish("slow", title="Marée")
                written.set()
                may_end.wait(30)
        finally:
            connection.close()

    writer = threading.Thread(target=write)
    writer.start()
    assert written.wait(30)
    with enter("tne_02"), transaction.atomic():
        publish("quick", title="Marée")

    with pytest.raises(snapshot.StillWritten):
        snapshot.take()
    may_end.set()
    writer.join()
    snapshot.take()

    entries = snapshot.current()
    assert entries is not None
    assert len(entries.ids) == 2
    assert snapshot.changed_since(entries) == []
