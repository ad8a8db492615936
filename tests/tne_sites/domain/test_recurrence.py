"""Series keep the hour of the clock on the wall, whatever the season does to it."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, strategies as st

from tne_sites.domain.recurrence import Frequency, NoSuchTime, Rule, at_local, dates

PARIS, POINTE_A_PITRE = ZoneInfo("Europe/Paris"), ZoneInfo("America/Guadeloupe")
rules = st.builds(
    Rule, frequency=st.sampled_from(Frequency), dates=st.integers(1, 60), until=st.none()
)
days = st.dates(date(2020, 1, 1), date(2090, 1, 1))


def test_six_in_the_evening_stays_six_in_the_evening_when_clocks_change() -> None:
    found = dates(date(2026, 10, 20), Rule(frequency=Frequency.WEEKLY, dates=2))

    assert [at_local(day, time(18), PARIS) for day in found] == [
        datetime(2026, 10, 20, 16, tzinfo=UTC),
        datetime(2026, 10, 27, 17, tzinfo=UTC),
    ]


def test_guadeloupe_keeps_its_own_hour() -> None:
    assert at_local(date(2026, 7, 1), time(9, 30), POINTE_A_PITRE).hour == 13


def test_an_hour_that_does_not_exist_is_refused_and_one_that_comes_twice_is_the_first() -> None:
    with pytest.raises(NoSuchTime, match="29/03/2026"):
        at_local(date(2026, 3, 29), time(2, 30), PARIS)
    assert at_local(date(2026, 10, 25), time(2, 30), PARIS).hour == 0


def test_the_second_tuesday_stays_the_second_tuesday() -> None:
    found = dates(date(2026, 11, 10), Rule(frequency=Frequency.MONTHLY, dates=3))

    assert found == [date(2026, 11, 10), date(2026, 12, 8), date(2027, 1, 12)]


def test_a_fifth_friday_becomes_the_last_one() -> None:
    found = dates(date(2027, 1, 29), Rule(frequency=Frequency.MONTHLY, dates=3))

    assert found == [date(2027, 1, 29), date(2027, 2, 26), date(2027, 3, 26)]


def test_holidays_are_skipped_and_do_not_count() -> None:
    rule = Rule(frequency=Frequency.WEEKLY, dates=3)

    found = dates(date(2026, 12, 8), rule, is_skipped=lambda day: day.isoformat() == "2026-12-15")

    assert found == [date(2026, 12, 8), date(2026, 12, 22), date(2026, 12, 29)]


def test_a_series_ends_on_its_last_day() -> None:
    rule = Rule(frequency=Frequency.FORTNIGHTLY, until=date(2026, 12, 1))

    assert dates(date(2026, 11, 3), rule) == [
        date(2026, 11, 3),
        date(2026, 11, 17),
        date(2026, 12, 1),
    ]


@given(first=days, rule=rules)
def test_dates_are_ordered_bounded_and_on_the_same_weekday(first: date, rule: Rule) -> None:
    found = dates(first, rule)

    assert found[0] == first
    assert len(found) <= 60
    assert found == sorted(set(found))
    assert {day.weekday() for day in found} == {first.weekday()}
    assert found[-1] - first <= timedelta(days=3 * 366)


def test_a_rule_that_skips_everything_ends() -> None:
    assert dates(date(2026, 1, 6), Rule(frequency=Frequency.WEEKLY), is_skipped=bool) == []
