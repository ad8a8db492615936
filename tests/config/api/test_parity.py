"""The API says what the pages say: of every page, of every type, and of every list."""

from html import unescape
from importlib import import_module
from typing import Any

import pytest
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction

from cms.models import FaqPage, NewsPage, PartnersPage
from cms.search_documents import page_models
from config.api import api
from config.contract import operations
from resources.api.lists import COLLECTIONS
from resources.models import AudiencePage, DiagnosisPage, LinkDirectoryPage, ShelfPage
from search.document import Facet
from tenants.context import enter
from tests.cms.factories import home, make_image, make_news, make_page, news_index
from tests.resources.api.test_library import one_of_each
from tests.resources.factories import RIGHTS, add, library

HOSTS = {"national": "trousse.localhost", "aisne": "aisne.trousse.localhost"}


def client_of(site: str) -> Client:
    return Client(headers={"host": HOSTS[site]})


def read(site: str, path: str) -> Any:
    return client_of(site).get(f"/api/v1/{path}")


def is_shown(site: str, page: Page) -> bool:
    return client_of(site).get(page.url).status_code == 200


def fill(site: str) -> None:
    """Published, drafted and locked pages, of most types."""
    make_news("Une nouvelle", image=make_image())
    make_news("Une nouvelle en brouillon", live=False)
    locked = make_page("Une page réservée")
    PageViewRestriction.objects.create(page=locked, restriction_type="login")
    make_page("En dessous", under=locked)
    home().add_child(instance=FaqPage(title="Vos questions"))
    home().add_child(instance=PartnersPage(title="Ils nous aident"))
    if site == "national":
        one_of_each()
        for page in (
            ShelfPage(title="Vidéos", shows="resource"),
            AudiencePage(title="Parents", audience="parents"),
            LinkDirectoryPage(title="Annuaire"),
            DiagnosisPage(title="L’Aisne", departments=["02"], **RIGHTS),
        ):
            add(library(), page)


@pytest.mark.parametrize("site", HOSTS)
def test_a_page_is_in_the_api_when_a_visitor_may_read_it(site: str, request: Any) -> None:
    request.getfixturevalue(site)
    fill(site)
    listed = {
        item["id"]
        for locale in ("fr", "en", "ar")
        for item in read(site, f"pages?limit=100&locale={locale}").json()["items"]
    }

    for page in Page.objects.filter(depth__gt=1):
        answer, shown = read(site, f"pages/{page.pk}"), is_shown(site, page)
        assert (answer.status_code == 200) is shown is (page.pk in listed), page
        if shown:
            html = unescape(client_of(site).get(page.url).text)
            assert f'<link rel="canonical" href="{answer.json()["url"]}">' in html, page


def types_shown() -> set[type[Any]]:
    return {type(page) for page in Page.objects.live().filter(depth__gt=1).specific()}


def test_no_type_of_page_is_left_out(national: Any, aisne: Any) -> None:
    """What is compared above has a page of each type: a new one must be added to it."""
    seen: set[type[Any]] = set()
    for site in HOSTS:
        with enter("national" if site == "national" else "tne_02"):
            fill(site)
            seen |= types_shown()

    assert seen >= set(page_models())


# Each list of the contract, and the test that holds it against the pages.
COMPARED = {
    "list_pages": "config.api.test_parity.test_a_page_is_in_the_api_when_a_visitor_may_read_it",
    "list_things": "config.api.test_parity.test_a_search_finds_what_the_results_page_finds",
    "list_redirects": "config.api.test_parity.test_redirects_lead_where_visitors_are_led",
    "list_departments": "config.api.test_parity.test_departments_are_those_of_the_plan",
    "list_updates": "campaigns.api.test_campaigns.test_the_news_are_those_of_its_page",
    "list_campaigns": "campaigns.api.test_campaigns.test_the_list_is_that_of_the_page",
    "list_workshops": "tne_sites.api.test_workshops.test_the_list_is_that_of_the_finder",
    "list_structures": "tne_sites.api.test_places.test_structures_are_those_of_the_page_"
    "with_public_contacts_alone",
    "list_schools": "tne_sites.api.test_places.test_schools_are_the_target_schools",
} | {
    f"list_{name}": "resources.api.test_library.test_a_collection_is_the_list_of_its_shelf"
    for name, *_more in COLLECTIONS
}


