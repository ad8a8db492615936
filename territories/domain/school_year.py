"""The school year: what every count of the platform calls "a year" unless it says otherwise."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Self

from kernel.domain import UnreadableInput, gettext_noop
from kernel.typed import tidy
from territories.domain.departments import local_day

SEPTEMBER = 9
WRITTEN = re.compile(r"(?P<first>\d{4})\s*[-/–]\s*(?P<second>\d{4}|\d{2})")


class InvalidSchoolYear(UnreadableInput):
    """What was typed is not a school year."""


@dataclass(frozen=True, slots=True, order=True)
class SchoolYear:
    """From 1 September to 31 August; known by the calendar year in which it starts."""

    start: int

    @classmethod
    def of(cls, day: date) -> Self:
        return cls(day.year if day.month >= SEPTEMBER else day.year - 1)

    @classmethod
    def at(cls, instant: datetime, department: str) -> Self:
        """The school year on the department's own calendar: Nouméa enters it hours before Paris."""
        return cls.of(local_day(department, instant))

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read "2025-2026", "2025-26" or "2025/2026"; or raise InvalidSchoolYear."""
        match = WRITTEN.fullmatch(tidy(text))
        if match is None:
            raise InvalidSchoolYear(gettext_noop("Write a school year like this: 2025-2026."))
        first = int(match["first"])
        if int(match["second"]) not in {first + 1, (first + 1) % 100}:
            raise InvalidSchoolYear(
                gettext_noop("A school year covers two years that follow each other.")
            )
        return cls(first)

    @property
    def starts_on(self) -> date:
        return date(self.start, SEPTEMBER, 1)

    @property
    def ends_on(self) -> date:
        """The last day, included."""
        return date(self.start + 1, SEPTEMBER - 1, 31)

    @property
    def following(self) -> "SchoolYear":
        return SchoolYear(self.start + 1)

    @property
    def previous(self) -> "SchoolYear":
        return SchoolYear(self.start - 1)

    def __contains__(self, day: date) -> bool:
        return self.starts_on <= day <= self.ends_on

    def __str__(self) -> str:
        return f"{self.start}-{self.start + 1}"
