"""The API says what the pages say: of every page, of every type, and of every list."""

from html import unescape
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Page, PageViewRestriction

from cms.models import NewsPage
from tests.cms.factories import make_image, make_news, make_page, news_index
from tests.resources.api.test_library import one_of_each

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
    if site == "national":
        one_of_each()


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
