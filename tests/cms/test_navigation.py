"""What surrounds a page: the link that holds it, the languages it can be read in."""

import re

import pytest
from django.test import RequestFactory
from django.utils import translation

from cms import frame, navigation


def a_request(path: str = "/") -> object:
    request = RequestFactory().get(path, headers={"host": "trousse.localhost"})
    request.tenant = None
    return request


@pytest.mark.parametrize(
    ("path", "current"),
    [("/actualites/", True), ("/actualites/2026/", True), ("/", False), ("/actualites-2/", False)],
)
def test_the_menu_marks_the_entry_that_holds_the_page(path: str, *, current: bool) -> None:
    (link,) = navigation.links(a_request(path), [frame.Item("Actualités", "/actualites/")])

    assert link.is_current is current


def test_the_home_is_current_on_the_home_alone() -> None:
    home = [frame.Item("Accueil", "/")]

    assert navigation.links(a_request("/"), home)[0].is_current
    assert not navigation.links(a_request("/contact/"), home)[0].is_current


def test_a_view_is_offered_in_every_language_in_its_own_name() -> None:
    with translation.override("fr"):
        offered = navigation.languages(a_request("/styleguide/"))

    assert [(found.code, found.url) for found in offered] == [
        ("fr", "/styleguide/"),
        ("en", "/en/styleguide/"),
        ("ar", "/ar/styleguide/"),
    ]
    assert offered[0].is_current
    assert offered[2].direction == "rtl"


def test_a_page_is_offered_only_in_the_languages_it_has() -> None:
    with translation.override("fr"):
        both = navigation.languages(a_request(), {"fr": "/a/", "ar": "/ar/a/"})
        alone = navigation.languages(a_request(), {})

    assert [found.code for found in both] == ["fr", "ar"]
    assert [found.code for found in alone] == ["fr"]


def test_a_host_that_is_no_sites_is_named_after_the_platform() -> None:
    request = a_request()

    assert navigation.site_of(request).name == "Trousse"
    assert navigation.site_of(request).code == ""


def test_a_host_that_is_no_sites_has_no_menu() -> None:
    request = a_request()
    request.tenant = None

    assert navigation.main_menu(request) == ()
    assert navigation.footer_columns(request) == ()


@pytest.mark.django_db
@pytest.mark.usefixtures("aisne")
def test_the_departments_are_read_once_a_minute(django_assert_num_queries) -> None:
    first = navigation.departments()

    with django_assert_num_queries(0):
        again = navigation.departments()

    assert again == first
    assert [found.code for found in first] == ["02", "88"]


@pytest.mark.django_db
def test_a_reader_of_arabic_goes_from_site_to_site_in_arabic(client, aisne) -> None:
    national, here = {"host": "trousse.localhost"}, {"host": "aisne.trousse.localhost"}

    listed = client.get("/ar/departements/", headers=national).content.decode()
    chosen = client.get("/ar/departements/?site=aisne", headers=national)
    back = client.get("/ar/", headers=here).content.decode()

    assert f'href="{aisne.root_url}/ar/"' in listed
    assert chosen["Location"] == f"{aisne.root_url}/ar/"
    assert re.search(r'href="http://trousse\.localhost(:\d+)?/ar/"', back)
