import json
import xml.etree.ElementTree as ET
from urllib.parse import urlsplit

import pytest
from wagtail.models import Locale

from cms.models import SiteSettings
from tests.cms.factories import home, make_news, make_page
from tests.tne_sites.factories import StructureFactory
from tests.tne_sites.views.test_finder import publish
from tne_sites.links import workshop_path

AISNE = {"host": "aisne.trousse.localhost"}
NATIONAL = {"host": "trousse.localhost"}


@pytest.mark.parametrize("is_open", [True, False])
def test_robots_are_kept_out_of_what_is_not_production(db, client, settings, is_open):
    settings.SITES_ARE_INDEXED = is_open

    text = client.get("/robots.txt", headers=AISNE).content.decode()

    assert ("Disallow: /\n" in text) is not is_open
    assert ("Sitemap: http://aisne.trousse.localhost/sitemap.xml" in text) is is_open


def test_a_site_being_prepared_is_hidden_in_production(aisne, client, settings):
    settings.SITES_ARE_INDEXED = True
    SiteSettings.objects.update(is_hidden=True)

    assert "Disallow: /\n" in client.get("/robots.txt", headers=AISNE).content.decode()
    assert b'content="noindex"' in client.get("/a-propos/", headers=AISNE).content


def read_map(client, path, host=AISNE):
    answer = client.get(path, headers=host)
    assert answer["Content-Type"] == "application/xml; charset=utf-8"
    root = ET.fromstring(answer.content)  # noqa: S314  our own answer
    return [
        element.text for element in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")
    ], root


def locations(client):
    return read_map(client, "/sitemap-pages-1.xml")


def test_the_index_leads_to_maps_of_all_that_is_public(aisne, client):
    StructureFactory(name="La bibliothèque")
    workshop = publish(title="Une heure pour Pronote")

    index, root = read_map(client, "/sitemap.xml")

    assert root.tag.endswith("sitemapindex")
    found = [url for part in index for url in read_map(client, urlsplit(part).path)[0]]
    root_url = "http://aisne.trousse.localhost"
    assert {f"{root_url}/", f"{root_url}{workshop_path(workshop)}"} <= set(found)
    assert len(found) == len(set(found))


@pytest.mark.parametrize(
    "name", ["pages", "pages-0", "rien-x", "rien-1", "pages-99", "pages-01", "pages-٣"]
)
def test_a_map_that_is_not_there_is_not_found(aisne, client, name):
    assert client.get(f"/sitemap-{name}.xml", headers=AISNE).status_code == 404


def test_the_sitemap_has_public_pages_with_their_translations(aisne, client):
    make_page("Visible", slug="visible")
    make_page("Pas dehors", slug="cachee", is_indexed=False)
    make_page("Brouillon", slug="brouillon", live=False)
    home().get_translation(Locale.objects.get(language_code="en")).unpublish()

    found, root = locations(client)

    assert "http://aisne.trousse.localhost/visible/" in found
    assert not [url for url in found if "cachee" in url or "brouillon" in url]
    first = next(entry for entry in root if entry[0].text == "http://aisne.trousse.localhost/")
    links = {
        link.get("hreflang"): link.get("href")
        for link in first.iter("{http://www.w3.org/1999/xhtml}link")
    }
    assert links == {
        "fr": "http://aisne.trousse.localhost/",
        "ar": "http://aisne.trousse.localhost/ar/",
    }


def test_the_sitemap_costs_the_same_for_three_and_thirty_pages(
    aisne, client, django_assert_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def queries():
        with CaptureQueriesContext(connection) as captured:
            client.get("/sitemap.xml", headers=AISNE)
            client.get("/sitemap-pages-1.xml", headers=AISNE)
        return len(captured)

    for number in range(3):
        make_news(f"Nouvelle {number}")
    queries()
    few = queries()
    for number in range(3, 30):
        make_news(f"Nouvelle {number}")

    assert queries() == few


def test_security_txt_says_where_to_write_and_does_not_expire_soon(db, client):
    text = client.get("/.well-known/security.txt", headers=AISNE).content.decode()

    assert "Contact: mailto:" in text
    assert "Expires: 20" in text


def test_the_manifest_names_the_site(db, client):
    manifest = json.loads(client.get("/manifest.webmanifest", headers=AISNE).content)

    assert manifest["short_name"] == "Aisne"


def test_identity_has_the_sites_colours_and_those_of_the_others(aisne, client):
    said = SiteSettings.objects.get()
    said.deep_colour, said.flat_colour = "#0b5a3d", "#f8b41c"
    said.save()

    own = client.get("/identity.css", headers=AISNE)
    national = client.get("/identity.css", headers=NATIONAL).content.decode()

    assert own["Content-Type"].startswith("text/css")
    assert ":root { --pair-a: #0b5a3d; --pair-b: #f8b41c" in own.content.decode()
    assert '[data-pair="aisne"] { --pair-a: #0b5a3d' in national


def test_choosing_a_department_leads_to_its_site(db, client):
    answer = client.get("/departements/?site=vosges", headers=NATIONAL)
    unknown = client.get("/departements/?site=https://elsewhere.example", headers=NATIONAL)

    assert answer["Location"] == "http://vosges.trousse.localhost/"
    assert unknown.status_code == 200
