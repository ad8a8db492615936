"""The committed media: each has its words, at the right moments, and all of them weigh little."""

import json
from pathlib import Path

import pytest
from PIL import Image

from kernel.typography import french
from resources.demo import texts
from resources.domain import captions
from tests import pdf

MEDIA = Path(texts.FOLDER).parent / "media"
MEGABYTE = 1024 * 1024


def by_slug(item):
    return item["slug"]


def test_all_media_together_weigh_less_than_15_megabytes():
    assert sum(path.stat().st_size for path in MEDIA.iterdir()) < 15 * MEGABYTE


def test_the_mallettes_hold_what_the_report_of_2022_counts():
    films = texts.read("college-films")["film"]
    kinds = [film["kind"] for film in films]

    assert len(texts.read("college-infographies")["infographic"]) == 17
    assert kinds.count("animation") == 4
    assert len(texts.read("college-fiches")["tool"]) == 17
    assert kinds.count("video") == 8
    assert kinds.count("podcast") == 1


def test_no_two_items_have_one_address():
    items = [*texts.infographics(), *texts.films(), *texts.tools(), *texts.documents()]
    slugs = [item["slug"] for item in items]

    assert len(slugs) == len(set(slugs))


@pytest.mark.parametrize("film", texts.films(), ids=by_slug)
def test_captions_say_what_the_film_says_and_end_with_it(film):
    cues = captions.read((MEDIA / f"{film['slug']}.vtt").read_bytes())
    seconds = json.loads((MEDIA / f"{film['slug']}.json").read_text())["seconds"]

    said = " ".join(cue.text.replace("\n", " ") for cue in cues[1:])
    assert said == " ".join(french(text) for _scene, text in film["lines"])
    assert cues[0].text == "[Petite musique]"
    assert cues[-1].end <= (seconds + 1) * 1000
    assert all(len(cue.text.splitlines()) <= 2 for cue in cues)


@pytest.mark.parametrize("item", texts.infographics(), ids=by_slug)
def test_an_infographic_is_a_picture_and_a_tagged_sheet(item):
    with Image.open(MEDIA / f"{item['slug']}.png") as picture:
        assert picture.width >= 800
    read = pdf.read((MEDIA / f"{item['slug']}.pdf").read_bytes())

    assert (read.title, read.language, read.is_tagged) == (french(item["title"]), "fr", True)


@pytest.mark.parametrize("item", [*texts.tools(), *texts.documents()], ids=by_slug)
def test_a_sheet_on_paper_is_tagged(item):
    read = pdf.read((MEDIA / f"{item['slug']}.pdf").read_bytes())

    assert (read.title, read.language, read.is_tagged) == (french(item["title"]), "fr", True)
    assert {"H1", "H2", "L"} <= read.tags
