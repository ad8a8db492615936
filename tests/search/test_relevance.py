"""Floors of relevance, on the half of the judged set that was not used for tuning."""

import pytest

from bench.relevance import floors, judged, run
from bench.relevance.measures import ndcg, recall, reciprocal_rank

ENGINES = ["postgres", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)]
_seen: dict[str, float] = {}


@pytest.mark.parametrize("engine", ENGINES)
def test_search_finds_what_people_judged_useful(
    engine: str, request, settings, django_db_setup: None, django_db_blocker
) -> None:
    if engine == "elasticsearch":
        settings.ELASTICSEARCH_URL = request.getfixturevalue("elasticsearch_url")
    with django_db_blocker.unblock():
        figures = run.measure(engine, judged.queries("report")).figures

    assert not list(floors.missed(figures))
    _seen[engine] = figures["ndcg_at_10"]
    assert max(_seen.values()) - min(_seen.values()) <= floors.MOST_APART


def test_the_judged_set_is_whole() -> None:
    names = {doc["id"] for doc in judged.docs()}
    queries = judged.queries()

    assert len(queries) >= 150
    assert len({query.id for query in queries}) == len(queries)
    assert all(set(query.relevant) <= names for query in queries)
    kinds = {query.kind for query in queries}
    assert {"known", "topical", "misspelt", "synonym", "acronym", "place", "arabic"} <= kinds


def test_a_level_that_does_not_hold_is_named() -> None:
    good = dict.fromkeys(floors.LEAST, 1.0) | dict.fromkeys(floors.MOST, 0.0) | {"french_ndcg": 0.9}

    assert not list(floors.missed(good))
    (sentence,) = floors.missed(good | {"baseline": 0.95})
    assert "french_ndcg is 0.9000, below 0.9500 of baseline" in sentence
    assert len(list(floors.missed(good | {"mrr": 0.1, "share_without_result": 1.0}))) == 2


def test_measures_are_what_their_names_say() -> None:
    grades = {"a": 3, "b": 1}

    assert ndcg(["a", "b"], grades) == 1
    assert 0 < ndcg(["b", "a"], grades) < 1
    assert reciprocal_rank(["x", "b"], grades) == 0.5
    assert recall(["a"], grades) == 0.5
