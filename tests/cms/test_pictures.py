import pytest

from cms import pictures
from cms.models import Image
from cms.tasks import prepare_renditions
from search.catalogue import Entry
from tests.cms.factories import make_image, make_news, make_page, run_queue


def test_a_page_never_waits_for_a_rendition(aisne):
    image = make_image()

    shown = pictures.picture(image, "body")

    assert (shown.src, shown.avif, shown.jpeg) == (image.file.url, "", "")
    assert not image.renditions.exists()


def test_the_worker_draws_every_size(aisne):
    image = make_image(size=(1300, 900))

    run_queue()

    shown = pictures.picture(Image.objects.get(pk=image.pk), "body")
    assert image.renditions.count() == len(pictures.prepared())
    assert shown.jpeg.count("w") >= 3
    assert ".avif 400w" in shown.avif
    assert shown.alt == "Un aplat rouge."


@pytest.mark.parametrize("make", [make_news, make_page])
def test_cards_get_the_light_picture_once_it_is_ready(aisne, make):
    page = make(image=make_image(size=(1000, 800)))
    before = Entry.objects.get(key=str(page.translation_key)).card["picture"]

    run_queue()

    after = Entry.objects.get(key=str(page.translation_key)).card["picture"]
    assert before != after
    assert after.startswith("/media/images/")


def test_a_deleted_image_asks_for_nothing(aisne):
    assert prepare_renditions.func(0) == 0
