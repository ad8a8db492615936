"""The pages of workshops seen by a real browser: axe in both modes, reflow, sizes of targets."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client

from tests import chromium
from tests.tne_sites.factories import RegistrationFactory
from tests.tne_sites.views.test_finder import publish
from tne_sites import links
from tne_sites.models import Workshop, WorkshopText

HOST = "aisne.trousse.localhost"

pytestmark = [pytest.mark.chromium, pytest.mark.django_db]


@pytest.fixture
def workshop(aisne) -> Workshop:
    """Something of everything that these pages may show."""
    publish(title="Demain, sans place", capacity=1, languages=["fr", "ar"], themes=["safety"])
    found = publish(
        title="Café des parents : les écrans à la maison",
        summary="On en parle entre parents.",
        description="Une médiatrice apporte des repères.",
        languages=["fr", "tr"],
        amenities=["step_free"],
        audiences=["parents"],
        themes=["media"],
        commune_name="Guise",
        latitude=49.9,
        longitude=3.62,
        access_note="Entrée par la cour.",
    )
    WorkshopText.objects.create(workshop=found, language="ar", title="مقهى الآباء والأمهات")
    return found


def paths_of(workshop: Workshop) -> dict[str, str]:
    row = RegistrationFactory(workshop=workshop)
    page = f"/ateliers/{workshop.pk}/{workshop.slug}/"
    return {
        "list": "/ateliers/",
        "agenda": "/ateliers/?vue=agenda&du=31/02/2027",
        "map": "/ateliers/?vue=carte",
        "arabic": f"/ar{page}",
        "page": page,
        "form": f"{page}inscription/",
        "registration": f"/ateliers/inscription/{links.token(row)}/",
        "empty": "/ateliers/?theme=culture",
    }


@pytest.mark.parametrize(
    "name", ["list", "agenda", "map", "arabic", "page", "form", "registration", "empty"]
)
def test_a_page_is_accessible_and_fits(
    workshop: Workshop, client: Client, chromium_path: str, name: str
) -> None:
    answers = chromium.fetch(client, HOST, paths_of(workshop)[name])
    faults: dict[str, object] = {}

    with chromium.browser(chromium_path) as started:
        for scheme in ("light", "dark"):
            with chromium.opened(started, answers, width=1280, scheme=scheme) as (page, complaints):
                options = {"runOnly": {"type": "tag", "values": chromium.RULES}}
                found = Axe().run(page, options=options)
                faults[f"axe, {scheme}"] = found.generate_report() if found.violations_count else ""
                faults[f"refused, {scheme}"] = complaints
        for width in (320, 360):
            with chromium.opened(started, answers, width=width, scheme="light") as (page, _):
                faults[f"too wide at {width}"] = page.evaluate(chromium.TOO_WIDE)
                faults[f"small targets at {width}"] = page.evaluate(chromium.SMALL_TARGETS)

    assert {what: fault for what, fault in faults.items() if fault} == {}
