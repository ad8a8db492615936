"""A department chooses its colours, or keeps those of the platform."""

import pytest
from lxml import html

from cms.models import SiteSettings

pytestmark = pytest.mark.django_db
URL = "/admin/territoire/identite/"
GREEN = {"deep_colour": "#0b5a3d", "flat_colour": "#f8b41c"}


def as_shown(desk) -> dict[str, str]:
    """What a browser sends back of the form when nobody touched it: a colour is never empty."""
    page = html.fromstring(desk.get(URL).content)
    found = {
        name: page.xpath(f"//input[@name='{name}']/@value")[0]
        for name in ("deep_colour", "flat_colour")
    }
    ticked = page.xpath("//input[@name='is_plain' and @checked]")
    return {name: value or "#000000" for name, value in found.items()} | (
        {"is_plain": "on"} if ticked else {}
    )


def colours() -> tuple[str, str]:
    said = SiteSettings.objects.get()
    return said.deep_colour, said.flat_colour


def test_a_site_without_colours_changes_its_picture_alone(desk):
    SiteSettings.objects.update(deep_colour="", flat_colour="")

    answer = desk.post(URL, as_shown(desk))

    assert answer.status_code == 302
    assert colours() == ("", "")


def test_a_site_goes_back_to_the_colours_of_the_platform(desk):
    SiteSettings.objects.update(**GREEN)

    answer = desk.post(URL, as_shown(desk) | {"is_plain": "on"})

    assert answer.status_code == 302
    assert colours() == ("", "")


def test_colours_that_were_kept_in_capitals_stay(desk):
    SiteSettings.objects.update(deep_colour="#0B5A3D", flat_colour="#F8B41C")

    assert desk.post(URL, as_shown(desk)).status_code == 302
    assert colours() == ("#0b5a3d", "#f8b41c")


def test_black_beside_black_is_refused(desk):
    SiteSettings.objects.update(deep_colour="", flat_colour="")

    answer = desk.post(URL, {"deep_colour": "#000000", "flat_colour": "#000000"})

    assert answer.status_code == 422
    assert colours() == ("", "")


def test_colours_chosen_beside_the_box_are_not_lost_in_silence(desk):
    SiteSettings.objects.update(deep_colour="", flat_colour="")

    answer = desk.post(URL, GREEN | {"is_plain": "on"})

    assert answer.status_code == 422
    assert answer.context["form"].errors["is_plain"]
    assert GREEN["deep_colour"] in answer.content.decode()
