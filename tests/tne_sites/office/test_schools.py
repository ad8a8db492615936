"""Coverage: gaps first, schools added by a code whose letter is right."""

from datetime import date

import pytest

from territories.domain import uai
from territories.models import Origin, School
from tests.tne_sites.office.conftest import workshop
from tests.tne_sites.places import LAON, laon, school, target
from tne_sites.models import TargetSchool

pytestmark = pytest.mark.django_db
URL = "/admin/territoire/ecoles/"


def page(desk, query: str = "") -> str:
    answer = desk.get(f"{URL}{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_what_has_had_nothing_comes_first(desk):
    covered = target(29001, name="École couverte")
    target(29002, name="École oubliée")
    workshop(schools=[covered.uai])

    told = page(desk)

    assert told.index("École oubliée") < told.index("École couverte")
    assert "École couverte" not in page(desk, "?etat=gap")


def test_a_school_is_found_by_its_code_and_added(desk):
    found = school(29003, "École des Saules")

    assert "École des Saules" in page(desk, f"?typed={found.uai.lower()}")
    desk.post(f"{URL}ajouter/", {"uai": found.uai})

    assert TargetSchool.objects.get().uai == found.uai


@pytest.mark.parametrize("code", ["0029003B", "0590001A", "", "néant"])
def test_a_wrong_code_adds_nothing(desk, code):
    school(29003)

    answer = desk.post(f"{URL}ajouter/", {"uai": code}, follow=True)

    assert answer.status_code == 200
    assert not TargetSchool.objects.exists()


def test_all_schools_of_the_programme_come_at_once(desk):
    school(29003, own_labels=["tne_target"])
    school(29004, official_labels=["tne_target"])
    school(29005)

    desk.post(f"{URL}ajouter/", {"labelled": "1"})

    assert TargetSchool.objects.count() == 2


def test_a_school_that_leaves_may_be_followed_by_its_successor(desk):
    heir = school(29006, "École du Moulin")
    closed = target(29007, closed_on=date(2025, 7, 5), successor=heir)

    assert "École du Moulin" in page(desk)
    desk.post(f"{URL}{closed.pk}/retirer/", {"replace": "1"})

    closed.refresh_from_db()
    assert closed.until is not None
    assert TargetSchool.objects.filter(uai=heir.uai, until=None).exists()


def test_a_school_that_comes_back_is_not_there_twice(desk):
    back = target(29008)
    desk.post(f"{URL}{back.pk}/retirer/")
    desk.post(f"{URL}ajouter/", {"uai": back.uai})

    assert TargetSchool.objects.get().until is None


def test_a_longer_list_makes_no_more_queries(desk, django_assert_max_num_queries):
    def queries() -> int:
        with django_assert_max_num_queries(60) as counted:
            page(desk)
        return len(counted)

    target(29010)
    page(desk)
    few = queries()
    for number in range(29011, 29020):
        target(number)

    assert queries() == few


NEW = {"name": "École des Neiges", "kind": "primary", "sector": "public", "commune_code": LAON}


def test_a_school_that_the_directory_lacks_is_entered_by_hand(desk):
    laon()
    code = str(uai.from_number(29099))

    answer = desk.post(f"{URL}saisir/", {**NEW, "uai": code.lower()}, follow=True)

    assert "École des Neiges" in answer.content.decode()
    entered = School.objects.get(uai=code)
    assert (entered.town, entered.stage, entered.origin) == ("Laon", "first", Origin.STAFF)
    assert TargetSchool.objects.get().uai == code


@pytest.mark.parametrize("number", [29003, 590001])
def test_a_known_code_or_one_of_elsewhere_is_not_entered(desk, number):
    laon()
    school(29003)

    answer = desk.post(f"{URL}saisir/", {**NEW, "uai": str(uai.from_number(number))})

    assert answer.status_code == 422
    assert "École des Neiges" in answer.content.decode()
    assert not School.objects.filter(name="École des Neiges").exists()
    assert not TargetSchool.objects.exists()


def test_a_wrong_letter_or_a_commune_of_elsewhere_is_refused(desk):
    laon()
    wrong = {**NEW, "uai": "0029099I", "commune_code": "75056"}

    answer = desk.post(f"{URL}saisir/", wrong)

    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"uai", "commune_code"}
