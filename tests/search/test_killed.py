"""A rebuild killed outright (kill -9): what was there still answers, and the next run ends it."""

import os
import signal
from collections.abc import Callable, Iterator
from multiprocessing import get_context

import pytest
from django.db import connections, transaction
from django.utils.timezone import now

from search import lexicon, rebuild, reindexing
from search.catalogue import Entry
from search.engines import choice, comparison, reindex
from search.listings import Query, find
from search.rebuild import Unit
from search.tables import Posting
from tenants.context import enter
from tests.search import engines
from tests.search.things import publish, put

pytestmark = pytest.mark.usefixtures("own_database")
UNIT = Unit("tne_02", "things")


@pytest.fixture(autouse=True)
def small_batches(monkeypatch) -> None:
    for module in (rebuild, reindexing, reindex):
        monkeypatch.setattr(module, "BATCH", 2)


def killed(work: Callable[[Callable[[int], object]], object], *, after: int) -> None:
    """Do the work in a process of its own, which dies when it tells of progress the nth time."""

    def die_later() -> None:
        told: list[int] = []

        def progress(number: int) -> None:
            told.append(number)
            if len(told) == after:
                os.kill(os.getpid(), signal.SIGKILL)

        work(progress)

    connections.close_all()
    process = get_context("fork").Process(target=die_later)
    process.start()
    process.join(60)
    assert process.exitcode == -signal.SIGKILL


def shelf(number: int) -> None:
    """So many things, of which the catalogue knows the first four."""
    with enter("tne_02"), transaction.atomic():
        for key in range(number):
            (publish if key < 4 else put)(f"k{key}", title=f"Marée {key}")
    lexicon.learn(again=True)


def found() -> list[str]:
    with enter("tne_02"):
        return sorted(card.key for card in find(Query(text="marée")).cards)


def test_a_killed_rebuild_of_the_catalogue_is_ended_by_the_next() -> None:
    shelf(10)

    killed(lambda progress: rebuild.rebuild(UNIT, progress), after=4)

    held = Entry.objects.count()
    assert 4 <= held < 10
    assert found() == [f"k{key}" for key in range(held)]
    tally = rebuild.rebuild(UNIT)
    assert (tally.written, tally.unchanged) == (10 - held, held)
    assert found() == [f"k{key}" for key in range(10)]


def test_a_killed_rewriting_of_the_postings_leaves_every_entry_found() -> None:
    shelf(4)
    with enter("tne_02"), transaction.atomic():
        before = set(Posting.objects.values_list("term", "entry_id", "frequency"))

    killed(reindexing.run, after=1)

    assert found() == ["k0", "k1", "k2", "k3"]
    assert reindexing.run() == 4
    assert set(Posting.objects.values_list("term", "entry_id", "frequency")) == before


@pytest.fixture
def served(elasticsearch_url: str, settings) -> Iterator[None]:
    settings.ELASTICSEARCH_URL, settings.SEARCH_ENGINE = elasticsearch_url, "elasticsearch"
    settings.ELASTICSEARCH_INDEX = f"test-killed-{os.getpid()}"
    choice.breaker.succeeded()
    yield
    engines.drop()
    choice.breaker.succeeded()


@pytest.mark.elasticsearch
def test_a_killed_rebuild_of_elasticsearch_leaves_the_old_index_and_is_ended_by_the_next(
    served: None,
) -> None:
    shelf(4)
    reindex.run(now(), again=True)

    killed(lambda progress: reindex.run(now(), progress), after=2)

    with choice.forced(choice.ELASTICSEARCH):
        assert found() == ["k0", "k1", "k2", "k3"]
    copied: list[int] = []
    reindex.run(now(), copied.append)
    assert copied == [2, 2]  # what the first one had copied, then the rest
    assert comparison.measure().is_none
