"""Pages seen by a real browser: axe, reflow, targets, nothing that the content policy refuses."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client

from tests import chromium

NATIONAL, AISNE = "trousse.localhost", "aisne.trousse.localhost"
PAGES = [
    (NATIONAL, "/styleguide/"),
    (AISNE, "/ar/styleguide/"),
    (NATIONAL, "/"),
    (AISNE, "/"),
    (NATIONAL, "/departements/"),
    (AISNE, "/compte/connexion/"),
    (AISNE, "/nulle-part/"),
]

pytestmark = [pytest.mark.chromium, pytest.mark.django_db]


@pytest.mark.parametrize(("host", "path"), PAGES)
def test_a_page_is_accessible_and_fits(
    client: Client, chromium_path: str, host: str, path: str
) -> None:
    answers = chromium.fetch(client, host, path)
    faults: dict[str, object] = {}

    with chromium.browser(chromium_path) as started:
        for scheme in ("light", "dark"):
            with chromium.opened(started, answers, width=1280, scheme=scheme) as (page, complaints):
                options = {"runOnly": {"type": "tag", "values": chromium.RULES}}
                found = Axe().run(page, options=options)
                faults[f"axe, {scheme}"] = found.generate_report() if found.violations_count else ""
                faults[f"refused, {scheme}"] = complaints
        for width in chromium.WIDTHS:
            with chromium.opened(started, answers, width=width, scheme="light") as (page, _):
                faults[f"too wide at {width}"] = page.evaluate(chromium.TOO_WIDE)
                faults[f"small targets at {width}"] = page.evaluate(chromium.SMALL_TARGETS)

    assert {what: fault for what, fault in faults.items() if fault} == {}


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
