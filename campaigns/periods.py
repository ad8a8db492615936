"""The years that figures are asked for: of schools, or of the calendar."""

import re
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from campaigns.domain.statistics import Period
from territories.domain.school_year import InvalidSchoolYear, SchoolYear

CALENDAR = re.compile(r"20[0-9]{2}")
FIRST_YEAR = 2017


def period_of(typed: str) -> Period | None:
    """Return the year that was typed; None also for what is none, or not yet."""
    if CALENDAR.fullmatch(typed):
        period = Period.calendar(int(typed))
    else:
        try:
            year = SchoolYear.parse(typed)
        except InvalidSchoolYear:
            return None
        period = Period(name=str(year), first=year.starts_on, last=year.ends_on)
    return period if FIRST_YEAR <= period.first.year <= timezone.localdate().year else None


def bounds(year: Period | None) -> tuple[datetime, datetime]:
    """Return the first instant, and the one after the last; everything without a year."""
    zone = ZoneInfo("Europe/Paris")
    first = year.first if year else SchoolYear(FIRST_YEAR).starts_on
    last = year.last if year else timezone.localdate()
    return (
        datetime.combine(first, time.min, zone),
        datetime.combine(last + timedelta(days=1), time.min, zone),
    )
