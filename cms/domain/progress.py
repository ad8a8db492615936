"""How far a campaign is, as drawn: strips, a pile of ten sheets, and its marks. Pure Python.

Amounts are whole cents. The drawings say what the sentence beside them says, never more.
"""

from dataclasses import dataclass
from typing import Literal

SHEETS = 10
STEP = 5  # marks stand at multiples of 5 %, which the style sheet knows
APART = 20  # two labels closer than that would overlap

type Sheet = Literal["solid", "beyond", "part", "empty"]
type Goal = Literal["minimum", "optimum", "done"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A label beside the pile: what it is, its amount, where it stands in percent of the height."""

    kind: Literal["optimum", "today", "minimum"]
    cents: int
    at: int


@dataclass(frozen=True, slots=True)
class Progress:
    """What was raised against a minimum and an optimum, all strictly positive but the first."""

    raised_cents: int
    minimum_cents: int
    optimum_cents: int

    def __post_init__(self) -> None:
        if not (self.raised_cents >= 0 and 0 < self.minimum_cents <= self.optimum_cents):
            msg = f"no progress is possible with {self}"
            raise ValueError(msg)

    @property
    def percent(self) -> int:
        """Whole percents of the optimum: 100 only when it is reached, 0 only when nothing came."""
        exact = self.raised_cents * 100 // self.optimum_cents
        return min(100, max(exact, 1 if self.raised_cents else 0))

    @property
    def minimum_percent(self) -> int:
        return self.minimum_cents * 100 // self.optimum_cents

    @property
    def goal(self) -> Goal:
        """What the next euro goes towards."""
        if self.raised_cents < self.minimum_cents:
            return "minimum"
        return "optimum" if self.raised_cents < self.optimum_cents else "done"

    @property
    def missing_cents(self) -> int:
        """What is missing to the next goal."""
        target = self.minimum_cents if self.goal == "minimum" else self.optimum_cents
        return max(0, target - self.raised_cents)

    @property
    def sheets(self) -> list[tuple[Sheet, int]]:
        """Ten sheets from the bottom: how each is drawn, and how much of a part sheet is filled."""
        return [self._sheet(number) for number in range(1, SHEETS + 1)]

    @property
    def marks(self) -> list[Mark]:
        """Optimum, today and minimum, pushed apart so that no label covers another."""
        wanted = [Mark("minimum", self.minimum_cents, self.minimum_percent)]
        if 0 < self.raised_cents < self.optimum_cents:
            wanted.append(Mark("today", self.raised_cents, self.percent))
        wanted.sort(key=lambda mark: mark.at)
        top = 100 - APART * len(wanted)
        placed, floor = [], 0
        for rank, mark in enumerate(wanted):
            at = min(max(_rounded(mark.at), floor), top + APART * rank)
            placed.append(Mark(mark.kind, mark.cents, at))
            floor = at + APART
        return [Mark("optimum", self.optimum_cents, 100), *reversed(placed)]

    def _sheet(self, number: int) -> tuple[Sheet, int]:
        upper = number * 100 // SHEETS
        if self.percent >= upper:
            return ("beyond" if upper > self.minimum_percent else "solid"), 100
        filled = self.percent * SHEETS - (number - 1) * 100
        return ("part", filled) if filled > 0 else ("empty", 0)


def _rounded(percent: int) -> int:
    return STEP * round(percent / STEP)
