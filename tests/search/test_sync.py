"""Elasticsearch hears of every change, however it fails; meanwhile PostgreSQL answers."""

import os
from collections.abc import Iterator
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils.timezone import now

from search import registry
from search.catalogue import Entry
from search.engines import choice, comparison, reindex, sync
from search.engines.base import EngineDown
from search.engines.elasticsearch import alias, client
from search.listings import Query, find
from search.tables import Change
from tenants.context import enter
from tests.search import engines
from tests.search.things import drop, publish

NOBODY = "http://127.0.0.1:9"
LATER = timedelta(days=1)


@pytest.fixture
def served(elasticsearch_url: str, things: None, settings) -> Iterator[None]:
    """An empty index of the test's own, and Aisne entered."""
    settings.ELASTICSEARCH_URL, settings.SEARCH_ENGINE = elasticsearch_url, "elasticsearch"
    settings.ELASTICSEARCH_INDEX = f"test-sync-{os.getpid()}"
    choice.breaker.succeeded()
    reindex.run(now(), again=True)
    with enter("tne_02"):
        yield
    engines.drop()
    choice.breaker.succeeded()


def indexed() -> set[str]:
    server = client()
    server.indices.refresh(index=alias())
    hits = server.search(index=alias(), size=100)["hits"]["hits"]
    return {hit["_source"]["key"] for hit in hits}


def push() -> sync.Sent:
    return sync.push(now() + LATER)


@pytest.mark.elasticsearch
def test_what_is_published_changed_and_withdrawn_gets_there(served: None) -> None:
    publish("one", title="Marée")
    publish("two", title="Robot")
    push()
    assert indexed() == {"one", "two"}

    drop("one")
    registry.refresh("things", "one")
    publish("two", title="Forêt")
    push()

    assert indexed() == {"two"}
    assert [card.title for card in find(Query(text="forêt")).cards] == ["Forêt"]
    assert not Change.objects.exists()


@pytest.mark.elasticsearch
def test_a_late_copy_never_undoes_a_newer_one(served: None) -> None:
    publish("one", title="Marée")
    old = sync.to_action(Entry.objects.get())
    publish("one", title="Forêt")
    push()

    errors = sync.send(client(), [old], aliases=[alias()])

    assert errors == {}
    assert comparison.measure().is_none


