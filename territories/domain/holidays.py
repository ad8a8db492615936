"""School holidays as the ministry prints them: after classes on a day, until a day of return."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from territories.domain.school_year import SchoolYear

SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Holiday:
    """One period of one zone; `resumes_on` is None while the day of return is not published."""

    name: str
    starts_on: date
    resumes_on: date | None = None

    def covers(self, day: date) -> bool:
        """True when no pupil of the zone is at school that day because of this holiday."""
        # "From Saturday 18" means after Saturday's classes, which almost no school has; "from
        # Tuesday 22" means after Tuesday's classes, which every school has.
        begun = day > self.starts_on or (day == self.starts_on and day.weekday() == SATURDAY)
        if self.resumes_on is None:
            return begun and day <= SchoolYear.of(self.starts_on).ends_on
        return begun and day < self.resumes_on


def holiday_on(day: date, holidays: Iterable[Holiday]) -> Holiday | None:
    """The holiday that covers a day; where two meet, the one that began last."""
    covering = [holiday for holiday in holidays if holiday.covers(day)]
    return max(covering, key=lambda holiday: holiday.starts_on, default=None)
