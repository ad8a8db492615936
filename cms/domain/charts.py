"""The geometry of the four charts: numbers in, places in a drawing out. Pure Python.

Bars start at zero, always. The template draws it and shows the same numbers in a table.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

WIDTH, HEIGHT = 560, 300
BASELINE, TOP = 262, 44
MARGIN = 24


@dataclass(frozen=True, slots=True)
class Point:
    """One value of a series."""

    label: str
    value: float


@dataclass(frozen=True, slots=True)
class Bar:
    label: str
    value: float
    path: str
    middle: int
    value_y: int
    is_last: bool


@dataclass(frozen=True, slots=True)
class Dot:
    label: str
    value: float
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Part:
    """One stretch of a stacked bar, in thousandths of its width."""

    label: str
    value: float
    x: int
    width: int
    percent: int
    rank: int


def bars(points: Sequence[Point]) -> list[Bar]:
    """Cut one bar per value, the edges slightly off as all that is cut here."""
    step = (WIDTH - 2 * MARGIN) / max(1, len(points))
    wide = min(96, step * 0.74)
    drawn = []
    for rank, point in enumerate(points):
        middle = MARGIN + step * (rank + 0.5)
        left, right = middle - wide / 2, middle + wide / 2
        top = _height(point.value, points)
        upper = f"M{left + 2:.0f} {top:.0f} {right - 2:.0f} {top - 4:.0f}"
        path = f"{upper} {right:.0f} {BASELINE} {left:.0f} {BASELINE}Z"
        is_last = rank == len(points) - 1
        drawn.append(Bar(point.label, point.value, path, round(middle), round(top - 12), is_last))
    return drawn


def line(points: Sequence[Point]) -> list[Dot]:
    """Place one dot per value, from the first edge to the last."""
    step = (WIDTH - 4 * MARGIN) / max(1, len(points) - 1)
    places = (round(2 * MARGIN + step * rank) for rank in range(len(points)))
    return [
        Dot(point.label, point.value, x, round(_height(point.value, points)))
        for x, point in zip(places, points, strict=True)
    ]


def stack(points: Sequence[Point]) -> list[Part]:
    """Share one bar among values; percents are rounded so that they still add up to 100."""
    total = sum(point.value for point in points)
    if not total:
        return []
    ends = [round(1000 * end / total) for end in accumulate(point.value for point in points)]
    percents = _percents([point.value for point in points], total)
    return [
        Part(point.label, point.value, start, end - start, percent, rank % 5)
        for rank, (point, start, end, percent) in enumerate(
            zip(points, [0, *ends], ends, percents, strict=False)
        )
    ]


def _height(value: float, points: Sequence[Point]) -> float:
    highest = max((point.value for point in points), default=0)
    return BASELINE - (BASELINE - TOP) * value / highest if highest else BASELINE


def _percents(values: Sequence[float], total: float) -> list[int]:
    """Give the points lost by rounding down to the largest remainders."""
    exact = [100 * value / total for value in values]
    floors = [int(share) for share in exact]
    by_remainder = sorted(range(len(exact)), key=lambda i: exact[i] - floors[i], reverse=True)
    for i in by_remainder[: 100 - sum(floors)]:
        floors[i] += 1
    return floors
