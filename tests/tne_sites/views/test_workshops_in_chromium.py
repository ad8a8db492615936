"""The pages of workshops seen by a real browser: axe in both modes, reflow, sizes of targets."""

import pytest
from django.test import Client

from tests import chromium
from tests.browser import look
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


def paths_of(workshop: Workshop) -> list[str]:
    """States that the demonstration does not lead to; tests/browser/ looks at the others."""
    row = RegistrationFactory(workshop=workshop)
    return [
        "/ateliers/?vue=agenda&du=31/02/2027",
        "/ateliers/?vue=carte",
        f"/ateliers/inscription/{links.token(row)}/",
        "/ateliers/?theme=culture",
    ]


def test_pages_in_rare_states_are_accessible_and_fit(
    workshop: Workshop, client: Client, chromium_path: str
) -> None:
    answers = {path: chromium.fetch(client, HOST, path) for path in paths_of(workshop)}

    with chromium.browser(chromium_path) as started:
        found = {path: look.faults(started, answer) for path, answer in answers.items()}

    assert {path: faults for path, faults in found.items() if faults} == {}
