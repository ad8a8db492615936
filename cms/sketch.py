"""The maps beside lists of places: numbers drawn by us, without tiles or script.

The ground is made of the communes themselves, one dot each, so that a department shows its shape;
nothing is asked of another server. The list beside it carries the same numbers.
"""

from collections.abc import Sequence

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cms.domain import sketch
from cms.domain.sketch import Spot
from territories.models import Commune, CommuneKind

# On the map of the whole country the large communes are enough to see its shape.
LARGE = 6000
GROUND_SECONDS = 24 * 3600


def picture(
    request: HttpRequest, spots: Sequence[Spot | None], departments: Sequence[str]
) -> HttpResponse:
    """Draw numbered spots over these departments, or over the country when there is none."""
    ground = _ground(departments)
    known = [spot for spot in spots if spot]
    frame = sketch.frame_of([*ground, *known]) if departments else sketch.METROPOLIS
    sheet = sketch.sheet_of(frame)
    drawn = {"ground": sketch.ground(sheet, ground), "dots": sketch.dots(sheet, spots)}
    return render(request, "cms/sketch.svg", drawn, content_type="image/svg+xml")


def _ground(departments: Sequence[str]) -> list[Spot]:
    key = f"sketch:{','.join(sorted(departments))}"
    found: list[Spot] | None = cache.get(key)
    if found is None:
        rows = Commune.objects.filter(kind=CommuneKind.COMMUNE).with_point()
        if departments:
            rows = rows.filter(department__in=departments)
        else:
            rows = rows.filter(population__gte=LARGE)
        found = [(x, y) for x, y in rows.values_list("longitude", "latitude") if x and y]
        cache.set(key, found, GROUND_SECONDS)
    return found
