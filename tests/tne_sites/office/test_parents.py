"""A resource parent goes through the charter; each step leaves a trace."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from kernel.ports import Person
from tenants.models import AuditEntry, Mail
from tne_sites import clock
from tne_sites.actions.forget_parents import forget_parents
from tne_sites.models import ResourceParent, Structure
from tne_sites.parent_data import PartnersData

pytestmark = pytest.mark.django_db


def parent(**fields) -> ResourceParent:
    now = timezone.now()
    values = {
        "name": "Nadia Belkacem",
        "email": "nadia@example.org",
        "consent_text": "oui",
        "applied_at": now,
        "changed_at": now,
        **fields,
    }
    return ResourceParent.objects.create(**values)


def step(desk, one: ResourceParent, target: str, on: str = ""):
    return desk.post(
        f"/admin/territoire/parents-ressources/{one.pk}/", {"target": target, "on": on}
    )


def test_from_the_application_to_the_day_of_leaving(desk):
    one = parent()

    for target in ("charter", "active", "left"):
        assert step(desk, one, target).status_code == 302

    one.refresh_from_db()
    assert (one.state, one.charter_signed_on, one.left_on) == ("left", clock.today(), clock.today())
    assert set(Mail.objects.filter(to=one.email).values_list("kind", flat=True)) == {
        "tne_sites.application-accepted",
        "tne_sites.parent-welcome",
    }
    assert AuditEntry.objects.filter(action="resource_parent.moved").count() == 3


def test_nobody_is_active_without_the_charter(desk):
    one = parent()

    assert step(desk, one, "active").status_code == 422

    one.refresh_from_db()
    assert one.state == "applied"


def test_a_day_to_come_is_refused(desk):
    one = parent(state="charter")
    tomorrow = (clock.today() + timedelta(days=1)).isoformat()

    assert step(desk, one, "active", tomorrow).status_code == 422


def test_who_left_may_not_come_back_beside_a_new_application(desk):
    gone = parent(state="left")
    parent(state="applied")

    answer = desk.post(
        f"/admin/territoire/parents-ressources/{gone.pk}/", {"target": "charter"}, follow=True
    )

    gone.refresh_from_db()
    assert answer.status_code == 200
    assert gone.state == "left"


def test_a_paper_form_is_typed_in_with_the_person_s_agreement(desk):
    data = {"name": "Luc", "email": "", "phone": "06 12 34 56 78", "language": "fr", "note": ""}

    refused = desk.post("/admin/tne_parents/new/", data)
    kept = desk.post("/admin/tne_parents/new/", {**data, "has_agreed": "on"})

    assert (refused.status_code, kept.status_code) == (200, 302)
    assert ResourceParent.objects.get().consent_text


def test_the_editor_does_not_read_applications(editor_desk):
    one = parent()

    path = f"/admin/territoire/parents-ressources/{one.pk}/"
    assert editor_desk.get(path).status_code in {302, 403}
    assert editor_desk.get("/admin/tne_parents/").status_code in {302, 403}


@pytest.mark.parametrize(
    ("state", "days", "is_forgotten"),
    [
        ("applied", 364, False),
        ("applied", 366, True),
        ("declined", 366, True),
        ("left", 1000, False),
        ("left", 1100, True),
        ("active", 5000, False),
    ],
)
def test_names_are_forgotten_in_time(aisne, state, days, is_forgotten):
    now = timezone.now()
    dates = {"charter_signed_on": now.date(), "active_since": now.date()}
    parent(state=state, changed_at=now - timedelta(days=days), **dates)

    forget_parents(at=now)

    assert (ResourceParent.objects.get().name == "") is is_forgotten


def test_a_person_gets_and_takes_back_what_is_known_of_them(aisne):
    parent(email="Nadia@example.org")
    Structure.objects.create(name="Le Fil", contact_name="Nadia", contact_email="nadia@example.org")
    person = Person(user_id=None, emails=frozenset({"nadia@example.org"}))

    sections = PartnersData().export(person)
    kept = PartnersData().anonymise(person)
    again = PartnersData().anonymise(person)

    assert [len(section.rows) for section in sections] == [1, 1]
    assert (len(kept), len(again)) == (1, 0)
    assert not ResourceParent.objects.exclude(name="", email="").exists()
    assert Structure.objects.get().contact_name == ""


def test_the_list_is_taken_away_in_words_and_leaves_a_trace(desk):
    parent(phone="+33612345678", language="ar", applied_at=datetime(2026, 7, 14, 23, tzinfo=UTC))

    shown = b"".join(desk.get("/admin/tne_parents/?export=csv")).decode()

    assert "06 12 34 56 78" in shown.replace("\u00a0", " ").replace("\u202f", " ")
    assert "2026-07-15" in shown
    assert "applied" not in shown
    assert AuditEntry.objects.filter(action="resource_parent.export").count() == 1
