from datetime import UTC, date, datetime

import pytest
from hypothesis import given, strategies as st

from territories.domain.school_year import InvalidSchoolYear, SchoolYear

days = st.dates(min_value=date(1950, 1, 1), max_value=date(2150, 1, 1))


@given(days)
def test_every_day_is_in_its_year_and_in_no_other(day):
    year = SchoolYear.of(day)

    assert day in year
    assert day not in year.previous
    assert day not in year.following


@given(days)
def test_a_year_reads_back_from_what_it_writes(day):
    year = SchoolYear.of(day)

    assert SchoolYear.parse(str(year)) == year


def test_the_year_turns_on_1_september():
    assert str(SchoolYear.of(date(2026, 8, 31))) == "2025-2026"
    assert str(SchoolYear.of(date(2026, 9, 1))) == "2026-2027"


def test_the_year_turns_on_the_department_s_own_calendar():
    evening = datetime(2026, 8, 31, 20, tzinfo=UTC)

    assert SchoolYear.at(evening, "02").start == 2025
    assert SchoolYear.at(evening, "988").start == 2026


@pytest.mark.parametrize("typed", ["2025-2026", " 2025-26", "2025/2026", "2025 – 2026"])
def test_the_usual_ways_of_writing_a_year_are_read(typed):
    assert SchoolYear.parse(typed).start == 2025


def test_the_end_of_a_century_is_read():
    assert SchoolYear.parse("2099-00").start == 2099


@pytest.mark.parametrize("typed", ["", "2025", "2025-2027", "2026-2025", "25-26", "2025-2026-2027"])
def test_anything_else_is_refused(typed):
    with pytest.raises(InvalidSchoolYear):
        SchoolYear.parse(typed)
