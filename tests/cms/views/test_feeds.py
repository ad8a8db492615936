"""The news for feed readers: RSS and Atom, well formed, newest first, drafts left out."""

import xml.etree.ElementTree as ET

import pytest
from django.test import Client

from tests.cms.factories import make_news

pytestmark = pytest.mark.usefixtures("aisne")
ATOM = "{http://www.w3.org/2005/Atom}"


def read(path: str) -> tuple[str, ET.Element]:
    answer = Client(headers={"host": "aisne.trousse.localhost"}).get(path)
    return answer.headers["Content-Type"], ET.fromstring(answer.content)  # noqa: S314  our own answer


def test_rss_names_each_news_with_its_date_and_a_whole_address() -> None:
    make_news("Avant-hier", days_ago=2)
    make_news("Hier", days_ago=1)
    make_news("En brouillon", live=False)

    kind, root = read("/flux/actualites.rss")

    items = root.findall("channel/item")
    assert kind.startswith("application/rss+xml")
    assert [item.findtext("title") for item in items] == ["Hier", "Avant-hier"]
    assert all(item.findtext("link").startswith("http://aisne.") for item in items)
    assert all(item.findtext("pubDate") and item.findtext("guid") for item in items)


def test_atom_says_the_same() -> None:
    make_news("Hier", days_ago=1)

    kind, root = read("/flux/actualites.atom")

    assert kind.startswith("application/atom+xml")
    assert root.tag == f"{ATOM}feed"
    assert [entry.findtext(f"{ATOM}title") for entry in root.iter(f"{ATOM}entry")] == ["Hier"]
    assert root.findtext(f"{ATOM}id")
    assert root.findtext(f"{ATOM}updated")
