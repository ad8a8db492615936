"""schema.org of every page of the site: valid JSON, its own facts, in no more queries."""

import json
import re
from typing import Any

import pytest
from django.test import Client

from tests.resources.factories import make_kit, make_resource, make_video
from tests.resources.test_pages import one_of_each

pytestmark = pytest.mark.usefixtures("national")
SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def told(path: str, host: str = "trousse.localhost") -> dict[str, dict[str, Any]]:
    """Return what a page tells, by type."""
    html = Client(headers={"host": host}).get(path).text
    found = [json.loads(text) for text in SCRIPT.findall(html)]
    assert all(one["@context"] == "https://schema.org" for one in found)
    return {one["@type"]: one for one in found}


def test_every_kind_of_page_says_what_it_is_and_the_way_to_it() -> None:
    kinds = {}
    for page in one_of_each():
        found = told(page.url)
        way = found.pop("BreadcrumbList")
        (kinds[type(page).__name__],) = found
        assert way["itemListElement"][-1]["name"] == page.title
        assert [step["position"] for step in way["itemListElement"]][:2] == [1, 2]

    assert kinds == {
        "LibraryPage": "CollectionPage",
        "ShelfPage": "CollectionPage",
        "AudiencePage": "CollectionPage",
        "LinkDirectoryPage": "CollectionPage",
        "ResourcePage": "LearningResource",
        "KitPage": "LearningResource",
        "ProjectSheetPage": "LearningResource",
        "GuidePage": "LearningResource",
        "DiagnosisPage": "LearningResource",
        "BeliefPage": "Article",
    }


def test_a_video_says_its_file_and_its_length() -> None:
    found = told(make_video("Pronote en dix minutes", minutes=10).url)["LearningResource"]

    assert found["timeRequired"] == "PT10M"
    assert found["associatedMedia"]["@type"] == "VideoObject"
    assert found["associatedMedia"]["contentUrl"].startswith("http")


def test_an_idee_recue_announces_its_conference() -> None:
    belief = next(page for page in one_of_each() if type(page).__name__ == "BeliefPage")

    assert told(belief.url)["Article"]["subjectOf"]["@type"] == "Event"


def test_a_kit_says_its_school_and_its_licence() -> None:
    kit = make_kit("Une mallette", make_resource())

    found = told(kit.url)["LearningResource"]

    assert found["educationalLevel"] == str(kit.get_stage_display())
    assert found["license"].startswith("http")


def test_the_home_says_how_to_search() -> None:
    target = told("/")["WebSite"]["potentialAction"]["target"]["urlTemplate"]

    assert target == "http://trousse.localhost/recherche/?q={search_term}"
