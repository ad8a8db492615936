"""The nation plans its webinars on the same screens, and nobody else of its site does."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.domain.roles import RoleKind
from tests.admin.conftest import NATIONAL, person, signed_in
from tests.tne_sites.factories import RegistrationFactory, StructureFactory
from tests.tne_sites.planning.test_planning import form
from tests.tne_sites.views.test_finder import publish
from tne_sites.models import Call, Workshop
from tne_sites.workshop_todos import WorkshopTodos

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("national")]
SCREENS = ("", "?vue=mois", "nouveau/", "appels/", "importer/", "organisateurs/")
TEAM = (RoleKind.NATIONAL_EDITOR, RoleKind.NATIONAL_ADMINISTRATOR)


@pytest.mark.parametrize("kind", TEAM)
def test_a_webinar_is_planned_moved_and_its_people_are_seen(kind: RoleKind) -> None:
    client, organiser = signed_in(person(kind, NATIONAL), NATIONAL), StructureFactory()
    fields = form(organiser, mode="online", kind="webinar", commune_code="", publish="1")

    client.post("/admin/ateliers/nouveau/", fields)
    workshop = Workshop.objects.get()
    client.post(f"/admin/ateliers/{workshop.pk}/modifier/", {**fields, "start": "18h"})
    phone = {"source": "phone", "name": "Omar", "phone": "0612345678", "party": "1"}
    client.post(f"/admin/ateliers/{workshop.pk}/inscrire/", phone)

    workshop.refresh_from_db()
    assert (workshop.state, workshop.local_start.strftime("%H:%M")) == ("published", "18:00")
    assert "Omar" in client.get(f"/admin/ateliers/{workshop.pk}/").content.decode()
    for screen in SCREENS:
        assert client.get(f"/admin/ateliers/{screen}").status_code == 200


def test_a_new_one_is_a_webinar_unless_told_otherwise() -> None:
    client = signed_in(person(RoleKind.NATIONAL_EDITOR, NATIONAL), NATIONAL)

    shown = client.get("/admin/ateliers/nouveau/").context["form"]

    assert (shown["kind"].value(), shown["mode"].value()) == ("webinar", "online")


def test_what_waits_leads_somewhere() -> None:
    user = person(RoleKind.NATIONAL_ADMINISTRATOR, NATIONAL)
    row = RegistrationFactory(workshop=publish(), email="", phone="+33612345678")
    Call.objects.create(registration=row, reason="moved", created_at=timezone.now())

    (todo,) = WorkshopTodos().todos(user)

    assert signed_in(user, NATIONAL).get(todo.url).status_code == 200


def test_the_others_of_the_nation_see_neither_planning_nor_people() -> None:
    client = signed_in(person(RoleKind.PROJECT_OFFICER, NATIONAL), NATIONAL)
    workshop = publish()

    for path in (*SCREENS, f"{workshop.pk}/", f"{workshop.pk}/inscrire/"):
        assert client.get(f"/admin/ateliers/{path}").status_code in {302, 403}


def test_the_structures_that_organise_are_the_nation_s_own_to_write() -> None:
    client = signed_in(person(RoleKind.NATIONAL_ADMINISTRATOR, NATIONAL), NATIONAL)
    structure = StructureFactory()

    listed = client.get("/admin/tne_structures/").content.decode()

    assert f"/admin/tne_structures/edit/{structure.pk}/" in listed
    assert client.get("/admin/tne_structures/new/").status_code == 200


def test_a_webinar_of_this_week_asks_for_its_address() -> None:
    user = person(RoleKind.NATIONAL_EDITOR, NATIONAL)
    publish(mode="online", starts_in=timedelta(days=3))
    publish(mode="online", starts_in=timedelta(days=3), online_url="https://visio.example.org/")
    publish(mode="online", starts_in=timedelta(days=20))

    (todo,) = WorkshopTodos().todos(user)

    assert (todo.count, todo.is_urgent) == (1, True)
