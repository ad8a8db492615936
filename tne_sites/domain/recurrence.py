"""Dates of a series, and hours on a wall clock. Pure Python.

"Every Tuesday at 18:00" means 18:00 on the clock of the place, before and after the clocks change.
"""

import calendar
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from kernel.domain import DomainError, gettext_noop

MOST_DATES = 60
FARTHEST = timedelta(days=3 * 366)


class NoSuchTime(DomainError):
    """The clocks jump over this hour on that day."""


class Frequency(TextChoices):
    WEEKLY = "weekly", _("every week")
    FORTNIGHTLY = "fortnightly", _("every two weeks")
    MONTHLY = "monthly", _("every month, the same week and day")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """`dates` dates at most, and none after `until`; one of the two may be left out."""

    frequency: Frequency
    dates: int | None = None
    until: date | None = None


def at_local(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """Return the instant of an hour on a wall clock; of two equal hours, the first.

    Raise NoSuchTime for an hour that the clocks jump over.
    """
    wanted = datetime.combine(day, clock, tzinfo=zone)
    instant = wanted.astimezone(UTC)
    if instant.astimezone(zone).replace(tzinfo=None) != wanted.replace(tzinfo=None):
        raise NoSuchTime(
            gettext_noop("On %(day)s the clocks jump over %(clock)s: choose another hour."),
            day=day.strftime("%d/%m/%Y"),
            clock=clock.strftime("%H:%M"),
        )
    return instant


def dates(
    first: date, rule: Rule, *, is_skipped: Callable[[date], bool] = lambda _day: False
) -> list[date]:
    """Return the dates of a series, the first one included unless it is skipped itself."""
    most = min(rule.dates or MOST_DATES, MOST_DATES)
    last = min(rule.until or date.max, first + FARTHEST)
    found: list[date] = []
    for day in _candidates(first, rule.frequency):
        if day > last or len(found) >= most:
            break
        if not is_skipped(day):
            found.append(day)
    return found


def _candidates(first: date, frequency: Frequency) -> Iterator[date]:
    if frequency == Frequency.MONTHLY:
        yield from _same_weekday_of_each_month(first)
        return
    step = timedelta(weeks=2 if frequency == Frequency.FORTNIGHTLY else 1)
    for turn in count():
        yield first + turn * step


def _same_weekday_of_each_month(first: date) -> Iterator[date]:
    """The second Tuesday stays the second Tuesday; a fifth one becomes the last one."""
    place = (first.day - 1) // 7
    for turn in count():
        year, month = divmod(first.year * 12 + first.month - 1 + turn, 12)
        month += 1
        length = calendar.monthrange(year, month)[1]
        offset = (first.weekday() - date(year, month, 1).weekday()) % 7
        day = offset + 1 + 7 * place
        yield date(year, month, day if day <= length else day - 7)
