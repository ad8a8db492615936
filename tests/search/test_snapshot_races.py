"""A snapshot is taken while others write: it is of a moment that all of them have left behind."""

import threading
import time
from collections.abc import Callable

import pytest
from django.db import connection, transaction

from search import lexicon, snapshot
from search.catalogue import Entry
from search.indexing import find_site, upsert
from search.query import Query
from search.registry import refresh
from search.rows import to_row
from tenants.context import enter
from tests.search import engines
from tests.search.engines import ask
from tests.search.things import document, drop, publish


def test_a_snapshot_waits_for_who_has_a_version_and_waits_for_another(
    own_database: None, monkeypatch
) -> None:
    """Such a writer has no number as a transaction yet."""
    monkeypatch.setattr(snapshot, "BEAT", 0.01)
    monkeypatch.setattr(snapshot, "PATIENCE_SECONDS", 0.5)
    with enter("tne_02"), transaction.atomic():
        publish("k1", title="Marée")
    held, may_free, written, may_end = (threading.Event() for _ in range(4))

    def hold() -> None:
        with transaction.atomic():
            assert Entry.objects.select_for_update().get(key="k1")
            held.set()
            assert may_free.wait(30)

    def write() -> None:
        with transaction.atomic(), enter("tne_02"):
            (entry,) = to_row("things", find_site("tne_02"), {"fr": document("k1", title="Forêt")})
            upsert([entry])
            written.set()
            assert may_end.wait(30)

    threads = [threading.Thread(target=closing(work)) for work in (hold, write)]
    threads[0].start()
    assert held.wait(30)
    threads[1].start()
    wait_until_somebody_waits()
    threading.Timer(0.2, may_free.set).start()

    with pytest.raises(snapshot.StillWritten):
        snapshot.take()

    assert written.wait(30)
    may_end.set()
    for thread in threads:
        thread.join()
    snapshot.take()
    entries = snapshot.current()
    assert entries is not None
    assert snapshot.changed_since(entries) == []


def closing(work: Callable[[], None]) -> Callable[[], None]:
    """Return work for a thread, whose connection is its own."""

    def run() -> None:
        try:
            work()
        finally:
            connection.close()

    return run


def wait_until_somebody_waits() -> None:
    limit = time.monotonic() + 30
    with connection.cursor() as cursor:
        while time.monotonic() < limit:
            cursor.execute("SELECT FROM pg_locks WHERE NOT granted")
            if cursor.fetchall():
                return
            time.sleep(0.01)
    raise AssertionError("nobody waits")


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


def test_what_is_hidden_stays_so_while_snapshots_are_taken(
    own_database: None, monkeypatch, used: list[bool]
) -> None:
    monkeypatch.setattr(snapshot, "BEAT", 0.01)
    monkeypatch.setattr(lexicon, "IN_ARRAYS", 1)
    with enter("tne_02"), transaction.atomic():
        for number in range(10):
            publish(f"k{number}", title="Marée")
    engines.make_arrays()
    done, taken = threading.Event(), []

    def take() -> None:
        while not done.is_set():
            taken.append(snapshot.take())

    def come_and_go() -> None:
        while not done.is_set():
            with enter("tne_02"), transaction.atomic():
                publish("passing", title="Marée", visibility="site")
            with enter("tne_02"), transaction.atomic():
                drop("passing")
                refresh("things", "passing")

    threads = [threading.Thread(target=closing(work)) for work in (take, come_and_go)]
    for thread in threads:
        thread.start()
    totals = []
    try:
        for turn in range(40):
            with enter("tne_02"), transaction.atomic():
                publish("k0", title="Marée", visibility="network" if turn % 2 else "site")
            with enter("tne_88"):
                totals.append(ask(Query(text="marée")).total)
    finally:
        done.set()
        for thread in threads:
            thread.join()

    assert totals == [9, 10] * 20
    assert any(used)
    assert len(taken) > 1
