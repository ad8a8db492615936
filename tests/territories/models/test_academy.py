from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Count, F, OuterRef, Subquery

from territories.models import Academy, AcademyMembership, Department, School
from tests.territories.factories import SchoolFactory

pytestmark = pytest.mark.usefixtures("france")
BEFORE, AFTER = date(2019, 12, 31), date(2020, 1, 1)


def test_there_are_thirty_academies_since_2020_and_one_more_before():
    assert Academy.objects.on(AFTER).count() == 30
    assert Academy.objects.on(BEFORE).count() == 31


@pytest.mark.parametrize(("code", "before"), [("14", "Caen"), ("76", "Rouen"), ("975", "Caen")])
def test_caen_and_rouen_became_normandie(code, before):
    department = Department.objects.get(pk=code)

    assert department.academy_on(BEFORE).name == before
    assert department.academy_on(AFTER).name == "Normandie"


def test_every_department_belongs_to_one_academy_each_day_and_the_pacific_to_none():
    for day in (BEFORE, AFTER):
        found = AcademyMembership.objects.on(day).by_department()

        without = {row.code for row in Department.objects.all()} - found.keys()
        assert without == {"986", "987", "988"}
        assert AcademyMembership.objects.on(day).count() == len(found)


def test_departments_of_an_academy_are_those_of_the_day():
    normandie = Department.objects.of_academy("normandie", on=AFTER)

    assert {row.code for row in normandie} == {"14", "27", "50", "61", "76", "975"}
    assert not Department.objects.of_academy("normandie", on=BEFORE).exists()


def test_departments_carry_their_academy_in_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        names = {row.code: row.academy_name for row in Department.objects.with_academy(AFTER)}

    assert names["2A"] == names["2B"] == "Corse"
    assert names["988"] is None


def test_rows_of_two_years_are_grouped_by_the_academy_of_their_own_day():
    SchoolFactory(department_id="14", opened_on=BEFORE)
    SchoolFactory(department_id="14", opened_on=AFTER)
    SchoolFactory(department_id="76", opened_on=AFTER)

    at_its_day = AcademyMembership.objects.on(OuterRef("opened_on")).filter(
        department=OuterRef("department")
    )
    groups = (
        School.objects.annotate(academy=Subquery(at_its_day.values("academy")[:1]))
        .values("academy")
        .annotate(schools=Count("pk"))
        .order_by(F("academy"))
    )

    assert {row["academy"]: row["schools"] for row in groups} == {"caen": 1, "normandie": 2}


def test_an_address_tells_the_academies_that_may_own_it():
    found = Academy.objects.owning_address("Jeanne.Martin@AC-Caen.fr")

    assert {academy.name for academy in found} == {"Caen", "Normandie"}
    assert not Academy.objects.owning_address("jeanne@example.org").exists()
    assert not Academy.objects.owning_address("nonsense").exists()


def test_a_department_cannot_be_in_two_academies_today():
    with pytest.raises(IntegrityError), transaction.atomic():
        AcademyMembership.objects.create(
            department_id="02", academy_id="lille", since=date(2026, 1, 1)
        )


def test_dates_in_the_wrong_order_are_refused():
    with pytest.raises(IntegrityError), transaction.atomic():
        AcademyMembership.objects.create(
            department_id="02", academy_id="lille", since=AFTER, until=BEFORE
        )
