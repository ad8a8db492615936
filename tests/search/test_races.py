"""Several transactions at once: nobody waits for ever, and the last word stays."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection, transaction

from search import lexicon, postings, rebuild, registry
from search.catalogue import Entry
from search.listings import Query, find
from search.rebuild import Unit
from search.tables import Posting, Word
from tenants import provisioning
from tenants.context import enter
from tenants.models import Tenant
from tests.search.things import drop, publish, put

pytestmark = [pytest.mark.usefixtures("own_database"), pytest.mark.both_databases]
PATIENCE = 30


def at_once(*tasks: Callable[[], None]) -> None:
    """Run each task in a thread of its own inside Aisne; raise the first error of any."""
    start, errors = threading.Barrier(len(tasks)), []

    def work(task: Callable[[], None]) -> None:
        try:
            start.wait(PATIENCE)
            with enter("tne_02"):
                task()
        except BaseException as error:  # noqa: BLE001  raised again below
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=[task], daemon=True) for task in tasks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    assert not any(thread.is_alive() for thread in threads), "a transaction waits for ever"
    if errors:
        raise errors[0]


def test_the_second_of_two_sees_what_the_first_wrote() -> None:
    """Each changes one part of the same thing: without the lock the entry would miss one."""
    first_has_written, first_may_go = threading.Event(), threading.Event()

    def french() -> None:
        with transaction.atomic():
            publish("1", "fr", title="Français")
            first_has_written.set()
            assert first_may_go.wait(PATIENCE)

    def arabic() -> None:
        assert first_has_written.wait(PATIENCE)
        with transaction.atomic():
            put("1", "ar", title="العربية")
            threading.Timer(0.3, first_may_go.set).start()
            registry.refresh("things", "1")

    at_once(french, arabic)

    assert set(Entry.objects.values_list("language", "languages__len")) == {("fr", 2), ("ar", 2)}


def test_many_refreshes_of_the_same_things_neither_deadlock_nor_leave_an_old_title() -> None:
    keys = [str(number) for number in range(6)]

    def editor(name: int) -> Callable[[], None]:
        def work() -> None:
            shuffled = keys[name:] + keys[:name]
            for turn in range(15):
                with transaction.atomic():
                    for key in sorted(shuffled[:3]):
                        put(key, title=f"Titre {name} {turn}")
                    registry.refresh_many("things", shuffled[:3])
                shuffled = shuffled[1:] + shuffled[:1]

        return work

    at_once(*[editor(name) for name in range(4)])

    with enter("tne_02"):
        assert rebuild.rebuild(Unit("tne_02", "things")).written == 0
    assert Entry.objects.count() == 6
    for entry in Entry.objects.all():
        held = Posting.objects.filter(entry_id=entry.pk)
        assert dict(held.values_list("term", "frequency")) == postings.frequencies_of(entry)
        assert {*held.values_list("length", "profile")} == {(entry.length, entry.profile)}


def test_publishing_and_withdrawing_at_once_ends_as_the_source_says() -> None:
    def editor() -> None:
        for turn in range(20):
            with transaction.atomic():
                publish("1", title=f"Titre {turn}")

    def remover() -> None:
        for _turn in range(20):
            # As an app does: nobody deletes what is not there, or not yet committed.
            with transaction.atomic():
                if drop("1"):
                    registry.withdraw("things", "1")

    at_once(editor, remover)

    before = list(Entry.objects.values_list("title", flat=True))
    rebuild.rebuild(Unit("tne_02", "things"))
    assert list(Entry.objects.values_list("title", flat=True)) == before


def test_versions_grow_in_the_order_of_commits() -> None:
    seen: list[tuple[int, str]] = []

    def editor(name: str) -> Callable[[], None]:
        def work() -> None:
            for turn in range(10):
                with transaction.atomic():
                    publish("1", title=f"{name} {turn}")
                    # Read under the thing's lock: the order of this list is the order of commits.
                    seen.append(Entry.objects.values_list("version", "title").get(key="1"))

        return work

    at_once(editor("a"), editor("b"))

    assert [version for version, _ in seen] == sorted(version for version, _ in seen)


def test_a_rebuild_waits_for_no_publication_and_stops_none() -> None:
    with enter("tne_02"):
        for number in range(40):
            put(str(number))
    published, rebuilt = threading.Event(), threading.Event()

    def slow_editor() -> None:
        with transaction.atomic():
            publish("7", title="En cours")
            published.set()
            # The rebuild does all the rest while this transaction stays open.
            assert rebuilt.wait(PATIENCE)

    def rebuilder() -> None:
        assert published.wait(PATIENCE)
        rebuild.rebuild(Unit("tne_02", "things"), lambda _: rebuilt.set())

    at_once(slow_editor, rebuilder)

    assert Entry.objects.count() == 40
    assert Entry.objects.get(key="7").title == "En cours"


def test_readers_see_full_lists_while_a_rebuild_rewrites_everything(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(rebuild, "BATCH", 5)
    with enter("tne_02"), transaction.atomic():
        for number in range(60):
            publish(str(number))
    Entry.objects.update(digest="")
    done, totals = threading.Event(), []

    def reader() -> None:
        while not done.is_set():
            totals.append(find(Query()).total)

    def rebuilder() -> None:
        try:
            assert rebuild.rebuild(Unit("tne_02", "things")).written == 60
        finally:
            done.set()

    at_once(reader, rebuilder)

    assert set(totals) == {60}


def test_nothing_slips_in_while_its_site_is_archived() -> None:
    written, may_commit = threading.Event(), threading.Event()

    def editor() -> None:
        with transaction.atomic():
            publish("1")
            written.set()
            assert may_commit.wait(PATIENCE)

    def archivist() -> None:
        assert written.wait(PATIENCE)
        threading.Timer(0.3, may_commit.set).start()
        provisioning.archive(Tenant.objects.get(schema_name="tne_02"))

    at_once(editor, archivist)

    assert Entry.objects.count() == 0


def test_an_entry_is_invisible_to_others_until_its_commit() -> None:
    written, looked = threading.Event(), threading.Event()
    before: list[int] = []

    def editor() -> None:
        with transaction.atomic():
            publish("1")
            written.set()
            assert looked.wait(PATIENCE)

    def reader() -> None:
        assert written.wait(PATIENCE)
        before.append(find(Query()).total)
        looked.set()

    at_once(editor, reader)

    assert (before, find(Query()).total) == ([0], 1)


def test_words_of_a_transaction_that_ends_after_a_newer_one_are_learnt() -> None:
    written, learnt = threading.Event(), threading.Event()

    def slow_editor() -> None:
        with transaction.atomic():
            publish("slow", title="Girafes")
            written.set()
            assert learnt.wait(PATIENCE)

    def fast_editor() -> None:
        assert written.wait(PATIENCE)
        with transaction.atomic():
            publish("fast", title="Robots")
        lexicon.learn(again=True)
        learnt.set()

    at_once(slow_editor, fast_editor)
    assert list(Word.objects.values_list("word", flat=True)) == ["robots"]
    lexicon.learn()

    assert set(Word.objects.values_list("word", "seen")) == {("robots", 1), ("girafes", 1)}


def test_writing_outside_a_transaction_is_said() -> None:
    with enter("tne_02"):
        put("1")
        with pytest.warns(RuntimeWarning, match="outside the transaction"):
            registry.refresh("things", "1")

    assert Entry.objects.count() == 1
