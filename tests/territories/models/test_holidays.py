from datetime import date

import pytest

from territories.domain.school_year import SchoolYear
from territories.models import Department, HolidayPeriod, HolidayZone

pytestmark = pytest.mark.usefixtures("france")


@pytest.mark.parametrize(
    ("department", "zone"),
    [("38", "A"), ("02", "B"), ("95", "C"), ("2B", "corse"), ("974", "la-reunion")],
)
def test_a_department_has_its_zone(department, zone):
    assert Department.objects.get(pk=department).holiday_zone_id == zone


def test_three_zones_are_off_together_in_autumn_and_apart_in_winter():
    off_in_winter = [
        zone for zone in "ABC" if HolidayZone.objects.get(pk=zone).holiday_on(date(2026, 2, 10))
    ]
    off_in_autumn = [
        zone for zone in "ABC" if HolidayZone.objects.get(pk=zone).holiday_on(date(2026, 10, 20))
    ]

    assert off_in_winter == ["A"]
    assert off_in_autumn == ["A", "B", "C"]


def test_a_summer_that_began_the_year_before_still_counts_in_reunion():
    reunion = HolidayZone.objects.get(pk="la-reunion")

    assert reunion.holiday_on(date(2025, 8, 15)).name == "southern-winter"
    assert reunion.holiday_on(date(2025, 8, 20)) is None


def test_unknown_dates_are_said_to_be_unknown():
    martinique = HolidayZone.objects.get(pk="martinique")

    assert not martinique.is_published(SchoolYear(2025))
    assert HolidayZone.objects.get(pk="B").is_published(SchoolYear(2025))


def test_every_shipped_holiday_lies_in_its_school_year_and_lasts_as_holidays_do():
    for row in HolidayPeriod.objects.all():
        assert row.starts_on in SchoolYear(row.school_year)
        if row.resumes_on:
            assert 4 <= (row.resumes_on - row.starts_on).days <= 70
        assert row.source
