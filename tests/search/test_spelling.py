import string

import pytest
from hypothesis import given, strategies as st

from search import spelling
from search.spelling import Known

words = st.text(string.ascii_lowercase, min_size=4, max_size=14)


def best(word: str, *known: tuple[str, float], is_last: bool = False) -> str | None:
    found = [Known(other, "fr", seen) for other, seen in known]
    corrections = spelling.correct(word, found, language="fr", is_last=is_last)
    return corrections[0].word if corrections else None


@given(words, st.data())
def test_one_slip_of_the_finger_is_found_again_by_a_key(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(word) - 2))
    letter = data.draw(st.sampled_from(string.ascii_lowercase))
    slips = [
        word[:at] + word[at + 1 :],
        word[:at] + letter + word[at:],
        word[:at] + letter + word[at + 1 :],
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
    ]

    for slip in slips:
        assert spelling.distance(slip, word) <= 1
        assert set(spelling.keys(slip, "fr")) & set(spelling.keys(word, "fr"))


@pytest.mark.parametrize(
    ("one", "other", "slips"),
    [("ecole", "ecole", 0), ("ecoel", "ecole", 1), ("eocle", "ecole", 1), ("ecoles", "cole", 2)],
)
def test_neighbours_swapped_are_one_slip(one: str, other: str, slips: int) -> None:
    assert spelling.distance(one, other) == slips


@pytest.mark.parametrize(
    ("heard", "written"),
    [("farmacie", "pharmacie"), ("ortografe", "orthographe"), ("batau", "bateau")],
)
def test_what_sounds_alike_is_written_alike(heard: str, written: str) -> None:
    assert spelling.sound(heard) == spelling.sound(written)
    assert best(heard, (written, 3)) == written


def test_the_more_frequent_of_two_neighbours_is_meant() -> None:
    assert best("ecale", ("ecole", 90), ("escale", 2)) == "ecole"


def test_a_letter_changed_inside_is_likelier_than_the_first_one() -> None:
    assert best("cantune", ("cantine", 5), ("fantune", 5)) == "cantine"


def test_an_article_stuck_to_its_noun_comes_off() -> None:
    assert "ecole" in spelling.without_article("lecole")
    assert best("lecole", ("ecole", 5)) == "ecole"


def test_a_misspelt_question_word_is_nothing_to_look_for() -> None:
    assert best("commment") == ""


def test_a_word_half_typed_is_completed_when_it_is_the_last() -> None:
    assert best("mallet", ("mallette", 4), is_last=True) == "mallette"
    assert best("mal", ("mallette", 4), is_last=True) is None


def test_strangers_are_not_taken_for_each_other() -> None:
    assert best("girafe", ("ecole", 500)) is None
    assert not spelling.can_be_wrong("2026")
    assert not spelling.can_be_wrong("a" * 60)


@given(st.text(), st.lists(st.tuples(words, st.integers(1, 99)), max_size=5))
def test_any_word_gets_an_answer(word: str, known: list[tuple[str, int]]) -> None:
    corrections = spelling.correct(
        word, [Known(other, "fr", seen) for other, seen in known], language="fr"
    )

    assert all(0 < found.weight <= 1 for found in corrections)
