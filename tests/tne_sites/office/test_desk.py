"""The desk opens on what waits; each role sees its own entries; the nation has no such desk."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.domain.roles import RoleKind
from cms.models import DepartmentHomePage, SiteSettings
from tests.admin.conftest import AISNE, NATIONAL, person, signed_in
from tests.cms.factories import make_image
from tests.tne_sites.office.test_parents import parent
from tests.tne_sites.places import structure, target
from tne_sites import clock
from tne_sites.models import Agreement, Structure, TargetSchool
from tne_sites.office.todos import DepartmentTodos

pytestmark = pytest.mark.django_db
SCREENS = ("ecoles", "ressources", "indicateurs", "identite")


def test_what_waits_is_told(aisne):
    coordinator = person(RoleKind.DEPARTMENT_COORDINATOR, AISNE)
    parent(applied_at=timezone.now() - timedelta(days=20))
    target(29001)
    Agreement.objects.create(
        structure=structure(),
        title="x",
        state="signed",
        signed_on=clock.today(),
        ends_on=clock.today() + timedelta(days=10),
    )

    told = DepartmentTodos().todos(coordinator)

    assert len(told) == 3
    assert [one.is_urgent for one in told] == [True, False, False]


def test_the_dashboard_and_every_screen_open(desk):
    assert desk.get("/admin/").status_code == 200
    for screen in SCREENS:
        assert desk.get(f"/admin/territoire/{screen}/").status_code == 200
    for name in ("tne_structures", "tne_agreements", "tne_parents", "tne_trained"):
        assert desk.get(f"/admin/{name}/").status_code == 200
        assert desk.get(f"/admin/{name}/new/").status_code == 200


def test_the_nation_has_no_department_s_desk(national):
    administrator = signed_in(person(RoleKind.NATIONAL_ADMINISTRATOR, NATIONAL), NATIONAL)

    for screen in SCREENS:
        assert administrator.get(f"/admin/territoire/{screen}/").status_code == 404
    assert "territoire" not in administrator.get("/admin/").content.decode()


def test_an_editor_sees_schools_and_resources_and_no_agreement(editor_desk):
    page = editor_desk.get("/admin/").content.decode()

    assert "/admin/territoire/ecoles/" in page
    assert "/admin/tne_agreements/" not in page


def test_colours_that_somebody_could_not_read_are_refused(desk):
    url = "/admin/territoire/identite/"

    refused = desk.post(url, {"deep_colour": "#ffff00", "flat_colour": "#ffff88"})
    kept = desk.post(url, {"deep_colour": "#0b5a3d", "flat_colour": "#f8b41c"})

    assert (refused.status_code, kept.status_code) == (422, 302)
    assert SiteSettings.objects.get().deep_colour == "#0b5a3d"


def test_the_picture_of_the_home_is_changed_from_the_same_screen(desk, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    image = make_image()

    desk.post(
        "/admin/territoire/identite/",
        {"deep_colour": "#0b5a3d", "flat_colour": "#f8b41c", "picture": image.pk},
    )

    assert DepartmentHomePage.objects.get(locale__language_code="fr").image_id == image.pk


def test_deleting_a_structure_without_agreement_leaves_the_catalogue(desk):
    one = structure()

    desk.post(f"/admin/tne_structures/delete/{one.pk}/")

    assert not Structure.objects.exists()
    assert desk.get(f"/structures/{one.pk}/").status_code == 404


def test_a_structure_with_an_agreement_is_not_deleted(desk):
    one = structure()
    Agreement.objects.create(structure=one, title="Convention")

    answer = desk.post(f"/admin/tne_structures/delete/{one.pk}/")

    assert answer.status_code == 302
    assert Structure.objects.exists()


def test_a_target_school_of_nowhere_does_not_break_the_screen(desk):
    TargetSchool.objects.create(uai="0029999A", since=clock.today())

    assert desk.get("/admin/territoire/ecoles/").status_code == 200
    assert desk.get("/ecoles/").status_code == 200
