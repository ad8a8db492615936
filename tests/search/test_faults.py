"""Elasticsearch slow, or full: an answer each time, and nothing lost."""

import os
import socket
import threading
import time
from collections.abc import Iterator

import pytest
from django.db import connection, transaction
from django.utils.timezone import now

from search.engines import choice, reindex, sync
from search.engines.base import EngineDown
from search.engines.elasticsearch import SECONDS, ElasticsearchEngine, alias, client
from search.listings import ListChanged, Query, find
from search.tables import Change
from tenants.context import enter
from tests.search import engines
from tests.search.things import publish


@pytest.fixture(autouse=True)
def another_breaker(monkeypatch) -> None:
    """A breaker that trusts again, and a client that knows no other address."""
    monkeypatch.setattr(choice, "breaker", choice.Breaker())
    fresh = {**choice._engines, choice.ELASTICSEARCH: ElasticsearchEngine()}
    monkeypatch.setattr(choice, "_engines", fresh)


@pytest.fixture
def called() -> threading.Event:
    return threading.Event()


@pytest.fixture
def silent(called: threading.Event) -> Iterator[str]:
    """A server that takes every call and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        held: list[socket.socket] = []

        def hold() -> None:
            while True:
                try:
                    held.append(listening.accept()[0])
                except OSError:
                    return
                called.set()

        threading.Thread(target=hold, daemon=True).start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        for call in held:
            call.close()


def test_a_slow_server_is_waited_for_a_moment_then_left_alone(
    things: None, settings, silent: str
) -> None:
    settings.ELASTICSEARCH_URL, settings.SEARCH_ENGINE = silent, "elasticsearch"
    with enter("tne_02"):
        publish("one", title="Marée")
        taken = []
        for _ in range(choice.MOST_FAILURES + 1):
            started = time.monotonic()
            assert [card.key for card in find(Query(text="marée")).cards] == ["one"]
            taken.append(time.monotonic() - started)

    assert max(taken) < SECONDS * 3
    assert taken[-1] < SECONDS  # nobody waits any more
    assert not choice.engine_is_answering().is_well


def test_nobody_who_publishes_waits_for_a_silent_server(
    own_database: None, settings, silent: str, called: threading.Event, monkeypatch
) -> None:
    with enter("tne_02"), transaction.atomic():
        publish("one", title="Marée")
    settings.ELASTICSEARCH_URL = silent
    monkeypatch.setattr(sync, "SECONDS", 5.0)
    said: list[object] = []
    worker = threading.Thread(target=lambda: said.append(outcome_of_push()))
    worker.start()
    assert called.wait(SECONDS)

    with enter("tne_02"), transaction.atomic():
        connection.cursor().execute("SET LOCAL lock_timeout = '1s'")
        publish("one", title="Forêt")

    assert worker.is_alive()
    worker.join()
    assert isinstance(said[0], EngineDown)
    assert not Change.objects.filter(attempts__gt=0).exists()


def outcome_of_push() -> object:
    """Push in a thread, whose connection is its own."""
    try:
        return sync.push(now())
    except EngineDown as error:
        return error
    finally:
        connection.close()


@pytest.mark.elasticsearch
def test_a_full_server_blames_no_entry_and_gets_all_of_them_later(
    things: None, elasticsearch_url: str, settings
) -> None:
    settings.ELASTICSEARCH_URL, settings.SEARCH_ENGINE = elasticsearch_url, "elasticsearch"
    settings.ELASTICSEARCH_INDEX = f"test-full-{os.getpid()}"
    reindex.run(now(), again=True)
    with enter("tne_02"):
        publish("one", title="Marée")
    block = "index.blocks.read_only_allow_delete"  # what Elasticsearch does when a disk is full
    client().indices.put_settings(index=alias(), settings={block: True})

    with pytest.raises(EngineDown):
        sync.push(now())

    assert not Change.objects.filter(attempts__gt=0).exists()
    client().indices.put_settings(index=alias(), settings={block: None})
    assert sync.push(now()).failed == 0
    assert not Change.objects.exists()
    engines.drop()


@pytest.mark.elasticsearch
def test_a_search_that_the_server_refuses_turns_it_off_for_nobody(
    things: None, elasticsearch_url: str, settings
) -> None:
    settings.ELASTICSEARCH_URL, settings.SEARCH_ENGINE = elasticsearch_url, "elasticsearch"
    settings.ELASTICSEARCH_INDEX = f"test-refused-{os.getpid()}"
    with enter("tne_02"):
        publish("one", title="Marée")
        reindex.run(now(), again=True)
        for _ in range(choice.MOST_FAILURES + 1):
            # Elasticsearch counts no further than 10,000; PostgreSQL answers in its place.
            assert find(Query(text="marée", page=1_001, per_page=10)).total == 1

        assert choice.engine_is_answering().is_well
    engines.drop()


@pytest.mark.elasticsearch
def test_who_reads_on_while_the_server_goes_away_is_told(
    things: None, elasticsearch_url: str, settings, silent: str, monkeypatch
) -> None:
    settings.ELASTICSEARCH_URL, settings.SEARCH_ENGINE = elasticsearch_url, "elasticsearch"
    settings.ELASTICSEARCH_INDEX = f"test-away-{os.getpid()}"
    with enter("tne_02"):
        for number in range(5):
            publish(str(number), title="Marée")
        reindex.run(now(), again=True)
        first = find(Query(text="marée", per_page=2))
        second = find(Query(text="marée", per_page=2, cursor=first.next_cursor))
        engines.drop()

        settings.ELASTICSEARCH_URL = silent
        fresh = {**choice._engines, choice.ELASTICSEARCH: ElasticsearchEngine()}
        monkeypatch.setattr(choice, "_engines", fresh)
        with pytest.raises(ListChanged):
            find(Query(text="marée", per_page=2, cursor=second.next_cursor))
        again = find(Query(text="marée", per_page=2))

    assert len({card.key for card in (*first.cards, *second.cards)}) == 4
    assert len(again.cards) == 2
