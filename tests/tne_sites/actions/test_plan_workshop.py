"""A copy is on another day, at the same hours of the clock."""

from datetime import UTC, date, datetime, time

import pytest

from tests.tne_sites.factories import WorkshopFactory
from tne_sites.actions.plan_workshop import duplicate_workshop

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("aisne")]


def test_registration_of_a_copy_opens_and_closes_at_the_same_hours_in_winter() -> None:
    workshop = WorkshopFactory(
        starts_at=datetime(2026, 10, 20, 16, tzinfo=UTC),  # 18:00 in Paris, in summer
        opens_at=datetime(2026, 9, 30, 22, tzinfo=UTC),  # 1 October, 0:00
        closes_at=datetime(2026, 10, 19, 21, 59, tzinfo=UTC),  # 23:59
    )

    copy = duplicate_workshop(workshop_id=workshop.pk, day=date(2026, 11, 20))

    zone = workshop.time_zone
    hours = [
        instant.astimezone(zone).replace(tzinfo=None)
        for instant in (copy.starts_at, copy.opens_at, copy.closes_at)
    ]
    assert hours == [
        datetime.combine(date(2026, 11, 20), time(18)),
        datetime.combine(date(2026, 11, 1), time()),
        datetime.combine(date(2026, 11, 19), time(23, 59)),
    ]
