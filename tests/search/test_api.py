"""Everything public, as JSON: what the results page shows, from any site."""

from typing import Any

import pytest
from django.test import Client
from pydantic import TypeAdapter

from kernel.cursors import seal
from search import lexicon
from search.api_schemas import Things
from search.listings import Query, Sort, find
from tenants.context import enter
from tests.cms.factories import make_news
from tests.search.things import publish

pytestmark = pytest.mark.usefixtures("aisne")


def read(query: str = "", host: str = "aisne.trousse.localhost") -> Any:
    return Client(headers={"host": host}).get(f"/api/v1/things?{query}")


def test_it_lists_what_the_pages_list() -> None:
    for number in range(3):
        make_news(f"Nouvelle {number}")

    answer = read("kind=news&sort=recent")

    found = TypeAdapter(Things).validate_json(answer.content)
    page = find(Query(kinds=["news"], sort=Sort.RECENT))
    assert [item.key for item in found.items] == [card.key for card in page.cards]
    assert found.total == page.total == 3


def test_what_is_near_a_point_is_listed(things: None) -> None:
    with enter("tne_02"):
        publish("laon", point=(49.56, 3.62))
        publish("guise", point=(49.90, 3.63))
    place = "latitude=49.5&longitude=3.6&sort=near"

    near = [item["key"] for item in read(place).json()["items"]]
    within = [item["key"] for item in read(f"{place}&within_km=10").json()["items"]]

    assert (near, within) == (["laon", "guise"], ["laon"])
    assert read("latitude=999&longitude=0").status_code == 422
    assert read("sort=near").status_code == 200


def test_words_find_things_and_facets_are_counted() -> None:
    make_news("Des ordinateurs à emprunter", topics=["equipment"])

    found = read("q=ordinateurs").json()

    assert [item["title"] for item in found["items"]] == ["Des ordinateurs à emprunter"]
    assert [count["value"] for count in found["facets"]["theme"]] == ["equipment"]


def test_another_spelling_is_said_and_may_be_refused() -> None:
    make_news("Des ordinateurs à emprunter")
    lexicon.learn(again=True)

    found, as_typed = read("q=ordinatuers").json(), read("q=ordinatuers&exact=true").json()

    assert (found["corrected"], found["total"]) == ("ordinateurs", 1)
    assert (as_typed["corrected"], as_typed["total"]) == ("", 0)


def test_the_next_page_starts_where_this_one_ends() -> None:
    for number in range(5):
        make_news(f"Nouvelle {number}")

    first = read("kind=news&limit=3").json()
    second = read(first["next"].partition("?")[2]).json()

    keys = [item["key"] for item in first["items"] + second["items"]]
    assert (len(set(keys)), second["next"]) == (5, None)


def test_a_cursor_of_another_engine_is_refused_by_a_code_of_its_own() -> None:
    make_news("Nouvelle")
    cursor = seal(["relevance", "elasticsearch", 2, 9, 80.5, 0, 7.5, 1])

    answer = read(f"q=nouvelle&cursor={cursor}")

    assert (answer.status_code, answer.json()["code"]) == (409, "list-changed")


@pytest.mark.parametrize("path", ["things", "suggestions", "workshops", "kits"])
def test_every_list_hears_as_many_letters(path: str) -> None:
    client = Client(headers={"host": "aisne.trousse.localhost"})

    heard, refused = (client.get(f"/api/v1/{path}?q={'a' * n}") for n in (10_000, 10_001))

    assert (heard.status_code, refused.status_code) == (200, 422)


def test_what_a_site_keeps_to_itself_is_not_told_by_another(things: None) -> None:
    with enter("tne_02"):
        publish("own", title="Chez nous", visibility="site")
        publish("all", title="Chez tous")

    here, there = (
        sorted(item["key"] for item in read("q=chez+nous+tous", host).json()["items"])
        for host in ("aisne.trousse.localhost", "vosges.trousse.localhost")
    )

    assert (here, there) == (["all", "own"], ["all"])


def test_the_chosen_kind_is_said_and_the_others_may_still_be_chosen(things: None) -> None:
    with enter("tne_02"):
        publish("one", title="Marée", kind="news")
        publish("two", title="Marée", kind="guide")

    answer = read("q=marée&kind=news").json()

    assert [item["key"] for item in answer["items"]] == ["one"]
    kinds = {one["value"]: (one["count"], one["is_chosen"]) for one in answer["facets"]["kind"]}
    assert kinds == {"news": (1, True), "guide": (1, False)}


@pytest.mark.parametrize("path", ["things", "workshops"])
def test_a_moment_of_a_far_zone_is_understood(path: str) -> None:
    client = Client(headers={"host": "aisne.trousse.localhost"})

    answer = client.get(f"/api/v1/{path}", {"starts_from": "2026-01-01T00:00:00+23:00"})

    assert answer.status_code == 200


@pytest.mark.parametrize(
    "query", ["sort=x", "scope=x", "limit=101", "starts_from=hier", "locale=x", "cursor=x"]
)
def test_a_wrong_query_is_said(query: str) -> None:
    answer = read(query)

    assert (answer.status_code, answer.json()["code"]) == (422, "invalid-request")
