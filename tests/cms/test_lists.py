"""Lists that are views: engines and other sites hear as much of them as of pages."""

import json
import re
from html import unescape

import pytest

from tests.tne_sites.views.test_finder import publish

AISNE, NATION = "aisne.trousse.localhost", "trousse.localhost"
LISTS = [
    (NATION, "/collectes/"),
    (NATION, "/collectes/chiffres/"),
    (NATION, "/collectes/mecenes/"),
    (NATION, "/collectes/preuve/"),
    (NATION, "/departements/"),
    (NATION, "/ateliers/"),
    (AISNE, "/ateliers/"),
    (AISNE, "/structures/"),
    (AISNE, "/structures/carte/"),
    (AISNE, "/ecoles/"),
]


def told(html: str) -> dict[str, object]:
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    return next(one for one in map(json.loads, found) if one["@type"] == "CollectionPage")


@pytest.mark.parametrize(("host", "path"), LISTS)
@pytest.mark.parametrize("prefix", ["", "/ar"])
def test_a_list_says_what_pages_say(aisne, client, host: str, path: str, prefix: str) -> None:
    address = f"http://{host}{prefix}{path}"
    html = client.get(f"{prefix}{path}", headers={"host": host}).text
    card = unescape(re.search(r'json\+oembed" href="([^"]+)"', html).group(1))

    shown = client.get(card, headers={"host": host})

    title = shown.json()["title"]
    assert f'<meta property="og:title" content="{title}">' in html
    assert html.count('<meta name="description"') == 1
    assert f'<link rel="canonical" href="{address}">' in html
    assert f'hreflang="en" href="http://{host}/en{path}"' in html
    assert (told(html)["name"], told(html)["url"]) == (title, address)


def test_a_list_names_what_it_shows_and_a_choice_is_for_people(aisne, client, settings) -> None:
    settings.SITES_ARE_INDEXED = True
    workshop = publish(title="Une heure pour Pronote")

    whole, narrowed = (
        client.get(f"/ateliers/{query}", headers={"host": AISNE}).text
        for query in ("", "?q=pronote")
    )

    (item,) = told(whole)["mainEntity"]["itemListElement"]
    assert item["name"] == "Une heure pour Pronote"
    assert item["url"] == f"http://{AISNE}/ateliers/{workshop.pk}/{workshop.slug}/"
    assert ('content="noindex"' in whole, 'content="noindex"' in narrowed) == (False, True)


@pytest.mark.parametrize(
    ("host", "there", "absent"),
    [(NATION, "/collectes/", "/ecoles/"), (AISNE, "/ecoles/", "/collectes/")],
)
def test_a_site_maps_its_own_lists(aisne, client, host: str, there: str, absent: str) -> None:
    headers = {"host": host}

    assert "sitemap-lists-1.xml" in client.get("/sitemap.xml", headers=headers).text
    mapped = client.get("/sitemap-lists-1.xml", headers=headers).text

    assert f"<loc>http://{host}{there}</loc>" in mapped
    assert f"<loc>http://{host}/ar{there}</loc>" in mapped
    assert absent not in mapped
    card = client.get(f"/api/v1/oembed?url=http://{host}{absent}", headers=headers)
    assert card.status_code == 404
