"""The list of places beside the map of workshops: the same numbers on both."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from cms.workshops import WorkshopRow
from search.listings import Card


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
