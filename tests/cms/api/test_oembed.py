"""A link to a page of ours, as a card elsewhere."""

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client
from pydantic import TypeAdapter

from cms.api.oembed import OEmbed
from tests.cms.factories import make_image, make_news
from tests.tne_sites.views.test_finder import publish
from tne_sites.links import workshop_path

pytestmark = pytest.mark.usefixtures("aisne")


def ask(path: str) -> Any:
    return Client(headers={"host": "aisne.trousse.localhost"}).get(path)


def test_a_page_says_where_its_card_is_and_the_card_names_it() -> None:
    page = make_news("Des ordinateurs", image=make_image())
    html = ask(page.url).text
    address = unescape(re.search(r'json\+oembed" href="([^"]+)"', html).group(1))

    found = TypeAdapter(OEmbed).validate_json(ask(address).content)

    assert (found.title, found.type) == ("Des ordinateurs", "link")
    assert found.thumbnail_url.startswith("http")


def test_what_is_no_page_has_a_card_too() -> None:
    html = ask(workshop_path(publish(title="Une heure pour Pronote"))).text
    address = unescape(re.search(r'json\+oembed" href="([^"]+)"', html).group(1))

    found = TypeAdapter(OEmbed).validate_json(ask(address).content)

    assert (found.title, found.thumbnail_url) == ("Une heure pour Pronote", None)


@pytest.mark.parametrize(
    "url",
    ["", "x", "http://[", "http://autre.example.org/", "http://aisne.trousse.localhost/rien/"],
)
def test_what_is_not_ours_has_no_card(url: str) -> None:
    assert ask(f"/api/v1/oembed?url={url}").status_code == 404
