"""The resource centre as JSON: what its pages and its shelves show."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pydantic import TypeAdapter
from wagtail.models import Locale, Page, PageViewRestriction

from cms.api.page_types import PageOut
from resources.api.lists import COLLECTIONS
from resources.models import AudiencePage, LinkDirectoryPage, ShelfPage
from search.api_schemas import Things
from tests.cms.factories import make_image
from tests.resources.factories import (
    add,
    library,
    make_belief,
    make_document,
    make_guide,
    make_kit,
    make_link,
    make_resource,
    make_sheet,
    make_video,
)

pytestmark = pytest.mark.usefixtures("national")
COSTS = {"cost_low_euros": 800, "cost_median_euros": 1500, "cost_high_euros": 3000}


def read(path: str) -> Any:
    return Client(headers={"host": "trousse.localhost"}).get(f"/api/v1/{path}")


def one_of_each() -> list[Any]:
    video = make_video(documents=[("document", make_document())], image=make_image())
    link = make_resource("Un site ailleurs", kind="link", outside_link=make_link())
    sheet = make_sheet(
        **COSTS,
        steps=[("step", {"title": "Préparer", "text": "<p>Avant.</p>"})],
        budget=[("line", {"label": "Le car", "euros": 400, "note": ""})],
        linked=[("page", video)],
    )
    belief = make_belief(replay=video, number=3)
    return [video, link, sheet, make_kit("Une mallette", video, link), belief, make_guide()]


def test_every_kind_of_page_is_what_its_schema_says() -> None:
    pages = one_of_each()
    pages += [
        library(),
        add(library(), ShelfPage(title="Vidéos", shows="resource")),
        add(library(), AudiencePage(title="Parents", audience="parents")),
        add(library(), LinkDirectoryPage(title="Annuaire")),
    ]

    for page in pages:
        answer = read(f"pages/{page.pk}")
        assert answer.status_code == 200, answer.content
        found = TypeAdapter(PageOut).validate_json(answer.content)
        assert (found.type, found.title) == (page._meta.label, page.title)


def test_a_mallette_holds_what_is_published_of_it() -> None:
    shown, draft = make_video("Montré"), make_resource("Caché", live=False)
    locked = make_resource("Fermé")
    PageViewRestriction.objects.create(page=locked, restriction_type="login")
    kit = make_kit("Une mallette", shown, draft, locked)

    found = read(f"kits/{kit.pk}").json()

    titles = [item["page"]["title"] for item in found["sections"][0]["items"]]
    assert titles == ["Montré"]
    assert found["sections"][0]["items"][0]["note"] == "Pour commencer."
    assert found["archives"][0]["url"].startswith("http://trousse.localhost/")


def test_a_fiche_carries_its_curseur_in_cents() -> None:
    gauge = read(f"sheets/{make_sheet(**COSTS).pk}").json()["gauge"]

    assert gauge["origin"] == "editors"
    assert gauge["rows"] == [
        {"name": "cost", "low_cents": 80_000, "median_cents": 150_000, "high_cents": 300_000}
    ]


def test_a_video_carries_its_file_and_its_captions() -> None:
    found = read(f"resources/{make_video().pk}").json()

    assert found["recording"]["content_type"] == "video/mp4"
    assert [track["language"] for track in found["tracks"]] == ["fr"]


def test_a_page_that_is_locked_is_not_named_by_another() -> None:
    hidden = make_video("Réservé aux équipes")
    PageViewRestriction.objects.create(page=hidden, restriction_type="login")
    belief = make_belief(replay=hidden)

    answer = read(f"beliefs/{belief.pk}")

    assert answer.json()["replay"] is None
    assert "équipes" not in answer.content.decode()


@pytest.mark.parametrize(("name", "shelf", "model", "_words"), COLLECTIONS)
def test_a_collection_is_the_list_of_its_shelf(
    name: str, shelf: Any, model: Any, _words: str
) -> None:
    one_of_each()
    page = add(library(), ShelfPage(title="Rayon", shows=shelf.value))
    html = Client(headers={"host": "trousse.localhost"}).get(page.url)

    answer = read(name)

    found = TypeAdapter(Things).validate_json(answer.content)
    assert [item.title for item in found.items] == [card["title"] for card in html.context["cards"]]
    for item in found.items:
        detail = read(item.api_url.partition("/api/v1/")[2]).json()
        assert (detail["title"], detail["type"]) == (item.title, model._meta.label)


def test_one_of_another_kind_or_a_draft_is_not_in_the_collection() -> None:
    assert read(f"kits/{make_video().pk}").status_code == 404
    assert read(f"resources/{make_resource(live=False).pk}").status_code == 404


def test_words_of_a_page_are_in_its_language_and_it_leads_to_the_others() -> None:
    sheet = make_sheet(**COSTS)
    english = sheet.copy_for_translation(Locale.objects.get(language_code="en"), copy_parents=True)
    Page.objects.filter(locale=english.locale).update(live=True)

    found = read(f"sheets/{sheet.pk}").json()

    assert [other["locale"] for other in found["translations"]] == ["en"]
    assert "/en/" not in found["pdf_url"]


def test_lists_are_narrowed_and_go_on() -> None:
    for number in range(3):
        make_video(f"Film {number}", audiences=["parents"])
    make_resource("Fiche", audiences=["teachers"])

    first = read("resources?audience=parents&limit=2&sort=title").json()
    second = read(first["next"].partition("/api/v1/")[2]).json()

    assert first["total"] == 3
    titles = [item["title"] for item in first["items"] + second["items"]]
    assert titles == ["Film 0", "Film 1", "Film 2"]


def test_a_mallette_of_two_costs_what_one_of_eight_does() -> None:
    def cost(kit: Any) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert read(f"kits/{kit.pk}").status_code == 200
        return len(queries)

    small = make_kit("Petite", *[make_video(f"A{n}", image=make_image()) for n in range(2)])
    large = make_kit("Grande", *[make_video(f"B{n}", image=make_image()) for n in range(8)])
    cost(small)
    cost(large)

    assert cost(large) == cost(small)
