"""The maps beside lists of places: numbers drawn by us, without tiles or script.

The ground is made of the communes themselves, one dot each, so that a department shows its shape;
nothing is asked of another server. The list beside it carries the same numbers.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from cms.workshops import WorkshopRow
from search.listings import Card
from territories.models import Commune, CommuneKind
from tne_sites.domain import sketch
from tne_sites.domain.sketch import Spot

# On the map of the whole country the large communes are enough to see its shape.
LARGE = 6000
GROUND_SECONDS = 24 * 3600


@dataclass(frozen=True, slots=True)
class Place:
    """One numbered place of the list, with its workshops."""

    name: str
    workshops: tuple[WorkshopRow, ...]


def context(cards: Sequence[Card], rows: Sequence[WorkshopRow], given: QueryDict) -> dict[str, Any]:
    """Return what the page of the map of workshops shows."""
    found = places(cards)
    shown = {card.entry_id: row for card, row in zip(cards, rows, strict=True)}
    query = given.copy()
    return {
        "places": [
            Place(name, tuple(shown[card.entry_id] for card in here))
            for name, here in found.items()
        ],
        "sketch_url": f"{reverse('workshops:sketch')}?{query.urlencode()}" if found else "",
        "sketch_alt": _("Map with the numbers of the list"),
        "nowhere": [row for row, card in zip(rows, cards, strict=True) if card.point is None],
    }


def places(cards: Iterable[Card]) -> dict[str, list[Card]]:
    """Group the cards that have a point by place, in the order of the list."""
    found: dict[str, list[Card]] = {}
    for card in cards:
        if card.point is not None:
            name = ", ".join(filter(None, [card.more.get("commune"), card.more.get("place")]))
            found.setdefault(name, []).append(card)
    return found


def picture(
    request: HttpRequest, spots: Sequence[Spot | None], departments: Sequence[str]
) -> HttpResponse:
    """Draw numbered spots over these departments, or over the country when there is none."""
    ground = _ground(departments)
    known = [spot for spot in spots if spot]
    frame = sketch.frame_of([*ground, *known]) if departments else sketch.METROPOLIS
    sheet = sketch.sheet_of(frame)
    drawn = {"ground": sketch.ground(sheet, ground), "dots": sketch.dots(sheet, spots)}
    return render(request, "tne_sites/sketch.svg", drawn, content_type="image/svg+xml")


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
