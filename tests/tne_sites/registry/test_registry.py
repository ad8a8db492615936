"""The nation reads what departments counted, and enters none of their schemas."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.domain.roles import RoleKind
from accounts.models import CoordinatingBody, Coordination
from tenants.context import enter
from tenants.models import SiteOperation, Tenant
from tests.admin.conftest import NATIONAL, person, signed_in
from tests.tne_sites.office.conftest import workshop
from tests.tne_sites.places import structure
from tne_sites.actions.project_totals import project_totals
from tne_sites.models import Agreement
from tne_sites.registry.models import DepartmentRecord, DepartmentTotals
from tne_sites.registry.reading import lines, totals

pytestmark = pytest.mark.django_db
URL = "/admin/departements/"


@pytest.fixture
def at_the_nation(db):
    return signed_in(person(RoleKind.NATIONAL_ADMINISTRATOR, NATIONAL), NATIONAL)


def count(schema: str) -> DepartmentTotals:
    with enter(schema) as tenant:
        return project_totals(tenant=tenant, at=timezone.now())


def test_totals_are_counts_without_name_nor_amount():
    with enter("tne_02"):
        Agreement.objects.create(
            structure=structure("Zibeline"),
            title="Zibeline",
            state="signed",
            signed_on=timezone.localdate(),
            amount_cents=987_654,
        )
        workshop(days=-1)

    found = count("tne_02")

    assert found.figures["workshops_held"] == 1
    assert "Zibeline" not in str(found.figures)
    assert "987654" not in str(found.figures)
    assert all(isinstance(value, int) for value in found.figures.values())
    assert found.active_at is not None


def test_the_nation_adds_up_and_says_how_many_have_counted(at_the_nation):
    with enter("tne_02"):
        workshop(days=-1)
    count("tne_02")
    count("tne_88")

    told = totals()

    assert (told["departments"], told["values"][0]) == (2, 1)
    assert at_the_nation.get(URL).status_code == 200


def test_counting_twice_keeps_one_line():
    count("tne_02")
    count("tne_02")

    assert DepartmentTotals.objects.count() == 1


def test_a_department_that_has_not_counted_is_not_taken_for_zero():
    line = next(line for line in lines() if line.site.code == "88")

    assert set(line.values) == {None}


def test_the_coordinating_body_is_that_of_today(vosges):
    now = timezone.now()
    before = CoordinatingBody.objects.create(name="Avant")
    body = CoordinatingBody.objects.create(name="Maintenant")
    Coordination.objects.create(
        tenant=vosges, body=before, since=now - timedelta(days=900), until=now - timedelta(days=90)
    )
    Coordination.objects.create(tenant=vosges, body=body, since=now - timedelta(days=90))

    line = next(line for line in lines() if line.site.code == "88")

    assert line.body == "Maintenant"


def test_both_bodies_are_told_on_the_department_s_screen(at_the_nation, vosges):
    now = timezone.now()
    body = CoordinatingBody.objects.create(name="Maison des parents")
    Coordination.objects.create(tenant=vosges, body=body, since=now)

    page = at_the_nation.get(f"{URL}88/").content.decode()

    assert "Maison des parents" in page


def test_the_state_in_the_programme_is_written_down(at_the_nation):
    data = {"state": "running", "wave": "2", "joined_on": "2021-10-08", "note": ""}

    answer = at_the_nation.post(f"{URL}88/programme/", data)

    record = DepartmentRecord.objects.get()
    assert answer.status_code == 302
    assert (record.code, record.state, record.wave) == ("88", "running", 2)


@pytest.mark.parametrize("data", [{"state": "néant"}, {"state": "running", "wave": "-1"}, {}])
def test_nonsense_is_refused_nothing_is_written_and_the_note_is_kept(at_the_nation, data):
    answer = at_the_nation.post(f"{URL}88/programme/", {"note": "Écrit avec soin", **data})

    assert answer.status_code == 422
    assert "Écrit avec soin" in answer.content.decode()
    assert not DepartmentRecord.objects.exists()


def operation_page(client, kind: str, **fields: str) -> str:
    row = SiteOperation.objects.create(kind=kind, code="88", asked_by="Zoé", **fields)
    return client.get(f"{URL}operations/{row.pk}/").content.decode()


def test_a_deletion_says_how_far_it_is(at_the_nation):
    page = operation_page(at_the_nation, "delete", state="running", step="copy")

    assert 'max="3" value="1"' in page


def test_an_archiving_has_no_figure_and_does_not_say_that_it_waits(at_the_nation):
    page = operation_page(at_the_nation, "archive", state="running")

    assert "<progress" in page
    assert "max=" not in page.partition("<progress")[2].partition(">")[0]
    assert "Waiting for the worker" not in page
    assert "En attente de l’exécution" not in page


def test_the_registry_reads_public_alone(national):
    count("tne_02")
    count("tne_88")

    with CaptureQueriesContext(
        connection,
    ) as queries:
        lines()
        totals()

    assert len(queries) <= 5
    assert Tenant.objects.departments().count() == 2
