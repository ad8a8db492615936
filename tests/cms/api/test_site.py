"""What surrounds the pages, as JSON."""

from typing import Any

import pytest
from django.test import Client
from wagtail.contrib.redirects.models import Redirect

from cms.models import SiteSettings

pytestmark = pytest.mark.usefixtures("aisne")


def read(path: str) -> Any:
    return Client(headers={"host": "aisne.trousse.localhost"}).get(f"/api/v1/{path}")


def test_a_site_says_who_it_is() -> None:
    said = SiteSettings.objects.first()
    said.coordinator_name, said.contact_email = "Camille Rivoire", "boite@example.org"
    said.save()

    site = read("site")

    assert (site.json()["code"], site.json()["type"]) == ("02", "department")
    assert site.json()["coordinator"]["name"] == "Camille Rivoire"
    assert [language["code"] for language in site.json()["languages"]] == ["fr", "en", "ar"]
    assert "boite@example.org" not in site.content.decode()


def test_menus_lead_to_whole_addresses() -> None:
    menus = read("menus").json()

    assert menus["main"]
    assert all(link["url"].startswith("http") for link in menus["main"])


def test_menus_are_those_of_the_language_asked_for() -> None:
    assert read("menus?locale=en").json()["locale"] == "en"
    assert read("menus?locale=en").json()["main"] != read("menus").json()["main"]
    assert read("menus?locale=xx").status_code == 422


def test_departments_are_listed_in_order() -> None:
    codes = [found["code"] for found in read("departments").json()["items"]]

    assert codes == sorted(codes)
    assert {"02", "88"} <= set(codes)


def test_redirects_are_those_of_the_site() -> None:
    Redirect.objects.create(old_path="/ancienne", redirect_link="/nouvelle/")

    found = read("redirects").json()["items"]

    assert [(one["path"], one["to"]) for one in found] == [("/ancienne", "/nouvelle/")]
