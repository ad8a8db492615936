"""The guide is readable in the product, complete, and led to by the screens it explains."""

import re

import pytest
from django.http import Http404
from django.test import RequestFactory
from django.urls import resolve

from accounts.domain.roles import RoleKind
from cms.admin import guide
from tests.admin.conftest import AISNE

SCREENS = {
    "/admin/": "/admin/guide/",
    "/admin/pages/": "/admin/guide/publier/",
    "/admin/pages/4/edit/": "/admin/guide/ecrire-une-actualite/",
    "/admin/images/": "/admin/guide/images/",
    "/admin/images/a-decrire/": "/admin/guide/images/",
    "/admin/membres/": "/admin/guide/equipe/",
    "/admin/guide/images/": "/admin/guide/",
}
WEIGHT = 3 * 1024 * 1024


@pytest.mark.parametrize(("screen", "page"), SCREENS.items())
def test_a_screen_leads_to_its_page(screen: str, page: str) -> None:
    request = RequestFactory().get(screen)
    request.resolver_match = resolve(screen)

    assert guide.address_for(request) == page


def test_every_screen_names_a_page_that_exists() -> None:
    assert {slug for _start, slug in guide.SCREENS} <= set(guide.all_pages())


@pytest.mark.parametrize("slug", sorted(guide.all_pages()))
def test_a_page_reads_whole(coordinator, slug: str) -> None:
    response = coordinator.get(f"/admin/guide/{slug}/")
    html = response.content.decode()

    assert response.status_code == 200
    body = html[html.index('class="guide"') :]
    assert "<h2>" in body
    for address in re.findall(r'(?:src|href)="(/admin/guide/[^"]+)"', body):
        assert coordinator.get(address).status_code == 200, address


def test_the_contents_list_every_page(coordinator) -> None:
    html = coordinator.get("/admin/guide/").content.decode()

    assert all(f"/admin/guide/{slug}/" in html for slug in guide.all_pages())


def test_anybody_of_the_back_office_reads_it_and_nobody_else(at_desk, client) -> None:
    assert at_desk(RoleKind.AUDITOR).get("/admin/guide/").status_code == 200
    assert client.get("/admin/guide/", headers={"host": AISNE}).status_code == 302


@pytest.mark.parametrize("name", ["absente.png", "../01-se-connecter.md", "..", "a.svg"])
def test_a_picture_that_is_none_is_not_found(name: str) -> None:
    with pytest.raises(Http404):
        guide.picture(RequestFactory().get("/"), name)


def test_a_page_that_does_not_exist_is_not_found(coordinator) -> None:
    assert coordinator.get("/admin/guide/inconnue/").status_code == 404


def test_pictures_are_light_and_all_used() -> None:
    pictures = list((guide.FOLDER / "images").glob("*.png"))
    text = "".join(path.read_text() for path in guide.FOLDER.glob("*.md"))

    assert sum(path.stat().st_size for path in pictures) <= WEIGHT
    assert {path.name for path in pictures} == set(re.findall(r"images/([\w-]+\.png)", text))
