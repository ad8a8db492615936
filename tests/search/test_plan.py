"""From what is typed to what is looked for, with a vocabulary of a few words."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

import pytest

from search import analysis, plan, planning, wording
from search.spelling import Known

PUBLISHED = {"fr": ["école", "séjour", "découverte", "classe", "voyage", "bibliothèque", "cantine"]}
SYNONYMS = wording.read("voyage scolaire, séjour, classe découverte\nresto, cantine", "chose")


class Few:
    """A lexicon of the words above."""

    def __init__(self) -> None:
        self.words = [Known(analysis.fold(word), "fr", 3) for word in PUBLISHED["fr"]]
        self.counts = {plan.term_of(word.word, "fr"): 3 for word in self.words} | {"t:que": 1}

    def look(self, terms: Collection[str], words: Collection[str]) -> plan.Seen:
        counts = {term: self.counts[term] for term in terms if term in self.counts}
        return plan.Seen(counts, {known.word for known in self.words} & set(words))

    def similar(
        self, words: Collection[str], languages: Collection[str], starting: str
    ) -> Mapping[str, Sequence[Known]]:
        return dict.fromkeys(words, self.words)

    def starting(self, text: str, languages: Collection[str]) -> Sequence[Known]:
        return [known for known in self.words if known.word.startswith(text)]


def made(text: str, **more) -> plan.Plan:
    return planning.make(text, ["fr", "en", "ar"], Few(), **{"wording": SYNONYMS, **more})


def terms(text: str, **more) -> list[str]:
    return [term.text for term in made(text, **more).terms]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("bibliozzzzzz", ["fr:bibliothequ"]),
        ("decoxyzxyz", ["fr:decouvert"]),
        ("decouvertexyz", ["fr:decouvert"]),
        ("bibzzzzz", []),
    ],
)
def test_of_a_word_that_nobody_knows_the_longest_known_beginning_is_looked_for(
    text: str, expected: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Few, "similar", lambda *_: {})

    assert terms(text) == expected


def test_a_word_of_any_length_is_asked_about_a_few_times(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(Few, "starting", lambda _few, text, _languages: asked.append(text) or [])

    made("z" * 200)
    assert len(asked) == 1

    def starting(_few: Few, text: str, _languages: Collection[str]) -> list[Known]:
        asked.append(text)
        return [Known("z" * 99, "fr", 1)] if len(text) < 99 else []

    monkeypatch.setattr(Few, "starting", starting)
    made("z" * 200)
    assert len(asked) < 12


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


def test_a_slip_in_an_expression_does_not_lose_what_it_is_also_called() -> None:
    assert "fr:sejou" in terms("voyage skolaire")
    assert "fr:sejou" in terms("vouage scolaire")


def test_a_word_that_synonyms_alone_know_is_corrected_to_them() -> None:
    assert terms("rsto") == ["fr:cantin"]


def test_a_form_that_nobody_wrote_is_looked_for_as_it_stands_and_as_its_neighbours() -> None:
    assert terms("seojurs") == terms("séjour")  # unknown: a slip, and nothing else
    assert made("séjours").corrected == ""
    assert terms("séjours") == terms("séjour")


def test_what_only_sounds_like_another_word_is_not_added_to_a_known_stem() -> None:
    wording_of_the_sea = wording.read("classe de mer, bord de mer")
    few = Few()
    stem = plan.term_of("marees", "fr")
    few.counts[stem] = 1

    found = planning.make("marées", ["fr"], few, wording=wording_of_the_sea)

    assert [term.text for term in found.terms] == [stem]


def test_a_common_word_leads_nowhere_by_itself_when_a_rarer_one_was_typed() -> None:
    found = made("classe bibliothèque")
    often = {term.text: 5_000 for term in found.groups[0].terms} | {"fr:bibliothequ": 3}
    counted = replace(found, frequencies=often, entries=20_000)

    assert counted.leading() == {term.text for term in found.groups[1].terms}
    assert replace(counted, entries=200_000).leading() == {term.text for term in found.terms}
    alone = replace(counted, groups=counted.groups[:1])
    assert alone.leading() == {term.text for term in alone.terms}


def test_a_title_with_a_slip_is_still_that_title() -> None:
    found = made("la clase decouverte")

    assert found.titles == ("la clase decouverte", "la classe decouverte")


def test_where_nothing_is_known_what_begins_alike_is_proposed() -> None:
    found = made("biblixyz")

    assert found.corrected == "bibliotheque"
    assert [term.weight for term in found.terms] == [planning.ALIKE]


def test_a_badly_typed_word_alone_is_never_taken_for_one_that_says_nothing() -> None:
    assert terms("ecolle") == ["fr:ecol"]


def test_two_words_of_a_title_that_follow_each_other_are_a_pair() -> None:
    assert plan.pairs_of(["classe", "classe", "decouverte"], "fr") == ["p:fr:clas+decouvert"]
