"""What tests/browser/ does not meet: a wrong address, and the menu of a narrow screen."""

import pytest
from django.test import Client

from tests import chromium
from tests.browser import look

NATIONAL, AISNE = "trousse.localhost", "aisne.trousse.localhost"
pytestmark = [pytest.mark.chromium, pytest.mark.django_db]


def test_the_page_of_a_wrong_address_is_accessible_and_fits(
    client: Client, chromium_path: str
) -> None:
    answers = chromium.fetch(client, AISNE, "/nulle-part/")

    with chromium.browser(chromium_path) as started:
        assert look.faults(started, answers) == {}


def test_the_menu_opens_without_a_script(client: Client, chromium_path: str) -> None:
    answers = chromium.fetch(client, NATIONAL, "/styleguide/")

    with (
        chromium.browser(chromium_path) as started,
        chromium.opened(started, answers, width=360, scheme="light") as (page, _),
    ):
        before = page.locator("#menu").is_visible()
        page.locator(".top__in > .menu-btn").click()

        assert not before
        assert page.locator("#menu").is_visible()
