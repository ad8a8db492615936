"""Lists of the resource centre, read from the catalogue."""

from typing import Any

from django.http import HttpRequest

from resources import cards
from resources.models.library import AudiencePage, ListingPage, Shelf, ShelfPage
from search import listings
from search.listings import Facet, Query, Sort

PER_PAGE = 12


def of(page: ListingPage, request: HttpRequest) -> dict[str, Any]:
    """Return the context of a list: as many queries whatever it finds."""
    number = request.GET.get("page", "")
    found = listings.find(
        Query(
            kinds=[page.shows] if isinstance(page, ShelfPage) else list(Shelf.values),
            facets={Facet.AUDIENCE: [page.audience]} if isinstance(page, AudiencePage) else {},
            sort=Sort.RECENT,
            language=page.locale.language_code,
            page=min(max(int(number[:6]), 1), 10_000) if number.isdecimal() else 1,
            per_page=PER_PAGE,
        )
    )
    return {"cards": cards.shown(found.cards), "total": found.total, "page_of_list": found}
