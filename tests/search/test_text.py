import pytest

from search import registry
from search.listings import Query, find
from search.text import shorten
from tenants.models import Tenant
from tests.search.things import publish

pytestmark = pytest.mark.usefixtures("things")


@pytest.fixture
def shelf(aisne: Tenant) -> None:
    publish("mer", title="La classe de mer", summary="Cinq jours à Concarneau", days=9)
    publish("maree", title="Une semaine à marée basse", summary="L’estran en classe", days=8)
    publish("classe", title="Classe", days=7)
    publish("foret", title="L’école de la forêt", summary="Œuvres d’élèves", days=6)
    publish("arabe", "ar", title="المدرسة في الغابة", days=5)


def found(text: str, **more) -> list[str]:
    return [card.key for card in find(Query(text=text, **more)).cards]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("marées", ["maree"]),
        ("MAREE BASSE", ["maree"]),
        ("ecole foret", ["foret"]),
        ("l'école", ["foret"]),
        ("oeuvre", ["foret"]),
        ("la classe de m", ["mer"]),  # the title starts so
        ("المدرسة", ["arabe"]),
        ("Concarneau ?", ["mer"]),
    ],
)
def test_titles_and_summaries_are_found_however_they_are_typed(
    shelf: None, text: str, expected: list[str]
) -> None:
    assert found(text)[: len(expected)] == expected


def test_a_title_comes_before_a_summary_and_the_same_title_first(shelf: None) -> None:
    assert found("classe") == ["classe", "mer", "maree"]


def test_words_that_nothing_holds_are_left_out(shelf: None) -> None:
    assert set(found("classe volcan girafe")) == set(found("classe"))
    assert found("volcan girafe") == []


def test_an_arabic_reader_finds_french_titles_with_french_endings(shelf: None) -> None:
    assert found("marées", language="ar") == ["maree"]


@pytest.mark.parametrize(
    "text",
    [
        "?!…",
        "à la de",
        "\x00",
        "' OR 1=1 --",
        "title:(a AND",
        "%_\\",
        "🎒",
        "a" * 10_000,
        "mot " * 5_000,
        "\ud800",
    ],
)
def test_strange_words_get_an_answer(shelf: None, text: str) -> None:
    assert find(Query(text=text)).total >= 0


def test_wild_cards_are_letters(shelf: None) -> None:
    assert found("%") == []
    assert found("_lasse", is_literal=True) == []


def test_only_blanks_is_no_search(shelf: None) -> None:
    assert find(Query(text="  \t ")).total == 5


def test_a_long_text_is_cut_before_it_costs() -> None:
    assert len(shorten("mot " * 5_000)) <= 200


def test_what_was_renamed_is_found_by_its_new_name_alone(shelf: None) -> None:
    publish("mer", title="La montagne")

    assert found("montagnes") == ["mer"]
    assert "mer" not in found("mer")
    registry.withdraw("things", "mer")
    assert found("montagnes") == []
