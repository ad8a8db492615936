"""A map drawn by us, without tiles or script: numbered spots on a ground of communes.

The ground is made of the communes themselves, one dot each, so that a department shows its shape;
nothing is asked of another server. The list beside it carries the same numbers.
"""

import math
from collections.abc import Sequence

from django.core.cache import cache
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from territories.models import Commune, CommuneKind

WIDTH, HEIGHT, MARGIN = 420, 440, 24
# On the map of the whole country the large communes are enough to see its shape.
LARGE = 6000
# Metropolitan France: what lies overseas is in the list, and on the map of its own department.
METROPOLIS = (-5.5, 41.0, 10.0, 51.5)
GROUND_SECONDS = 24 * 3600

type Spot = tuple[float, float]  # longitude, latitude


def draw(spots: Sequence[Spot], departments: Sequence[str]) -> SafeString:
    """Return the SVG: the ground of these departments, or of the country, and numbered spots."""
    ground = _ground(departments)
    west, south, east, north = _frame([*ground, *spots], is_country=not departments)
    narrow = math.cos(math.radians((south + north) / 2))
    scale = min(
        (WIDTH - 2 * MARGIN) / max(1e-6, (east - west) * narrow),
        (HEIGHT - 2 * MARGIN) / max(1e-6, north - south),
    )

    def at(spot: Spot) -> tuple[int, int]:
        x = MARGIN + (spot[0] - west) * narrow * scale
        return round(x), round(MARGIN + (north - spot[1]) * scale)

    dots = format_html_join("", "M{} {}h0", (at(spot) for spot in ground))
    marks = format_html_join(
        "",
        '<circle cx="{}" cy="{}" r="13"/><text x="{}" y="{}">{}</text>',
        ((x, y, x, y + 5, n) for n, (x, y) in enumerate(map(at, spots), 1)),
    )
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}">'
        '<path d="{}" stroke="#7cc4ea" stroke-width="5" stroke-linecap="round" fill="none"/>'
        '<g fill="#16204a" stroke="#fff" stroke-width="2">{}</g></svg>',
        WIDTH,
        HEIGHT,
        dots,
        SafeString(marks.replace("<text ", '<text fill="#fff" stroke="none" ' + _LETTERS)),
    )


_LETTERS = 'font-family="sans-serif" font-size="14" font-weight="700" text-anchor="middle" '


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


def _frame(spots: Sequence[Spot], *, is_country: bool) -> tuple[float, float, float, float]:
    if is_country or not spots:
        return METROPOLIS
    longitudes, latitudes = zip(*spots, strict=True)
    return min(longitudes), min(latitudes), max(longitudes), max(latitudes)
