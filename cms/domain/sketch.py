"""Numbered places on a sheet, north up: a map beside a list with the same numbers. Pure Python."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians

WIDTH, HEIGHT, MARGIN = 420, 440, 30
SIZE = 28  # of a dot, with the white around it

type Spot = tuple[float, float]  # longitude, latitude
type Frame = tuple[float, float, float, float]  # west, south, east, north
# Metropolitan France: overseas places are in the list, and on the map of their own department.
METROPOLIS: Frame = (-5.5, 41.0, 10.0, 51.5)


@dataclass(frozen=True, slots=True)
class Dot:
    number: int
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """Where each longitude and latitude falls: whole in the sheet, in its middle."""

    west: float
    north: float
    shrink: float
    scale: float
    left: float
    top: float

    def at(self, spot: Spot) -> tuple[int, int]:
        x = self.left + (spot[0] - self.west) * self.shrink * self.scale
        return round(x), round(self.top + (self.north - spot[1]) * self.scale)


def sheet_of(frame: Frame) -> Sheet:
    west, south, east, north = frame
    # A degree of longitude is shorter than one of latitude, the more so in the north.
    shrink = cos(radians((south + north) / 2))
    tall, wide = max(1e-6, north - south), max(1e-6, (east - west) * shrink)
    scale = min((WIDTH - 2 * MARGIN) / wide, (HEIGHT - 2 * MARGIN) / tall)
    left, top = (WIDTH - wide * scale) / 2, (HEIGHT - tall * scale) / 2
    return Sheet(west, north, shrink, scale, left, top)


def frame_of(spots: Sequence[Spot]) -> Frame:
    """Return the smallest frame that holds them all."""
    if not spots:
        return METROPOLIS
    longitudes, latitudes = zip(*spots, strict=True)
    return min(longitudes), min(latitudes), max(longitudes), max(latitudes)


def dots(sheet: Sheet, spots: Sequence[Spot | None]) -> list[Dot]:
    """Place numbered spots; None keeps its number; what is off the sheet is left to the list."""
    placed: list[Dot] = []
    for number, spot in enumerate(spots, start=1):
        if spot is None:
            continue
        x, y = sheet.at(spot)
        if 0 <= x <= WIDTH and 0 <= y <= HEIGHT:
            placed.append(Dot(number, *_beside(placed, x, y)))
    return placed


def ground(sheet: Sheet, spots: Sequence[Spot]) -> str:
    """Return the path of small dots that shows the shape of the country."""
    places = dict.fromkeys(map(sheet.at, spots))  # two communes on one pixel are drawn once
    return "".join(f"M{x} {y}h0" for x, y in places if 0 <= x <= WIDTH and 0 <= y <= HEIGHT)


def _beside(placed: Sequence[Dot], x: int, y: int) -> tuple[int, int]:
    """Return the point, or the next free place of a row: places of one town stand together."""
    taken = {(dot.x, dot.y) for dot in placed}
    step = SIZE if x < WIDTH / 2 else -SIZE
    while (x, y) in taken and 0 <= x + step <= WIDTH:
        x += step
    return x, y
