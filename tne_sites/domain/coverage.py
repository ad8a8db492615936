"""Which target schools have had a workshop, will have one, or have had nothing. Pure Python.

The count is by school code: a workshop for three schools counts for each of the three.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Covering(StrEnum):
    """In the order of a coordinator's worries."""

    GAP = "gap"
    PLANNED = "planned"
    COVERED = "covered"


@dataclass(frozen=True, slots=True)
class Occasion:
    """One workshop, as far as schools are concerned; a cancelled one is none."""

    day: date
    is_held: bool
    uais: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    uai: str
    held: int
    planned: int
    last_on: date | None
    next_on: date | None

    @property
    def covering(self) -> Covering:
        if self.held:
            return Covering.COVERED
        return Covering.PLANNED if self.planned else Covering.GAP


@dataclass(frozen=True, slots=True)
class Summary:
    targets: int
    covered: int
    planned: int
    gaps: int
    # Schools outside the perimeter that had a workshop: counted apart.
    others: int


def lines(targets: Iterable[str], occasions: Iterable[Occasion]) -> list[Line]:
    """Return one line for each target school, gaps first, then the longest without anything."""
    held, planned = Counter[str](), Counter[str]()
    last: dict[str, date] = {}
    following: dict[str, date] = {}
    for occasion in occasions:
        for uai in set(occasion.uais):
            if occasion.is_held:
                held[uai] += 1
                last[uai] = max(last.get(uai, occasion.day), occasion.day)
            else:
                planned[uai] += 1
                following[uai] = min(following.get(uai, occasion.day), occasion.day)
    found = [
        Line(
            uai=uai,
            held=held[uai],
            planned=planned[uai],
            last_on=last.get(uai),
            next_on=following.get(uai),
        )
        for uai in dict.fromkeys(targets)
    ]
    return sorted(found, key=_worry)


def summary(found: Sequence[Line], occasions: Iterable[Occasion]) -> Summary:
    counted = Counter(line.covering for line in found)
    targets = {line.uai for line in found}
    reached = {uai for occasion in occasions if occasion.is_held for uai in occasion.uais}
    return Summary(
        targets=len(targets),
        covered=counted[Covering.COVERED],
        planned=counted[Covering.PLANNED],
        gaps=counted[Covering.GAP],
        others=len(reached - targets),
    )


def _worry(line: Line) -> tuple[int, date, str]:
    order = list(Covering).index(line.covering)
    return order, line.last_on or date.min, line.uai
