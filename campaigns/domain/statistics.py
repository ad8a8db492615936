"""Figures of collections and their definitions. Pure Python.

- *received*: sent to the team; *published*: open to gifts one day, by their day of publication;
- *completed*: the collection is over, by the day it stopped;
- *funded*: among the completed, those that reached their minimum, also when the project was
  cancelled after;
- *success rate*: funded / completed;
- *raised*: what funded projects that were not cancelled collected, boosts included.

The database counts (campaigns.tallies); tests/campaigns/definitions.py says the same row by row.
"""

from dataclasses import dataclass
from datetime import date, timedelta

# Bounds of gift bands in cents: above the first, up to the second, the lowest with its bound.
BANDS = ((0, 2500), (2500, 5000), (5000, 10_000), (10_000, 20_000), (20_000, 50_000),
         (50_000, 100_000), (100_000, None))  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A stretch of days, its last one included: a school year, or one of the calendar."""

    name: str
    first: date
    last: date
    is_calendar: bool = False

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    @property
    def after(self) -> date:
        """The first day that is no longer in it."""
        return self.last + timedelta(days=1)

    @classmethod
    def calendar(cls, year: int) -> "Period":
        return cls(
            name=str(year), first=date(year, 1, 1), last=date(year, 12, 31), is_calendar=True
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Counts of a period; the means say what they divide by."""

    received: int
    published: int
    completed: int
    funded: int
    cancelled: int
    raised_cents: int
    minimum_cents: int  # of the completed, summed
    optimum_cents: int

    def __add__(self, other: "Figures") -> "Figures":
        names = self.__dataclass_fields__
        return Figures(**{name: getattr(self, name) + getattr(other, name) for name in names})

    @property
    def paid(self) -> int:
        """Funded and not cancelled: what the mean sum raised divides by."""
        return self.funded - self.cancelled

    @property
    def success_rate(self) -> float | None:
        return self.funded / self.completed if self.completed else None

    @property
    def mean_raised_cents(self) -> int | None:
        return _mean(self.raised_cents, self.paid)

    @property
    def mean_minimum_cents(self) -> int | None:
        return _mean(self.minimum_cents, self.completed)

    @property
    def mean_optimum_cents(self) -> int | None:
        return _mean(self.optimum_cents, self.completed)


def _mean(total: int, number: int) -> int | None:
    return round(total / number) if number else None
