"""Figures of collections and their definitions, from plain rows. Pure Python.

- *received*: sent to the team; *published*: open to gifts one day, by their day of publication;
- *completed*: the collection is over, by the day it stopped;
- *funded*: among the completed, those that reached their minimum, also when the project was
  cancelled after;
- *success rate*: funded / completed;
- *raised*: what funded projects that were not cancelled collected, boosts included.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

# Bounds of gift bands in cents: above the first, up to the second, the lowest with its bound.
BANDS = ((0, 2500), (2500, 5000), (5000, 10_000), (10_000, 20_000), (20_000, 50_000),
         (50_000, 100_000), (100_000, None))  # fmt: skip

type Within = Callable[[date], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A stretch of days, its last one included: a school year, or one of the calendar."""

    name: str
    first: date
    last: date
    is_calendar: bool = False

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    @classmethod
    def calendar(cls, year: int) -> "Period":
        return cls(
            name=str(year), first=date(year, 1, 1), last=date(year, 12, 31), is_calendar=True
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One campaign, as far as figures are concerned; days on the school's own calendar."""

    submitted_on: date | None
    published_on: date | None
    ended_on: date | None
    is_funded: bool
    is_cancelled: bool
    minimum_cents: int
    optimum_cents: int
    raised_cents: int
    theme: str
    format: str
    levels: tuple[str, ...]
    department: str
    academy: str
    stage: str
    is_courte_echelle: bool


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


def figures(rows: Iterable[Row], within: Within) -> Figures:
    """Count what happened in a period."""
    counted = dict.fromkeys(Figures.__dataclass_fields__, 0)
    for row in rows:
        counted["received"] += _is(row.submitted_on, within)
        counted["published"] += _is(row.published_on, within)
        if not _is(row.ended_on, within):
            continue
        counted["completed"] += 1
        counted["minimum_cents"] += row.minimum_cents
        counted["optimum_cents"] += row.optimum_cents
        counted["funded"] += row.is_funded
        if row.is_funded and row.is_cancelled:
            counted["cancelled"] += 1
        elif row.is_funded:
            counted["raised_cents"] += row.raised_cents
    return Figures(**counted)


def _is(day: date | None, within: Within) -> bool:
    return day is not None and within(day)


def grouped(
    rows: Iterable[Row], keys: Callable[[Row], Collection[str]], within: Within
) -> Mapping[str, Figures]:
    """Count each group apart; a row with two levels counts in both."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        for key in keys(row):
            groups.setdefault(key, []).append(row)
    counted = {key: figures(found, within) for key, found in groups.items()}
    return {key: found for key, found in counted.items() if found.published or found.completed}


def by_month(rows: Iterable[Row], within: Within) -> Mapping[int, int]:
    """Count publications by month, September first."""
    counts = dict.fromkeys((9, 10, 11, 12, 1, 2, 3, 4, 5, 6, 7, 8), 0)
    for row in rows:
        if row.published_on is not None and within(row.published_on):
            counts[row.published_on.month] += 1
    return counts


def band_of(cents: int) -> int:
    """Return the rank of a gift's band: 25 € is in the first, 25.01 € in the second."""
    return next(rank for rank, (_above, to) in enumerate(BANDS) if to is None or cents <= to)
