"""Pictures and files, as JSON: what a published page shows."""

from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from pydantic import TypeAdapter
from wagtail.models import CollectionViewRestriction

from cms.api.media import DocumentOut, ImageOut
from cms.models import Document, Image
from tests.cms.factories import make_image, make_news
from tests.queue import drain

pytestmark = pytest.mark.usefixtures("aisne")


def read(path: str) -> Any:
    return Client(headers={"host": "aisne.trousse.localhost"}).get(f"/api/v1/{path}")


def a_document() -> Document:
    return Document.objects.create(title="Guide", file=ContentFile(b"Bonjour", name="guide.txt"))


def shown_by(page: Any) -> None:
    page.save()
    drain()


def test_a_picture_says_its_renditions_and_what_must_stay_visible() -> None:
    image = make_image(size=(1200, 800))
    Image.objects.filter(pk=image.pk).update(
        focal_point_x=600, focal_point_y=300, focal_point_width=200, focal_point_height=100
    )
    shown_by(make_news(image=image))

    answer = read(f"images/{image.pk}")

    found = TypeAdapter(ImageOut).validate_json(answer.content)
    assert (found.focus.x, found.focus.width) == (500, 200)
    assert all(" " in one.jpeg_srcset and one.src for one in found.renditions.values())


def test_a_file_says_its_weight_and_format() -> None:
    document = a_document()
    text = f'<a linktype="document" id="{document.pk}">Guide</a>'
    page = make_news(body=[("text", text)])
    shown_by(page)

    found = TypeAdapter(DocumentOut).validate_json(read(f"documents/{document.pk}").content)

    assert (found.title, found.bytes) == ("Guide", 7)


def test_what_no_published_page_shows_is_not_there() -> None:
    image, document = make_image(), a_document()
    shown_by(make_news(image=image, live=False))

    assert read(f"images/{image.pk}").status_code == 404
    assert read(f"documents/{document.pk}").status_code == 404
    assert read("images/999999999999999").status_code == 404


def test_what_is_in_a_locked_collection_is_not_there() -> None:
    image = make_image()
    CollectionViewRestriction.objects.create(collection=image.collection, restriction_type="login")
    shown_by(make_news(image=image))

    assert read(f"images/{image.pk}").status_code == 404
