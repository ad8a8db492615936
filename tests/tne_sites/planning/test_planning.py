"""The coordinator's planning: what may be done, by whom, and that a mistake loses nothing."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.actions.grant_role import grant_role
from accounts.domain.roles import RoleKind
from kernel.ports import todo_sources
from tenants.models import Mail
from tests.accounts.factories import UserFactory
from tests.tne_sites.factories import RegistrationFactory, StructureFactory, WorkshopFactory
from tests.tne_sites.planning.conftest import signed_in
from tests.tne_sites.views.test_finder import publish
from tne_sites.models import Call, Registration, Structure, Workshop

pytestmark = pytest.mark.django_db


def form(organiser: Structure, /, **changes) -> dict[str, object]:
    day = (timezone.localdate() + timedelta(days=20)).strftime("%d/%m/%Y")
    fields = {
        "title": "Suivre la scolarité",
        "kind": "workshop",
        "organiser": organiser.pk,
        "day": day,
        "start": "18h30",
        "end": "20h",
        "mode": "on_site",
        "commune_code": "02408",
        "needs_registration": "on",
        "has_waiting_list": "on",
        "capacity": "15",
        "party_most": "6",
    }
    return fields | changes


def test_a_workshop_is_written_and_published_at_once(team, laon) -> None:
    fields = form(
        StructureFactory(), publish="1", title_ar="ورشة", schools="0020032Z", kind="district"
    )

    response = team.post("/admin/ateliers/nouveau/", fields)

    assert response.status_code == 302
    workshop = Workshop.objects.get()
    assert (workshop.state, workshop.commune_name, workshop.capacity) == ("published", "Laon", 15)
    assert workshop.kind == "district"
    assert workshop.local_start.strftime("%H:%M") == "18:30"
    assert workshop.latitude == pytest.approx(laon.latitude)
    assert workshop.schools == ["0020032Z"]
    assert workshop.texts.get().title == "ورشة"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"end": "18h"}, "end"),
        ({"day": "31/02/2027"}, "day"),
        ({"start": "25h"}, "start"),
        ({"day": "28/03/2027", "start": "02:30", "end": "04:00"}, "start"),
        ({"schools": "0020032A"}, "schools"),
        ({"commune_code": ""}, "commune_code"),
        ({"capacity": "-3"}, "capacity"),
        ({"title": ""}, "title"),
        ({"organiser": "999999"}, "organiser"),
        ({"opens_on": "01/01/2040"}, "opens_on"),
        ({"online_url": "javascript:alert(1)"}, "online_url"),
        ({"description_ar": "نص"}, "title_ar"),
    ],
)
def test_a_mistake_is_said_beside_its_field_and_nothing_is_lost(team, laon, changes, field) -> None:
    fields = form(StructureFactory(), summary="Une phrase à garder", **changes)

    response = team.post("/admin/ateliers/nouveau/", fields)

    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert "Une phrase à garder" in response.content.decode()
    assert not Workshop.objects.exists()


def test_fewer_places_than_people_are_refused_in_the_form(team, laon) -> None:
    row = RegistrationFactory(party=3)
    Workshop.objects.update(places_taken=3)

    fields = form(row.workshop.organiser, capacity="2")
    response = team.post(f"/admin/ateliers/{row.workshop_id}/modifier/", fields)

    assert response.status_code == 422
    assert "capacity" in response.context["form"].errors


def test_everybody_is_told_when_the_hour_changes(team, laon) -> None:
    workshop = publish()
    RegistrationFactory(workshop=workshop, email="nadia@example.org")

    team.post(f"/admin/ateliers/{workshop.pk}/modifier/", form(workshop.organiser))

    assert Mail.objects.filter(kind="workshops.moved", to="nadia@example.org").exists()


def test_opening_and_saving_a_form_changes_nothing(team, laon) -> None:
    now = timezone.now()
    # At noon: one of the evening would end after midnight.
    noon = (now + timedelta(days=1)).replace(hour=12, minute=0)
    place = {"commune_code": laon.code, "commune_name": "Laon"}
    workshop = publish(starts_in=noon - now, latitude=49.56, longitude=3.62, **place)
    page = team.get(f"/admin/ateliers/{workshop.pk}/modifier/")
    bound = page.context["form"]
    shown = {field.name: field.value() for field in bound}
    sent = {name: value for name, value in shown.items() if value not in (None, "", False, [])}
    sent["start"], sent["end"] = shown["start"].strftime("%H:%M"), shown["end"].strftime("%H:%M")
    sent["organiser"] = workshop.organiser_id

    team.post(f"/admin/ateliers/{workshop.pk}/modifier/", sent)

    after = Workshop.objects.get()
    assert after.starts_at == workshop.starts_at.replace(second=0, microsecond=0)
    assert (after.capacity, after.title, after.mode) == (
        workshop.capacity,
        workshop.title,
        "on_site",
    )


def test_a_workshop_is_cancelled_with_a_reason(team) -> None:
    workshop = publish()
    RegistrationFactory(workshop=workshop, email="nadia@example.org")

    team.post(f"/admin/ateliers/{workshop.pk}/annuler/", {"reason": "Salle fermée"})

    workshop.refresh_from_db()
    assert (workshop.state, workshop.cancel_reason) == ("cancelled", "Salle fermée")
    assert "Salle fermée" in Mail.objects.get(kind="workshops.cancelled").text


def test_a_copy_and_a_series_are_drafts_on_other_days(team) -> None:
    workshop = publish()
    day = workshop.local_start.date()

    team.post(
        f"/admin/ateliers/{workshop.pk}/dupliquer/", {"day": (day + timedelta(days=1)).isoformat()}
    )
    repeat = {"frequency": "weekly", "dates": "3", "skip_holidays": ""}
    shown = team.post(f"/admin/ateliers/{workshop.pk}/repeter/", repeat)
    team.post(f"/admin/ateliers/{workshop.pk}/repeter/", repeat | {"confirm": "1"})

    assert len(shown.context["days"]) == 3
    assert Workshop.objects.filter(state="draft").count() == 3
    assert workshop.__class__.objects.get(pk=workshop.pk).series.workshops.count() == 3
    hours = {row.local_start.strftime("%H:%M") for row in Workshop.objects.all()}
    assert len(hours) == 1


def test_the_desk_registers_by_telephone_and_at_the_door(team) -> None:
    workshop = publish(capacity=3, starts_in=timedelta(minutes=-10))
    desk = f"/admin/ateliers/{workshop.pk}/"

    team.post(f"{desk}inscrire/", {"source": "door", "name": "Omar", "party": "1"})
    nobody = team.post(f"{desk}inscrire/", {"source": "phone", "name": "Paula", "party": "1"})
    phone = {"source": "phone", "name": "Paula", "phone": "0612345678", "party": "2"}
    team.post(f"{desk}inscrire/", phone)

    assert nobody.status_code == 422
    assert list(Registration.objects.values_list("name", "attended")) == [
        ("Omar", 1),
        ("Paula", None),
    ]


@pytest.mark.parametrize(("given", "language"), [({"language": "ar"}, "ar"), ({}, "fr")])
def test_somebody_registered_by_telephone_is_written_to_in_their_language(
    team, given, language: str
) -> None:
    workshop = publish()
    fields = {"source": "phone", "name": "Nadia", "email": "nadia@example.org", "party": "1"}

    page = team.get(f"/admin/ateliers/{workshop.pk}/inscrire/").content.decode()
    team.post(f"/admin/ateliers/{workshop.pk}/inscrire/", fields | given)

    assert "العربية" in page
    assert Registration.objects.get().language == language
    assert Mail.objects.get(to="nadia@example.org").language == language


def test_attendance_is_noted_and_nonsense_is_refused(team) -> None:
    workshop = publish(starts_in=timedelta(minutes=-10))
    row = RegistrationFactory(workshop=workshop, party=2)
    path = f"/admin/ateliers/{workshop.pk}/presences/"

    team.post(path, {f"came-{row.pk}": "2"})
    row.refresh_from_db()
    noted = row.attended
    other = RegistrationFactory(workshop=workshop, party=5)
    refused = team.post(path, {f"came-{row.pk}": "-1", f"came-{other.pk}": "4"})
    row.refresh_from_db()
    other.refresh_from_db()

    assert (noted, row.attended, other.attended) == (2, 2, None)
    html = refused.content.decode()
    assert refused.status_code == 422
    assert 'value="-1" aria-invalid="true"' in html
    assert 'value="4">' in html


def test_people_without_e_mail_are_on_the_list_to_call(team) -> None:
    workshop = publish(starts_in=timedelta(days=9))
    RegistrationFactory(workshop=workshop, email="", phone="+33612345678", name="Omar")
    team.post(
        f"/admin/ateliers/{workshop.pk}/ecrire/", {"subject": "Salle", "body": "Au premier étage"}
    )

    page = team.get("/admin/ateliers/appels/").content.decode()
    call = Call.objects.get()
    team.post("/admin/ateliers/appels/", {"call": call.pk})

    assert "Omar" in page
    assert "Au premier étage" in page
    call.refresh_from_db()
    assert call.done_at is not None


def test_the_desk_gives_a_sheet_and_a_list_that_computes_nothing(team) -> None:
    workshop = publish()
    RegistrationFactory(workshop=workshop, name="=1+1")

    sheet = team.get(f"/admin/ateliers/{workshop.pk}/emargement.pdf")
    listed = team.get(f"/admin/ateliers/{workshop.pk}/inscriptions.csv").content.decode()

    assert sheet["Content-Type"] == "application/pdf"
    assert "'=1+1" in listed


def test_registration_is_closed_and_opened_again(team) -> None:
    workshop = publish()
    path = f"/admin/ateliers/{workshop.pk}/portes/"

    team.post(path)
    closed = Workshop.objects.get().closed_at
    team.post(path, {"open": "1"})

    assert closed is not None
    assert Workshop.objects.get().closed_at is None


def test_an_editor_plans_and_does_not_see_who_comes(aisne) -> None:
    workshop = publish()
    RegistrationFactory(workshop=workshop, name="Zibeline")
    editor = signed_in(RoleKind.DEPARTMENT_EDITOR, aisne)

    assert editor.get("/admin/ateliers/").status_code == 200
    for path in ("", "inscrire/", "ecrire/", "emargement.pdf", "inscriptions.csv"):
        response = editor.get(f"/admin/ateliers/{workshop.pk}/{path}")
        assert response.status_code in {302, 403}
        assert "Zibeline" not in response.content.decode(errors="replace")


@pytest.mark.parametrize("path", ["", "?quoi=brouillons", "?quoi=passes", "?vue=mois&mois=2027-02"])
def test_the_planning_costs_the_same_for_two_and_ten_workshops(team, path: str) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as made:
            assert team.get(f"/admin/ateliers/{path}").status_code == 200
        return len(made)

    organiser = StructureFactory()
    for _ in range(2):
        WorkshopFactory(organiser=organiser)
    queries()
    few = queries()
    for _ in range(8):
        WorkshopFactory(organiser=organiser)

    assert queries() == few


def test_what_waits_is_on_the_first_page(aisne) -> None:
    user = UserFactory()
    grant_role(user=user, kind=RoleKind.DEPARTMENT_COORDINATOR, tenant=aisne, by=None)
    soon = WorkshopFactory(
        state="draft", published_at=None, starts_at=timezone.now() + timedelta(days=2)
    )
    past = WorkshopFactory(starts_at=timezone.now() - timedelta(days=90))
    for workshop in (soon, past):
        row = RegistrationFactory(workshop=workshop)
        Call.objects.create(registration=row, reason="offer", created_at=timezone.now())

    source = next(source for source in todo_sources if source.name == "workshops")
    assert [todo.count for todo in source.todos(user)] == [1, 1]
