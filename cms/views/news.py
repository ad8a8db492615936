"""The list of news: this site's own, or those of all departments on the national site."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils.translation import gettext as _

from cms import highlights
from cms.search_documents import NATIONAL_NEWS
from search import listings
from search.listings import Card, Facet, Query, Scope, Sort
from tenants.context import current_tenant

PER_PAGE = 12
# Name in the address, and what it narrows.
FILTERS = (("public", Facet.AUDIENCE), ("theme", Facet.THEME), ("departement", Facet.DEPARTMENT))


class FoundPage:
    """What the component of pages asks of a Django page.

    From a listing that is already cut.
    """

    def __init__(self, page: listings.Page[Card]) -> None:
        self.number = page.number
        self.has_next, self.has_previous = page.has_next, page.has_previous
        self.has_other_pages = page.pages > 1
        self.next_page_number, self.previous_page_number = page.number + 1, page.number - 1
        self.paginator = Paginator(range(page.total), page.per_page)


def listing(index: Any, request: HttpRequest) -> dict[str, Any]:
    """Return the context of the list: three queries whatever it finds."""
    tenant = current_tenant()
    is_national = tenant is None or tenant.is_national
    query = Query(
        kinds=["news"],
        scope=Scope.NETWORK if is_national else Scope.SITE,
        facets=chosen(request) | ({Facet.STATE: [NATIONAL_NEWS]} if is_national else {}),
        sort=Sort.RECENT,
        language=index.locale.language_code,
        page=page_number(request),
        per_page=PER_PAGE,
        count=[facet for _parameter, facet in FILTERS if is_national or facet != Facet.DEPARTMENT],
    )
    found = listings.find(query)
    return {
        "cards": highlights.news_cards(found.cards),
        "total": found.total,
        "page_of_list": FoundPage(found),
        "facets": [
            _facet(name, found.facets[facet]) for name, facet in FILTERS if found.facets.get(facet)
        ],
        "is_filtered": any(request.GET.getlist(name) for name, _narrowed in FILTERS),
    }


def chosen(request: HttpRequest) -> dict[Facet, list[str]]:
    """Read the filters of the address.

    A value that does not exist finds nothing, and breaks nothing.
    """
    return {
        facet: [value[:40] for value in values[:20]]
        for name, facet in FILTERS
        if (
            values := [
                value for value in request.GET.getlist(name) if value.isprintable() and value
            ]
        )
    }


def page_number(request: HttpRequest) -> int:
    number = request.GET.get("page", "")
    return min(max(int(number[:6]), 1), 10_000) if number.isdecimal() else 1


def _facet(name: str, counts: tuple[listings.FacetCount, ...]) -> dict[str, Any]:
    legends = {"public": _("Audience"), "theme": _("Topic"), "departement": _("Department")}
    return {
        "name": name,
        "legend": legends[name],
        "type": "checkbox",
        "options": [
            {
                "value": count.value,
                "text": count.label,
                "count": count.count,
                "is_checked": count.is_chosen,
            }
            for count in counts
        ],
    }
