"""Lists of the resource centre: narrowed by the address, at the same price whatever they hold."""

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from resources import listing
from resources.models import AudiencePage, ShelfPage
from search import narrowing
from search.listings import Facet
from tests.resources.factories import library, make_guide, make_resource, make_video

ALL = {"Un film pour les parents", "Une fiche pour les professeurs", "Un guide"}
HOST = {"host": "trousse.localhost"}


def shown(client, page, query=""):
    answer = client.get(f"{page.url}{query}", headers=HOST)
    assert answer.status_code == 200
    return answer


def titles(answer):
    return [card["title"] for card in answer.context["cards"]]


def a_few():
    make_video("Un film pour les parents", audiences=["parents"], themes=["protect_secure"])
    make_resource(
        "Une fiche pour les professeurs",
        audiences=["teachers"], themes=["open_world"], levels=["cycle_4"], minutes=90,
    )  # fmt: skip
    make_guide("Un guide", audiences=["donors"])


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ALL),
        ("?public=parents", {"Un film pour les parents"}),
        ("?theme=open_world", {"Une fiche pour les professeurs"}),
        ("?niveau=cycle_4", {"Une fiche pour les professeurs"}),
        ("?forme=video", {"Un film pour les parents"}),
        ("?type=guide", {"Un guide"}),
        ("?duree=5", {"Un film pour les parents"}),
        ("?duree=longer", {"Une fiche pour les professeurs"}),
        ("?langue=ar", set()),
        ("?public=parents&public=donors", {"Un film pour les parents", "Un guide"}),
        ("?q=film", {"Un film pour les parents"}),
        ("?public=%00&theme=inconnu", set()),
        ("?page=99", set()),
        ("?page=-1&tri=inconnu", ALL),
    ],
)  # fmt: skip
def test_the_address_narrows_the_list(national, client, query, expected):
    page = library()
    a_few()

    assert set(titles(shown(client, page, query))) == expected


def test_counts_keep_the_other_choices(national, client):
    page = library()
    a_few()

    context = shown(client, page, "?forme=video").context
    facets = {facet["name"]: facet["options"] for facet in context["facets"]}
    assert {option["value"]: option["count"] for option in facets["forme"]} == {
        "video": 1, "tool_sheet": 1,
    }  # fmt: skip
    assert [chip["url"] for chip in context["chips"]] == ["?"]


def test_a_chip_takes_one_choice_away():
    given = QueryDict("public=parents&public=teachers&theme=open_world&page=3")

    assert narrowing.without(given, "public", "parents") == "?public=teachers&theme=open_world"


def test_titles_can_be_put_in_order(national, client):
    page = library()
    a_few()

    assert titles(shown(client, page, "?tri=titre"))[:2] == ["Un film pour les parents", "Un guide"]


def test_a_shelf_and_an_audience_keep_to_their_own(national, client):
    shelf = ShelfPage.objects.get(shows="guide")
    door = AudiencePage.objects.get(audience="parents")
    a_few()

    assert titles(shown(client, shelf, "?type=resource")) == ["Un guide"]
    assert titles(shown(client, door, "?public=donors")) == ["Un film pour les parents"]
    assert (
        Facet.AUDIENCE
        not in listing.query_of(door, QueryDict(""), listing.fixed_facets(door)).count
    )


def test_an_empty_library_says_so(national, client):
    assert "empty" in shown(client, library()).content.decode()


def test_twice_as_many_resources_cost_no_more_queries(national, client):
    page = library()
    a_few()
    shown(client, page)
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as captured:
            shown(client, page, "?public=parents&q=")
        counts.append(len(captured))
        for number in range(12):
            make_resource(f"Encore {number} {len(counts)}", audiences=["parents"])

    assert counts[0] == counts[1]
