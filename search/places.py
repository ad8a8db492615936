"""The place that a visitor wants to be near: a commune of the official list, by its name."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from search.document import Point
from territories.models import Commune
from territories.models.commune import name_key

MOST_OTHERS = 5
# "Saint-Denis (974)": what a choice between namesakes writes.
_WITH_DEPARTMENT = re.compile(r"^(?P<name>.*\S)\s*\((?P<department>\w{2,3})\)$")


@dataclass(frozen=True, slots=True)
class Place:
    name: str
    department: str
    point: Point

    @property
    def text(self) -> str:
        return f"{self.name} ({self.department})"


def find(typed: str, *, here: str = "") -> Sequence[Place]:
    """Return the communes that a name or postcode may be, the likeliest first: one query.

    `here` is the department of the site, whose communes come before their namesakes.
    """
    said = _WITH_DEPARTMENT.match(typed.strip())
    name, department = (said["name"], said["department"]) if said else (typed, "")
    rows = Commune.objects.starting_with(name).current().with_point()
    if department:
        rows = rows.in_department(department)
    key = name_key(name)
    # Namesakes are few; the others only begin so.
    found = [*rows.filter(name_key=key)[:MOST_OTHERS], *rows.exclude(name_key=key)[:MOST_OTHERS]]
    exact = [row for row in found if row.name_key == key]
    chosen = sorted(exact, key=lambda row: row.department_id != here) or found
    return [_place(row) for row in chosen if row.latitude is not None]


def _place(row: Commune) -> Place:
    point = Point(float(row.latitude or 0), float(row.longitude or 0))
    return Place(row.name, row.department_id, point)
