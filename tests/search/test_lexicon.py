"""The vocabulary follows what is published, between two nights too."""

from collections.abc import Callable

import pytest

from search import lexicon, registry
from search.listings import Query, find
from search.tables import Word
from tenants.context import enter
from tests.search.things import drop, publish

pytestmark = pytest.mark.usefixtures("things")


def withdrawn() -> None:
    drop("gone")
    registry.refresh("things", "gone")


def private() -> None:
    publish("gone", title="Girafes", visibility="site")


@pytest.mark.parametrize("go", [withdrawn, private])
@pytest.mark.parametrize("text", ["girfaes", "girafesxyzt"])
def test_a_word_that_nobody_else_may_read_any_more_is_proposed_to_nobody(
    go: Callable[[], None], text: str
) -> None:
    with enter("tne_02"):
        publish("gone", title="Girafes")
    lexicon.learn(again=True)
    with enter("tne_88"):
        assert find(Query(text=text)).corrected == "girafes"

    with enter("tne_02"):
        go()

    with enter("tne_88"):
        assert find(Query(text=text)).corrected == ""


def test_the_next_likeliest_word_is_taken_for_one_that_has_gone() -> None:
    with enter("tne_02"):
        publish("gone", title="Girafes, girafes")
        publish("other", title="Giraffons")
        lexicon.learn(again=True)
        assert find(Query(text="girafos")).corrected == "girafes"

        withdrawn()

        assert [card.key for card in find(Query(text="girafos")).cards] == ["other"]


def test_a_page_that_changes_all_day_is_counted_once() -> None:
    with enter("tne_02"):
        publish("one", title="Girafes")
        lexicon.learn(again=True)
        for number in range(3):
            publish("one", title=f"Girafes et robots {number}")
            lexicon.learn()

    assert set(Word.objects.values_list("word", "seen")) == {("girafes", 1), ("robots", 1)}
