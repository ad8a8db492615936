"""A snapshot is older than the catalogue: nothing that was hidden or changed since shows in it."""

from collections.abc import Callable
from unittest import mock

import pytest
from django.db import connection

from search import lexicon, postings, reindexing, snapshot
from search.catalogue import Entry
from search.indexing import NextVersion
from search.listings import find
from search.plan import term_of
from search.postings import term_id
from search.query import Facet, Query
from search.registry import refresh
from search.tables import Posting
from tenants.context import enter
from tests.search.engines import ALWAYS_POSTINGS, CatchUp, ask
from tests.search.things import drop, publish


def test_what_became_a_sites_own_is_in_no_total_of_another(
    arrays: CatchUp, used: list[bool]
) -> None:
    """Whatever arrays remember of who may see it, and the other way round."""
    with enter("tne_02"):
        for key in ("k1", "k2"):
            publish(key, title="Marée", facets={"theme": ["mer"]})
        publish("k3", title="Marée", facets={"theme": ["port"]}, visibility="site")
        arrays()
        publish("k2", title="Marée", facets={"theme": ["mer"]}, visibility="site")
        publish("k3", title="Marée", facets={"theme": ["port"]})

    with enter("tne_88"):
        answer = ask(Query(text="marée", count=[Facet.THEME]))

    shown = {Entry.objects.get(pk=hit.entry_id).key for hit in answer.hits}
    assert (shown, answer.total) == ({"k1", "k3"}, 2)
    assert answer.counts[Facet.THEME] == {"mer": 1, "port": 1}
    assert used == [True]


def during(monkeypatch: pytest.MonkeyPatch, happens: Callable[[], object]) -> None:
    """Let something happen in the middle of the next search, once it knows what has changed."""
    changed_since = snapshot.changed_since

    def and_then(entries: snapshot.Entries) -> list[int] | None:
        changed = changed_since(entries)
        monkeypatch.setattr(snapshot, "changed_since", changed_since)
        happens()
        return changed

    monkeypatch.setattr(snapshot, "changed_since", and_then)


@pytest.mark.parametrize("becomes", ["site", "gone"])
def test_what_is_hidden_while_a_search_runs_is_not_shown_by_it(
    arrays: CatchUp, used: list[bool], monkeypatch: pytest.MonkeyPatch, becomes: str
) -> None:
    def hide() -> None:
        with enter("tne_02"):
            if becomes == "gone":
                drop("k1")
                refresh("things", "k1")
            else:
                publish("k1", title="Marée", visibility="site")

    with enter("tne_02"):
        publish("k1", title="Marée")
        publish("k2", title="Marée")
    arrays()
    during(monkeypatch, hide)

    with enter("tne_88"):
        assert [card.key for card in find(Query(text="marée")).cards] == ["k2"]
    assert used == [True]


def test_a_snapshot_that_another_takes_the_place_of_is_read_from_postings(
    arrays: CatchUp, used: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    def replace() -> None:
        snapshot.take()
        snapshot._held.cache_clear()  # as in a process that had read no word of it

    with enter("tne_02"):
        for number in range(5):
            publish(f"k{number}", title="Marée", body="forêt " * number)
        expected = ask(Query(text="marée forêt"))
        arrays()
        publish("k5", title="Marée")
        during(monkeypatch, replace)

        shown = ask(Query(text="marée forêt"))

    assert {hit.entry_id for hit in shown.hits} > {hit.entry_id for hit in expected.hits}
    assert shown.total == 6
    assert used[-1]


def test_an_entry_that_comes_back_under_its_number_is_found_once(
    arrays: CatchUp, used: list[bool]
) -> None:
    with enter("tne_02"):
        publish("k1", title="Marée")
        publish("k2", title="Marée forêt")
        arrays()
        entry = Entry.objects.get(key="k1")
        drop("k1")
        refresh("things", "k1")
        assert ask(Query(text="marée")).total == 1
        # As when a part of a copy is brought back.
        entry.frequencies = postings.frequencies_of(entry)
        entry.version = NextVersion()
        entry.save(force_insert=True)
        postings.write([entry])

        answer = ask(Query(text="marée"))

    assert (len(answer.hits), answer.total) == (2, 2)
    assert used == [True, True]


def test_what_was_analysed_again_is_asked_of_postings(
    arrays: CatchUp, used: list[bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its words and its length are no longer those that arrays hold."""
    with enter("tne_02"):
        publish("k1", title="Marée", body="robot " * 9)
        publish("k2", title="Marée", body="robot")
        arrays()
        monkeypatch.setattr(postings, "TITLE_WEIGHT", 9)
        reindexing.run()

        shown = ask(Query(text="marée robot"))
        with mock.patch.object(lexicon, "IN_ARRAYS", ALWAYS_POSTINGS):
            expected = ask(Query(text="marée robot"))

    assert shown == expected
    assert used[0]


def test_words_of_an_entry_that_is_not_there_take_no_place(
    arrays: CatchUp, used: list[bool]
) -> None:
    with enter("tne_02"):
        publish("k1", title="Marée")
        (held,) = Posting.objects.filter(term=term_id(term_of("maree", "fr")))
        with connection.cursor() as cursor:
            for lost in (held.entry_id - 1, held.entry_id + 1):
                cursor.execute(
                    "INSERT INTO public.search_posting VALUES (%s, %s, 5, 5, %s)",
                    [held.term, lost, held.profile],
                )
        arrays()
        expected = [Entry.objects.get(key="k1").pk]

        assert [hit.entry_id for hit in ask(Query(text="marée")).hits] == expected
    assert used == [True]


def test_a_catalogue_that_was_emptied_is_asked_of_postings(
    arrays: CatchUp, used: list[bool]
) -> None:
    with enter("tne_02"):
        publish("k1", title="Marée")
        arrays()
        drop("k1")
        refresh("things", "k1")
        snapshot.take()
        publish("k2", title="Marée")

        assert ask(Query(text="marée")).total == 1
    assert used == [False]
