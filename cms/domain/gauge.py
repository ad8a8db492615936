"""The gauge of a project sheet: what such projects asked for, and what they raised.

The figures are those of closed campaigns: the amount below which a quarter of them lie, the one
in the middle, the one below which three quarters lie. Under five campaigns the figures would say
more about one class than about a kind of project: what the editors wrote is shown instead, marked
as theirs, or nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Self

from kernel.money import Money
from kernel.ports import ClosedCampaign

FEWEST = 5
WIDTH = 520  # of the drawing's axis, in its own units
STEPS = (1, 2, 5, 10)


class Origin(StrEnum):
    """Where the figures come from: a reader must know."""

    CAMPAIGNS = "campaigns"
    EDITORS = "editors"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Quartiles:
    """Three amounts, in order."""

    low: Money
    median: Money
    high: Money

    @property
    def in_order(self) -> tuple[Money, Money, Money]:
        return self.low, self.median, self.high

    @classmethod
    def of(cls, amounts: Sequence[Money]) -> Self:
        """Return the 25th, 50th and 75th percentiles; between two amounts, in proportion.

        As PostgreSQL's `percentile_cont`, to the nearest cent, halves to the even one.
        """
        ordered = sorted(amounts)
        return cls(*(_percentile(ordered, Fraction(part, 4)) for part in (1, 2, 3)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Editors:
    """What the editors of a sheet say it costs."""

    cost: Quartiles
    noted_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of the drawing: three amounts and where they stand on the axis."""

    name: str  # minimum, raised or cost
    amounts: Quartiles
    start: int
    middle: int
    end: int

    @property
    def length(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True, kw_only=True)
class Gauge:
    """What the component draws and writes; no row means that there is not enough to say."""

    origin: Origin
    campaigns: int
    as_of: date | None
    rows: tuple[Row, ...] = ()
    top: Money | None = None

    @property
    def main(self) -> Row | None:
        """The row that the sentence is about: what was raised, or what it costs."""
        return self.rows[-1] if self.rows else None


def gauge(campaigns: Sequence[ClosedCampaign], editors: Editors | None, *, at: date) -> Gauge:
    """Return the gauge of comparable campaigns, else of the editors, else one that says so."""
    if len(campaigns) >= FEWEST:
        minimum = Quartiles.of([campaign.minimum for campaign in campaigns])
        raised = Quartiles.of([campaign.raised for campaign in campaigns])
        return _draw(Origin.CAMPAIGNS, len(campaigns), at, {"minimum": minimum, "raised": raised})
    if editors:
        return _draw(Origin.EDITORS, len(campaigns), editors.noted_on, {"cost": editors.cost})
    return Gauge(origin=Origin.NONE, campaigns=len(campaigns), as_of=at)


def _draw(origin: Origin, campaigns: int, as_of: date | None, rows: dict[str, Quartiles]) -> Gauge:
    top = _round_up(max(amounts.high for amounts in rows.values()))
    return Gauge(
        origin=origin,
        campaigns=campaigns,
        as_of=as_of,
        rows=tuple(_row(name, amounts, top) for name, amounts in rows.items()),
        top=top,
    )


def _row(name: str, amounts: Quartiles, top: Money) -> Row:
    start, middle, end = (
        amount.cents * WIDTH // top.cents for amount in (amounts.low, amounts.median, amounts.high)
    )
    return Row(name=name, amounts=amounts, start=start, middle=middle, end=end)


def _round_up(amount: Money) -> Money:
    """Return the end of an axis: the next 1, 2 or 5 followed by zeros, in euros."""
    euros, power = max(1, -(-amount.cents // 100)), 1
    while power * 10 < euros:
        power *= 10
    return Money(next(step for step in STEPS if step * power >= euros) * power * 100)


def _percentile(ordered: Sequence[Money], part: Fraction) -> Money:
    place = part * (len(ordered) - 1)
    before = int(place)
    after = min(before + 1, len(ordered) - 1)
    low, high = ordered[before].cents, ordered[after].cents
    return Money(round(low + (place - before) * (high - low)))
