from datetime import UTC, date, datetime

import pytest

from territories.domain import departments


@pytest.mark.parametrize(
    ("commune", "department"),
    [("02408", "02"), ("2A004", "2A"), ("2B033", "2B"), ("97105", "971"), ("98818", "988")],
)
def test_a_commune_code_tells_its_department(commune, department):
    assert departments.of_commune(commune) == department


@pytest.mark.parametrize(
    ("written", "department"),
    [
        ("001", "01"),
        ("02A", "2A"),
        ("2b", "2B"),
        ("620", "2A"),
        ("720", "2B"),
        ("971", "971"),
        ("1", "01"),
    ],
)
def test_the_ministry_writes_departments_in_three_places(written, department):
    assert departments.from_directory(written) == department


@pytest.mark.parametrize("department", sorted(departments.OVERSEAS_TIMES))
def test_every_overseas_clock_exists_and_differs_from_paris(department):
    noon = datetime(2026, 1, 15, 12, tzinfo=UTC)

    assert noon.astimezone(departments.time_zone(department)).hour != 13


def test_a_closing_day_ends_at_the_school_s_own_midnight():
    late = datetime(2026, 6, 30, 22, 30, tzinfo=UTC)  # 00:30 in Paris, 18:30 in Guadeloupe

    assert departments.local_day("02", late) == date(2026, 7, 1)
    assert departments.local_day("971", late) == date(2026, 6, 30)
    assert departments.local_day("974", late) == date(2026, 7, 1)


def test_winter_and_summer_time_both_count():
    winter, summer = (
        datetime(2026, 1, 1, 22, 30, tzinfo=UTC),
        datetime(2026, 7, 1, 22, 30, tzinfo=UTC),
    )

    assert departments.local_day("02", winter) == date(2026, 1, 1)
    assert departments.local_day("02", summer) == date(2026, 7, 2)


def test_an_instant_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        departments.local_day("02", datetime(2026, 1, 1))  # noqa: DTZ001 - the mistake under test
