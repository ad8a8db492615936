"""Podcasts as a feed: what is heard, published, in the language of the address."""

import pytest
from defusedxml import ElementTree
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.resources.factories import make_recording, make_resource, make_video

pytestmark = pytest.mark.usefixtures("national")
ITUNES = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"


def podcast(title: str, **fields):
    return make_resource(
        title, kind="podcast", minutes=12, recording=make_recording("son.mp3"), **fields
    )


def read(path: str = "/flux/podcasts.rss"):
    answer = Client(headers={"host": "trousse.localhost"}).get(path)
    assert answer.status_code == 200
    return ElementTree.fromstring(answer.content).find("channel")


def test_a_player_finds_the_sound_its_weight_and_its_length() -> None:
    page = podcast("Écouter son enfant")
    make_video("Un film")
    podcast("Brouillon", live=False)

    (item,) = read().findall("item")

    assert item.findtext("title") == "Écouter son enfant"
    enclosure = item.find("enclosure").attrib
    assert enclosure["url"].startswith("http://trousse.localhost/")
    assert enclosure["type"] == "audio/mpeg"
    assert int(enclosure["length"]) == page.recording.file_size
    assert item.findtext(f"{ITUNES}duration") == "720"


def test_each_language_has_its_own() -> None:
    podcast("Écouter son enfant")

    assert read("/en/flux/podcasts.rss").findall("item") == []


def test_it_costs_the_same_for_one_and_for_five() -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            read()
        return len(queries)

    podcast("Un")
    cost()
    few = cost()
    for number in range(4):
        podcast(f"Épisode {number}")

    assert cost() == few
