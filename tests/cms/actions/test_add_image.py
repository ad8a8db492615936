import io

import pytest

from cms.actions.add_image import UndescribedImage, add_image
from cms.models import Image
from tests.cms.factories import picture_bytes


def add(**fields):
    return add_image(file=io.BytesIO(picture_bytes()), name="a.jpg", title="A", **fields)


def test_a_described_picture_is_stored_with_its_size(aisne):
    image = add(description="Un aplat rouge.")

    assert (image.width, image.height) == (60, 40)
    assert image.default_alt_text == "Un aplat rouge."


def test_a_decorative_picture_is_silent(aisne):
    assert add(is_decorative=True, description="x").default_alt_text == ""


def test_a_picture_that_says_nothing_is_not_stored(aisne):
    with pytest.raises(UndescribedImage):
        add()

    assert not Image.objects.exists()
