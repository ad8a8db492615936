from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given, strategies as st

from tenants.schedule import PARIS, Daily, Every

moments = st.datetimes(
    min_value=datetime(2024, 1, 1),  # noqa: DTZ001 - the strategy adds the zone
    max_value=datetime(2034, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)
schedules = st.one_of(
    st.timedeltas(min_value=timedelta(seconds=10), max_value=timedelta(days=9)).map(Every),
    st.times().map(Daily),
)


@given(schedules, moments)
def test_the_last_due_moment_is_past_and_the_next_is_to_come(schedule, at):
    assert schedule.last(at) <= at < schedule.next(at)


@given(schedules, moments)
def test_nothing_is_due_between_the_two(schedule, at):
    last, following = schedule.last(at), schedule.next(at)

    assert schedule.last(following) == following
    assert schedule.last(following - timedelta(microseconds=1)) == last
    assert schedule.next(last) == following


@given(st.times(), st.dates(min_value=date(2024, 1, 2), max_value=date(2034, 1, 1)))
def test_a_daily_job_is_due_once_each_day(hour, day):
    schedule = Daily(hour)
    noon = datetime.combine(day, time(12), tzinfo=PARIS)

    assert timedelta(hours=23) <= schedule.next(noon) - schedule.last(noon) <= timedelta(hours=25)


def test_an_hour_of_paris_is_kept_in_summer_and_winter():
    night = Daily(time(3, 30))

    assert night.last(datetime(2026, 7, 1, 12, tzinfo=UTC)) == datetime(
        2026, 7, 1, 1, 30, tzinfo=UTC
    )
    assert night.last(datetime(2026, 1, 1, 12, tzinfo=UTC)) == datetime(
        2026, 1, 1, 2, 30, tzinfo=UTC
    )


def test_a_job_cannot_be_too_frequent():
    with pytest.raises(ValueError, match="ten seconds"):
        Every(timedelta(seconds=1))
