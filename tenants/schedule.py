"""When a periodic job is due. Pure Python."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")
_EPOCH = datetime(2020, 1, 1, tzinfo=UTC)


class Schedule(Protocol):
    """Knows the last due moment before an instant; the next one follows from it."""

    def last(self, at: datetime) -> datetime: ...

    def next(self, at: datetime) -> datetime: ...


@dataclass(frozen=True, slots=True)
class Every:
    """Due at each multiple of an interval, the same for all machines."""

    interval: timedelta

    def __post_init__(self) -> None:
        if self.interval < timedelta(seconds=10):
            raise ValueError("a job cannot run more often than every ten seconds")

    def last(self, at: datetime) -> datetime:
        return _EPOCH + (at - _EPOCH) // self.interval * self.interval

    def next(self, at: datetime) -> datetime:
        return self.last(at) + self.interval


@dataclass(frozen=True, slots=True)
class Daily:
    """Due once a day in Paris, on the two days of the year when clocks change as well."""

    hour: time

    def last(self, at: datetime) -> datetime:
        today = at.astimezone(PARIS).date()
        due = self._on(today.toordinal())
        return due if due <= at else self._on(today.toordinal() - 1)

    def next(self, at: datetime) -> datetime:
        today = at.astimezone(PARIS).date()
        due = self._on(today.toordinal())
        return due if due > at else self._on(today.toordinal() + 1)

    def _on(self, day: int) -> datetime:
        # 2:30 does not exist one night in March: the zone reads it as 3:30, still once.
        local = datetime.combine(datetime.fromordinal(day).date(), self.hour, tzinfo=PARIS)
        return local.astimezone(UTC)
