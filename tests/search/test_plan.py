"""From what is typed to what is looked for, with a vocabulary of a few words."""

from collections.abc import Collection, Mapping, Sequence

import pytest

from search import plan, wording
from search.spelling import Known

PUBLISHED = {"fr": ["école", "séjour", "découverte", "classe", "voyage", "bibliothèque", "cantine"]}
SYNONYMS = wording.read("voyage scolaire, séjour, classe découverte\nresto, cantine", "chose")


class Few:
    """A lexicon of the words above."""

    def __init__(self) -> None:
        self.words = [Known(plan.analysis.fold(word), "fr", 3) for word in PUBLISHED["fr"]]
        self.known = {plan.term_of(word.word, "fr"): 3 for word in self.words} | {"t:que": 1}

    def frequencies(self, terms: Collection[str]) -> Mapping[str, int]:
        return {term: self.known[term] for term in terms if term in self.known}

    def similar(
        self, words: Collection[str], languages: Collection[str], starting: str
    ) -> Mapping[str, Sequence[Known]]:
        return dict.fromkeys(words, self.words)


def made(text: str, **more) -> plan.Plan:
    return plan.make(text, ["fr", "en", "ar"], Few(), **{"wording": SYNONYMS, **more})


def terms(text: str, **more) -> list[str]:
    return [term.text for term in made(text, **more).terms]


@pytest.mark.parametrize("text", ["A l'ecole", "À l’École ?", "ecoles", "ÉCOLE"])
def test_however_it_is_typed_the_plan_is_the_same(text: str) -> None:
    assert terms(text) == terms("école")


def test_an_expression_brings_what_it_is_also_called_for_less() -> None:
    weights = {term.text: term.weight for term in made("voyage scolaire").terms}

    assert weights["fr:voyag"] == 1
    assert 0 < weights["fr:sejou"] < 1
    assert terms("resto") == ["fr:cantin"]


def test_a_known_word_is_never_corrected_and_an_unknown_one_says_so() -> None:
    assert made("ecole").corrected == ""
    assert made("la biblioteque de l’ecole").corrected == "la bibliotheque de l’ecole"
    assert terms("biblioteque", is_literal=True) == []


def test_editors_words_to_leave_out_never_empty_a_search() -> None:
    assert terms("chose école") == terms("école")
    assert made("chose").groups == ()  # nothing published holds it, and nothing else was typed


def test_stop_words_alone_are_looked_for_in_titles() -> None:
    assert terms("que") == ["t:que"]


def test_wrong_groups_of_synonyms_are_named() -> None:
    text = "vélo, bicyclette\nseul\n# une note\n\nle, la\nvélo, vélos"

    assert [number for number, _line in wording.problems(text)] == [2, 5, 6]
    assert list(wording.problems(wording.default_synonyms())) == []
