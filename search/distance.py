"""How far things are from a point: in the database, and for a card.

On a sphere, to a few metres in a thousand: nobody chooses a workshop by less.
"""

import math

from django.db.models import BigIntegerField, F, FloatField, Q, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import ASin, Cast, Cos, Least, Power, Radians, Round, Sin, Sqrt

from search.document import Point

DIAMETER_METRES = 12_742_000
METRES_PER_DEGREE = 111_195
KILOMETRE = 1000


def metres_from(point: Point) -> Combinable:
    """Return the distance of each entry, in whole metres; null where it has no point."""
    north = _half_chord("latitude", point.latitude)
    east = _half_chord("longitude", point.longitude)
    shrunk = Cos(Radians(F("latitude"))) * Value(math.cos(math.radians(point.latitude)))
    angle = ASin(Least(Value(1.0), Sqrt(north + shrunk * east)))
    return Cast(Round(angle * Value(float(DIAMETER_METRES))), BigIntegerField())


def _half_chord(column: str, degrees: float) -> Combinable:
    apart = Radians(F(column) - Value(degrees, FloatField()))
    return Power(Sin(apart / Value(2.0)), Value(2.0))


def around(point: Point, kilometres: int) -> Q:
    """Return the square that holds all that is so near: columns are compared, nothing computed."""
    degrees = kilometres * KILOMETRE / METRES_PER_DEGREE
    found = Q(latitude__range=(point.latitude - degrees, point.latitude + degrees))
    # Near a pole a degree of longitude is next to nothing.
    width = degrees / max(math.cos(math.radians(point.latitude)), 0.01)
    return found & Q(longitude__range=(point.longitude - width, point.longitude + width))


def kilometres_between(one: Point, other: Point) -> float:
    """Return the distance as `metres_from` computes it.

    >>> round(kilometres_between(Point(49.5641, 3.6244), Point(48.8566, 2.3522)))
    122
    """
    north = math.sin(math.radians(other.latitude - one.latitude) / 2) ** 2
    east = math.sin(math.radians(other.longitude - one.longitude) / 2) ** 2
    shrunk = math.cos(math.radians(one.latitude)) * math.cos(math.radians(other.latitude))
    return DIAMETER_METRES / KILOMETRE * math.asin(min(1.0, math.sqrt(north + shrunk * east)))
