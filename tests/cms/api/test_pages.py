"""Pages as JSON: the same pages as the HTML, typed, at a constant price."""

import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.http import http_date
from pydantic import TypeAdapter
from wagtail.blocks import Block
from wagtail.models import Locale, Page, PageViewRestriction

from cms.api.blocks import UnknownBlock, annotation
from cms.api.pages import PageOut, own_fields
from cms.blocks.body import BodyBlock
from cms.models import NewsPage
from cms.search_documents import page_models
from tests.cms.factories import home, make_image, make_news, make_page, news_index

pytestmark = pytest.mark.usefixtures("aisne")
HOST = {"host": "aisne.trousse.localhost"}


def read(path: str, **headers: str) -> Any:
    return Client(headers=HOST | headers).get(f"/api/v1/{path}")


def previewed_body() -> str:
    """Every block of a body, as its own preview fills it."""
    blocks = [
        {"type": name, "value": block.get_prep_value(block.normalize(block.get_preview_value()))}
        for name, block in BodyBlock().child_blocks.items()
    ]
    return json.dumps(blocks)


def test_a_page_is_what_its_schema_says_with_every_block_filled() -> None:
    page = make_news(body=previewed_body(), image=make_image(), topics=["safety"])

    answer = read(f"pages/{page.pk}")

    found = TypeAdapter(PageOut).validate_json(answer.content)
    assert (found.type, found.title) == ("cms.NewsPage", page.title)
    assert {item.type for item in found.body} == set(BodyBlock().child_blocks)
    assert found.image.alt == "Un aplat rouge."
    assert found.ancestors[-1].id == found.parent_id == news_index().pk


def test_every_page_of_the_site_is_what_its_schema_says() -> None:
    pages = Page.objects.live().public().filter(depth__gt=1)

    for page in pages:
        answer = read(f"pages/{page.pk}")
        found = TypeAdapter(PageOut).validate_json(answer.content)
        assert found.url.startswith("http://aisne.trousse.localhost/"), page

    assert pages.count() > 8


@pytest.mark.parametrize("model", page_models())
def test_every_field_that_a_type_names_has_a_type_in_the_contract(model: Any) -> None:
    assert set(own_fields(model)) <= {field.name for field in model._meta.get_fields()}


def test_a_block_that_has_no_type_is_refused_when_the_contract_is_made() -> None:
    with pytest.raises(UnknownBlock):
        annotation(Block())


def test_a_page_is_found_by_its_path_in_each_language() -> None:
    page = make_news("Des ordinateurs à emprunter")
    english = page.copy_for_translation(Locale.objects.get(language_code="en"), copy_parents=True)
    Page.objects.filter(locale__language_code="en").update(live=True)

    assert read(f"pages/by-path?path={page.url}").json()["id"] == page.pk
    assert read("pages/by-path?path=/").json()["id"] == home().pk
    assert read(f"pages/by-path?path={english.url}").json()["id"] == english.pk
    assert english.url.startswith("/en/")


@pytest.mark.parametrize("path", ["/nulle-part/", "/%00/", "//", "/../", "é" * 1500])
def test_an_address_where_nothing_is_says_so(path: str) -> None:
    answer = read(f"pages/by-path?path={path}")

    assert answer.status_code in {200, 404}
    if answer.status_code == 404:
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert answer.json()["code"] == "not-found"


def test_drafts_and_locked_pages_are_nowhere() -> None:
    draft = make_page("Un brouillon zibeline", live=False)
    locked = make_page("Une page zibeline")
    PageViewRestriction.objects.create(page=locked, restriction_type="login")

    for page in (draft, locked):
        assert read(f"pages/{page.pk}").status_code == 404
        assert read(f"pages/by-path?path={page.url}").status_code == 404
    assert "zibeline" not in read("pages?limit=100").content.decode()


def test_a_page_of_another_site_is_not_there() -> None:
    page = make_page("Propre à l’Aisne")

    answer = Client(headers={"host": "vosges.trousse.localhost"}).get(f"/api/v1/pages/{page.pk}")

    assert "Aisne" not in answer.content.decode()


def test_a_list_goes_on_where_it_stopped_whatever_is_published_meanwhile() -> None:
    known = {make_news(f"Nouvelle {number}").pk for number in range(7)}

    found, path = [], f"pages?type=cms.NewsPage&parent={news_index().pk}&limit=3"
    while path:
        page = read(path).json()
        found += [item["id"] for item in page["items"]]
        make_news("Entre-temps") if len(found) == 3 else None
        path = (page["next"] or "").partition("/api/v1/")[2]

    assert len(found) == len(set(found))
    assert known <= set(found)


def test_a_list_costs_the_same_queries_for_two_pages_and_for_ten() -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert read("pages?type=cms.NewsPage&limit=50").status_code == 200
        return len(queries)

    for number in range(2):
        make_news(f"Nouvelle {number}", image=make_image(), body=previewed_body())
    cost()
    few = cost()
    for number in range(8):
        make_news(f"Autre {number}", image=make_image(), body=previewed_body())

    assert cost() == few


def test_only_the_asked_fields_come_back() -> None:
    page = make_news()

    assert read(f"pages/{page.pk}?fields=id,title").json() == {"id": page.pk, "title": page.title}
    items = read("pages?type=cms.NewsPage&fields=title").json()["items"]
    assert items == [{"title": page.title}]


def test_a_field_that_does_not_exist_is_said_with_those_that_do() -> None:
    answer = read(f"pages/{make_news().pk}?fields=titre")

    assert (answer.status_code, answer.json()["code"]) == (422, "invalid-request")
    assert "title" in answer.json()["errors"][0]["message"]


def test_what_one_has_already_is_not_sent_again() -> None:
    page, moment = make_news(), timezone.now()
    NewsPage.objects.update(last_published_at=moment)
    first = read(f"pages/{page.pk}")

    again = read(f"pages/{page.pk}", **{"If-None-Match": first.headers["ETag"]})
    NewsPage.objects.filter(pk=page.pk).update(title="Changée")
    changed = read(f"pages/{page.pk}", **{"If-None-Match": first.headers["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["Last-Modified"] == http_date(moment.timestamp())
    assert changed.json()["title"] == "Changée"


@pytest.mark.parametrize("query", ["type=cms.Nothing", "type=<b>"])
def test_an_unknown_type_is_said(query: str) -> None:
    assert read(f"pages?{query}").status_code == 404


@pytest.mark.parametrize("query", ["limit=0", "limit=x", "locale=xx", "cursor=%00", "cursor=W10"])
def test_a_wrong_query_is_said_field_by_field(query: str) -> None:
    answer = read(f"pages?{query}")

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["at"]
