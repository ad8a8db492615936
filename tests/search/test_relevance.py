"""Floors of relevance, on the half of the judged set that was not used for tuning."""

import pytest

from bench.relevance import judged, run
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

    assert figures["french_ndcg"] >= figures["baseline_french_ndcg"]
    assert figures["ndcg_at_10"] >= 0.9
    assert figures["mrr"] >= 0.9
    assert figures["recall_at_20"] >= 0.9
    assert figures["without_accents_ratio"] >= 0.98
    assert figures["one_slip_ratio"] >= 0.96
    assert figures["first_letters_ndcg"] >= 0.95
    assert figures["share_without_result"] <= 0.005
    _seen[engine] = figures["ndcg_at_10"]
    assert max(_seen.values()) - min(_seen.values()) <= 0.02


def test_the_judged_set_is_whole() -> None:
    names = {doc["id"] for doc in judged.docs()}
    queries = judged.queries()

    assert len(queries) >= 150
    assert len({query.id for query in queries}) == len(queries)
    assert all(set(query.relevant) <= names for query in queries)
    kinds = {query.kind for query in queries}
    assert {"known", "topical", "misspelt", "synonym", "acronym", "place", "arabic"} <= kinds


def test_measures_are_what_their_names_say() -> None:
    grades = {"a": 3, "b": 1}

    assert ndcg(["a", "b"], grades) == 1
    assert 0 < ndcg(["b", "a"], grades) < 1
    assert reciprocal_rank(["x", "b"], grades) == 0.5
    assert recall(["a"], grades) == 0.5
