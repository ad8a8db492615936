"""A body full of pictures costs as many questions as a body with two."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cms.factories import make_image, make_page

AISNE = {"host": "aisne.trousse.localhost"}


@pytest.fixture(autouse=True)
def files(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path


def figures(number: int) -> list[tuple[str, Any]]:
    blank = {"decorative": False, "alt_text": ""}
    return [
        ("image", {"image": {"image": make_image(f"Image {i}"), **blank}, "caption": ""})
        for i in range(number)
    ]


def questions(client, slug: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(f"/{slug}/", headers=AISNE)
    assert answer.status_code == 200
    return len(captured)


def test_ten_pictures_cost_as_much_as_two(aisne, client):
    make_page("Deux", slug="deux", body=figures(2))
    make_page("Dix", slug="dix", body=figures(10))
    client.get("/deux/", headers=AISNE)  # reads the menus

    assert questions(client, "dix") == questions(client, "deux")