@pytest.mark.elasticsearch
def test_what_changes_while_it_is_sent_is_sent_again(
    served: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish("one", title="Marée")
    send = sync.send

    def publish_then_send(*arguments, **options) -> dict[int, str]:
        errors = send(*arguments, **options)
        publish("one", title="Forêt")
        return errors

    monkeypatch.setattr(sync, "send", publish_then_send)
    push()
    monkeypatch.undo()

    assert Change.objects.exists()
    push()
    assert comparison.measure().is_none
    assert not Change.objects.exists()


@pytest.mark.elasticsearch
def test_what_is_published_during_a_rebuild_is_in_the_new_index(
    served: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        publish(f"k{number}", title="Marée")
    push()
    swap = reindex._swap

    def publish_then_swap(server, index: str) -> None:
        publish("late", title="Marée tardive")
        drop("k0")
        registry.refresh("things", "k0")
        push()
        swap(server, index)

    monkeypatch.setattr(reindex, "_swap", publish_then_swap)
    reindex.run(now())

    assert indexed() == {"k1", "k2", "late"}
    assert comparison.measure().is_none


@pytest.mark.elasticsearch
def test_a_killed_rebuild_goes_on_and_leaves_the_old_index_in_use(
    served: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(4):
        publish(f"k{number}", title="Marée")
    push()
    monkeypatch.setattr(reindex, "BATCH", 2)

    def killed(number: int) -> None:
        if number:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        reindex.run(now(), killed)
    assert len(indexed()) == 4

    copied: list[int] = []
    reindex.run(now(), copied.append)

    assert copied[0] == 2  # what the first one had copied
    assert len(indexed()) == 4


@pytest.mark.elasticsearch
def test_a_poisoned_entry_is_put_off_then_kept_and_stops_no_other(served: None) -> None:
    publish("first", title="Robot", figures={"left": 1})
    push()
    publish("bad", title="Robot", figures={"left": 10})
    # The first figure made the field a number, once and for all.
    Entry.objects.filter(key="bad").update(figures={"left": {"not": "a number"}})
    publish("good", title="Marée")
    for attempt in range(1, sync.MOST_ATTEMPTS + 1):
        sync.push(now() + attempt * LATER)

    assert indexed() == {"good", "first"}
    assert sync.dead_letters() == 1
    assert not choice.engine_is_answering().is_well


def poison(key: str) -> None:
    """Make an entry that Elasticsearch refuses, of which nothing says that it must be sent."""
    publish(key, title="Robot", figures={"left": 10})
    Entry.objects.filter(key=key).update(figures={"left": {"not": "a number"}})
    Change.objects.all().delete()


@pytest.mark.elasticsearch
def test_what_a_rebuild_refuses_is_tried_again_then_kept(served: None) -> None:
    for number in range(reindex.REFUSED_SHARE):
        publish(f"k{number}", title="Marée", figures={"left": 1})
    poison("bad")

    for _turn in range(2):
        said = StringIO()
        call_command("reindex", engine="elasticsearch", stdout=said)
        assert "1 were refused" in said.getvalue()
        assert len(indexed()) == reindex.REFUSED_SHARE
        assert Change.objects.get().entry_id == Entry.objects.get(key="bad").pk

    for attempt in range(1, sync.MOST_ATTEMPTS + 1):
        sync.push(now() + attempt * LATER)
    assert sync.dead_letters() == 1


@pytest.mark.elasticsearch
def test_a_rebuild_that_refuses_much_leaves_the_old_index_each_time(served: None) -> None:
    publish("good", title="Robot", figures={"left": 1})
    publish("bad", title="Marée")
    push()
    poison("bad")

    for _turn in range(2):
        with pytest.raises(CommandError, match="1 entries were refused"):
            call_command("reindex", engine="elasticsearch")
        assert indexed() == {"good", "bad"}

    publish("bad", title="Forêt", figures={"left": 2})
    call_command("reindex", engine="elasticsearch")
    assert comparison.measure().is_none


@pytest.mark.elasticsearch
@pytest.mark.parametrize("is_gone", [False, True])
def test_a_push_that_a_swap_overtakes_loses_nothing(
    served: None, monkeypatch: pytest.MonkeyPatch, *, is_gone: bool
) -> None:
    publish("one", title="Marée")
    push()
    publish("one", title="Forêt")
    if is_gone:
        registry.withdraw("things", "one")
    server = client()
    index = reindex._begin(server, now())
    written = sync._written

    def swap_then_send(server) -> list[str]:
        names = written(server)
        reindex._swap(server, index)
        return names

    monkeypatch.setattr(sync, "_written", swap_then_send)
    with pytest.raises(EngineDown):
        push()
    monkeypatch.undo()

    assert Change.objects.get().attempts == 0
    push()
    assert indexed() == (set() if is_gone else {"one"})
    reindex.run(now())
    assert indexed() == (set() if is_gone else {"one"})
    assert comparison.measure().is_none


@pytest.mark.elasticsearch
@pytest.mark.parametrize("name", [alias, sync.next_alias])
def test_an_index_made_by_mistake_under_the_name_of_an_alias_is_removed(served: None, name) -> None:
    publish("one", title="Marée")
    engines.drop()
    client().index(index=name(), id="1", document={"title": "Forêt"})

    reindex.run(now())

    assert indexed() == {"one"}


@pytest.mark.elasticsearch
def test_an_index_of_another_mapping_is_left_for_a_new_one(served: None) -> None:
    engines.drop()
    fields = {"title": {"type": "geo_point"}}
    server, name = client(), f"{alias()}-old"
    server.indices.create(index=name, mappings={"properties": fields}, aliases={alias(): {}})
    publish("one", title="Marée")
    for attempt in range(1, sync.MOST_ATTEMPTS + 1):
        sync.push(now() + attempt * LATER)
    assert "geo_point" in Change.objects.get().error or sync.dead_letters() == 1
    assert not choice.engine_is_answering().is_well

    call_command("reindex", engine="elasticsearch")
    push()

    assert indexed() == {"one"}
    assert choice.engine_is_answering().is_well
    assert [card.key for card in find(Query(text="marée")).cards] == ["one"]


@pytest.mark.elasticsearch
def test_drift_is_measured_and_repaired(served: None) -> None:
    for number in range(3):
        publish(f"k{number}", title="Marée")
    push()
    first, second, _third = Entry.objects.order_by("pk").values_list("pk", flat=True)
    server = client()
    server.delete(index=alias(), id=str(first))
    server.update(index=alias(), id=str(second), doc={"title": "autre"})

    with pytest.raises(CommandError, match="1 missing"):
        call_command("check_index")
    call_command("check_index", repair=True)

    assert comparison.measure().is_none


def test_postgresql_answers_while_the_other_is_away(things: None, settings) -> None:
    settings.ELASTICSEARCH_URL, settings.SEARCH_ENGINE = NOBODY, "elasticsearch"
    choice.breaker.succeeded()
    with enter("tne_02"):
        publish("one", title="Marée")
        for _ in range(choice.MOST_FAILURES + 1):
            assert [card.key for card in find(Query(text="marée")).cards] == ["one"]
        with pytest.raises(EngineDown):
            sync.push(now() + LATER)

    assert not choice.engine_is_answering().is_well
    assert Change.objects.filter(attempts=0).exists()  # nothing is lost, nothing is blamed
    choice.breaker.succeeded()


def test_an_open_breaker_lets_one_try_after_its_rest() -> None:
    clock = [0.0]
    breaker = choice.Breaker(lambda: clock[0])
    for _ in range(choice.MOST_FAILURES):
        assert breaker.lets_through()
        breaker.failed()

    assert not breaker.lets_through()
    clock[0] = choice.REST_SECONDS + 1
    assert [breaker.lets_through() for _ in range(3)] == [True, False, False]
    breaker.succeeded()
    assert breaker.lets_through()
