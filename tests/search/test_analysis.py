import threading

import pytest
from hypothesis import given, strategies as st

from search import analysis, stemming


@pytest.mark.parametrize(
    ("published", "typed"),
    [
        ("L’école à la forêt", "ecole foret"),
        ("Les marées basses", "maree basse"),
        ("Œuvres d’élèves", "oeuvre eleve"),
        ("Une semaine aujourd’hui", "semaine aujourd'hui"),
        ("Jusqu’à l’été", "ete"),
        ("Qu’est-ce qu’un projet ?", "projets"),
        ("École Jean-Moulin", "ecole jean moulin"),
        ("E\u0301cole", "école"),
    ],
)
def test_what_is_typed_in_a_hurry_meets_what_is_published(published: str, typed: str) -> None:
    assert analysis.stems(typed, "fr")
    assert set(analysis.stems(typed, "fr")) == set(analysis.stems(published, "fr"))


def test_french_stop_words_go_before_accents_do() -> None:
    assert analysis.words("À quoi sert l’école ? À même le sol", "fr") == ["sert", "ecole", "sol"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("journal", "journaux"),
        ("eleve", "eleves"),
        ("inscrit", "inscrites"),
        ("institutrice", "instituteur"),
        ("formation", "formations"),
        ("gratuit", "gratuites"),
        ("sportif", "sportive"),
        ("premier", "premiere"),
        ("national", "nationaux"),
        ("cantine", "cantines"),
    ],
)
def test_number_and_gender_do_not_matter(one: str, other: str) -> None:
    assert stemming.french(one) == stemming.french(other)


@pytest.mark.parametrize(
    ("one", "other"), [("marin", "mare"), ("college", "collage"), ("courir", "cour")]
)
def test_strangers_do_not_meet(one: str, other: str) -> None:
    assert stemming.french(one) != stemming.french(other)


def test_each_language_has_its_own_endings() -> None:
    assert analysis.stems("schools", "en") == analysis.stems("the school’s", "en")
    assert analysis.stems("المدرسة", "ar") == analysis.stems("مَدرسة", "ar")
    assert analysis.stems("escolas", "pt") == ["escolas"]


def test_a_regional_language_is_read_as_its_base() -> None:
    assert analysis.stems("les écoles", "fr-ca") == analysis.stems("les écoles", "fr")


@given(st.text())
def test_any_text_gives_folded_words_without_control_characters(text: str) -> None:
    for language in ("fr", "en", "ar", "uk"):
        for stem in analysis.stems(text, language):
            assert stem == analysis.clean(stem)
            assert stem.encode()


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    once = analysis.fold(text)

    assert analysis.fold(once) == once


def test_threads_do_not_share_a_stemmer() -> None:
    """Snowball keeps the word it works on in the stemmer: sharing one mixes words up."""
    expected = {word: analysis.stem.__wrapped__(word, "en") for word in WORDS}
    wrong: list[str] = []

    def work() -> None:
        cut = analysis.stem.__wrapped__
        wrong.extend(word for word in WORDS * 20 if cut(word, "en") != expected[word])

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert not wrong


WORDS = ["tides", "education", "schools", "nationally", "continuously", "horses", "sea"]