def test_every_list_of_the_contract_is_compared() -> None:
    schema = api.get_openapi_schema()
    shapes = schema["components"]["schemas"]

    def is_list(operation: dict[str, Any]) -> bool:
        body = operation["responses"].get(200, {}).get("content", {}).get("application/json", {})
        name = body.get("schema", {}).get("$ref", "").rpartition("/")[2]
        return "items" in shapes.get(name, {}).get("properties", {})

    lists = {one["operationId"] for _path, _verb, one in operations(schema) if is_list(one)}
    assert lists == set(COMPARED)
    for test in COMPARED.values():
        module, _dot, name = f"tests.{test}".rpartition(".")
        assert callable(getattr(import_module(module), name)), test


@pytest.mark.usefixtures("aisne")
def test_redirects_lead_where_visitors_are_led() -> None:
    Redirect.objects.create(old_path="/ancienne", redirect_page=make_page("Nouvelle"))

    (found,) = read("aisne", "redirects").json()["items"]
    led = client_of("aisne").get(found["path"])

    assert (led.status_code, led.url) == (301 if found["is_permanent"] else 302, found["to"])


@pytest.mark.usefixtures("national")
def test_departments_are_those_of_the_plan() -> None:
    html = client_of("national").get("/").text

    found = read("national", "departments").json()["items"]

    assert found
    assert all(f'href="{one["url"]}' in html for one in found)


@pytest.mark.usefixtures("aisne")
def test_the_news_are_those_of_their_page() -> None:
    for number in range(3):
        make_news(f"Nouvelle {number}", days_ago=number + 1)
    html = client_of("aisne").get(news_index().url)

    answer = read("aisne", "things?kind=news&sort=recent&scope=site").json()

    shown = [card["title"] for card in html.context["cards"]]
    assert [item["title"] for item in answer["items"]] == shown
    assert answer["total"] == NewsPage.objects.live().count()


@pytest.mark.usefixtures("aisne")
@pytest.mark.parametrize("text", ["ordinateur", "ordinatuer", "rien de tel", ""])
def test_a_search_finds_what_the_results_page_finds(text: str) -> None:
    make_news("Des ordinateurs à emprunter")
    make_news("Un ordinateur pour chacun")
    html = client_of("aisne").get("/recherche/", {"q": text, "ou": "reseau"})

    answer = read("aisne", f"things?q={text}").json()

    assert answer["total"] == html.context["page"].total
    titles = [card.title for card in html.context["page"].cards]
    assert [item["title"] for item in answer["items"]][: len(titles)] == titles
    kinds = [(one.value, one.count) for one in html.context["page"].facets[Facet.KIND]]
    assert [(one["value"], one["count"]) for one in answer["facets"]["kind"]] == kinds


@pytest.mark.usefixtures("aisne")
def test_children_are_in_the_order_of_the_tree() -> None:
    above = make_page("Dossier")
    for title in ("Un", "Deux", "Trois"):
        make_page(title, under=above)
    make_page("Caché", under=above, live=False)

    items = read("aisne", f"pages?parent={above.pk}").json()["items"]

    assert [item["title"] for item in items] == ["Un", "Deux", "Trois"]


@pytest.mark.usefixtures("aisne")
def test_what_is_suggested_is_what_the_box_suggests() -> None:
    make_news("Des ordinateurs à emprunter")

    box = client_of("aisne").get("/recherche/suggestions/", {"q": "Des ordi"}).json()
    answer = read("aisne", "suggestions?q=Des ordi").json()

    texts = [[one["text"] for one in group["options"]] for group in answer["groups"]]
    assert texts == [[one["text"] for one in group["options"]] for group in box["groups"]] != []
