from datetime import date

from territories.domain.holidays import Holiday, holiday_on

AUTUMN = Holiday("autumn", date(2025, 10, 18), date(2025, 11, 3))  # a Saturday, a Monday
BRIDGE = Holiday("ascension", date(2026, 5, 13), date(2026, 5, 18))  # from a Wednesday evening
SUMMER = Holiday("summer", date(2026, 7, 4))  # the return is not published


def test_a_holiday_covers_its_saturday_and_not_the_day_of_return():
    assert AUTUMN.covers(date(2025, 10, 18))
    assert AUTUMN.covers(date(2025, 11, 2))
    assert not AUTUMN.covers(date(2025, 10, 17))
    assert not AUTUMN.covers(date(2025, 11, 3))


def test_a_holiday_that_starts_in_the_week_leaves_that_day_s_classes():
    assert not BRIDGE.covers(date(2026, 5, 13))
    assert BRIDGE.covers(date(2026, 5, 14))


def test_without_a_day_of_return_a_holiday_ends_with_the_school_year():
    assert SUMMER.covers(date(2026, 8, 31))
    assert not SUMMER.covers(date(2026, 9, 1))


def test_the_holiday_of_a_day_is_found():
    holidays = [SUMMER, AUTUMN, BRIDGE]

    assert holiday_on(date(2025, 10, 25), holidays) == AUTUMN
    assert holiday_on(date(2025, 12, 1), holidays) is None
