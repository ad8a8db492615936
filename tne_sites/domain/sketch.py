"""Numbered points on a sheet: a sketch beside a list that carries the same numbers. Pure Python."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians

WIDTH, HEIGHT, MARGIN = 420, 440, 30
SIZE = 28  # of a dot, with the white around it


@dataclass(frozen=True, slots=True)
class Dot:
    number: int
    x: int
    y: int


def dots(points: Sequence[tuple[float, float] | None]) -> list[Dot]:
    """Place latitudes and longitudes, north up, whole in the sheet; None keeps its number."""
    known = [(number, *point) for number, point in enumerate(points, start=1) if point]
    if not known:
        return []
    south, north = min(p[1] for p in known), max(p[1] for p in known)
    west, east = min(p[2] for p in known), max(p[2] for p in known)
    # A degree of longitude is shorter than one of latitude, the more so in the north.
    shrink = cos(radians((south + north) / 2))
    tall, wide = (north - south) or 1e-6, ((east - west) * shrink) or 1e-6
    scale = min((WIDTH - 2 * MARGIN) / wide, (HEIGHT - 2 * MARGIN) / tall)
    left, top = (WIDTH - wide * scale) / 2, (HEIGHT - tall * scale) / 2
    placed: list[Dot] = []
    for number, latitude, longitude in known:
        x = round(left + (longitude - west) * shrink * scale)
        y = round(top + (north - latitude) * scale)
        placed.append(Dot(number, *_beside(placed, x, y)))
    return placed


def _beside(placed: Sequence[Dot], x: int, y: int) -> tuple[int, int]:
    """Return the point, or the next free place of a row: structures of one town stand together."""
    taken = {(dot.x, dot.y) for dot in placed}
    step = SIZE if x < WIDTH / 2 else -SIZE
    while (x, y) in taken and 0 <= x + step <= WIDTH:
        x += step
    return x, y
