"""Lists of the resource centre, read from the catalogue: filters in the address, no script needed.

An address never fails: a value that does not exist finds nothing, a page too far is empty.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from cms.domain.school import Level
from cms.visibility import unlocked
from resources import cards
from resources.domain.vocabulary import Duration
from resources.models.library import AudiencePage, ListingPage, Shelf, ShelfPage
from resources.models.links import LinkDirectoryPage
from resources.reading import chosen_pages
from search import listings, narrowing
from search.listings import Facet, FacetCount, Query, Scope, Sort
from tenants.context import current_tenant

PER_PAGE = 12
# Name in the address, what it narrows, and its words.
FILTERS = {
    "type": (Facet.KIND, gettext_lazy("Kind")),
    "forme": (Facet.MEDIA, gettext_lazy("In what form")),
    "public": (Facet.AUDIENCE, gettext_lazy("For whom")),
    "niveau": (Facet.LEVEL, gettext_lazy("Level")),
    "theme": (Facet.THEME, gettext_lazy("Theme")),
    "duree": (Facet.DURATION, gettext_lazy("Duration")),
    "langue": (Facet.LANGUAGE, gettext_lazy("Language")),
}
# Values that have an order of their own; the others come by their number.
ORDERS: dict[Facet, Sequence[str]] = {Facet.LEVEL: Level.values, Facet.DURATION: Duration.values}
SORTS = {
    "recent": (Sort.RECENT, gettext_lazy("Newest first")),
    "titre": (Sort.TITLE, gettext_lazy("By title")),
    "pertinence": (Sort.RELEVANCE, gettext_lazy("Closest to your words")),
}


def of(page: ListingPage, request: HttpRequest) -> dict[str, Any]:
    """Return the context of a list: as many queries whatever it finds."""
    given, fixed = request.GET, fixed_facets(page)
    query = query_of(page, given, fixed)
    found = listings.find(query)
    names = [name for name, (facet, _label) in FILTERS.items() if facet in query.count]
    filters = [filter_of(name, found.facets) for name in names]
    text = query.text
    return {
        "cards": cards.shown(found.cards),
        "total": found.total,
        "page_of_list": found,
        "text": text,
        "facets": [shown for shown in filters if narrowing.is_a_choice(shown)],
        "kept": [pair for pair in (("q", text), ("tri", given.get("tri", ""))) if pair[1]],
        "chips": narrowing.chips(filters, given),
        "sorts": sorts(given, has_text=bool(text)),
        "is_narrowed": bool(text) or any(given.getlist(name) for name in names),
        "doors": doors(page),
        "chosen": chosen_pages(page.chosen) if isinstance(page, AudiencePage) else [],
    }


def query_of(page: ListingPage, given: QueryDict, fixed: Mapping[Facet, Sequence[str]]) -> Query:
    """Return what an address asks for; what the page itself decides cannot be chosen away."""
    text = narrowing.text_of(given)
    chosen = {facet: narrowing.values_of(given, name) for name, (facet, _label) in FILTERS.items()}
    is_shelf = isinstance(page, ShelfPage)
    free = [
        facet
        for facet, _label in FILTERS.values()
        if facet not in fixed and not (is_shelf and facet is Facet.KIND)
    ]
    default = "pertinence" if text else "recent"
    return Query(
        text=text,
        kinds=[page.shows] if isinstance(page, ShelfPage) else list(Shelf.values),
        facets={facet: chosen[facet] for facet in free if chosen[facet]} | dict(fixed),
        scope=scope(),
        sort=SORTS.get(given.get("tri", ""), SORTS[default])[0],
        language=page.locale.language_code,
        page=narrowing.page_of(given),
        per_page=PER_PAGE,
        count=free,
    )


def fixed_facets(page: ListingPage) -> dict[Facet, Sequence[str]]:
    return {Facet.AUDIENCE: [page.audience]} if isinstance(page, AudiencePage) else {}


def scope() -> Scope:
    """The nation shows its own; a department everybody's, each card naming its site."""
    tenant = current_tenant()
    return Scope.NATIONAL if tenant is None or tenant.is_national else Scope.NETWORK


def filter_of(name: str, counts: Mapping[Facet, Sequence[FacetCount]]) -> dict[str, Any]:
    """One filter, in the order that its values have."""
    facet, legend = FILTERS[name]
    found = counts[facet]
    if facet in ORDERS:
        found = narrowing.in_order(found, ORDERS[facet])
    return narrowing.boxes(name, legend, found)


def sorts(given: QueryDict, *, has_text: bool) -> list[dict[str, Any]]:
    """The orders to choose from, as tabs: each is an address."""
    names = [name for name in SORTS if has_text or name != "pertinence"]
    current = given.get("tri", "")
    if current not in names:
        current = "pertinence" if has_text else "recent"
    return narrowing.tabs(given, "tri", {name: SORTS[name][1] for name in names}, current)


def doors(page: ListingPage) -> list[Page]:
    """The shelves and audiences that open from a library: one query."""
    if isinstance(page, ShelfPage | AudiencePage):
        return []
    kinds = (AudiencePage, ShelfPage, LinkDirectoryPage)
    below = Page.objects.child_of(page).live().filter(unlocked()).type(*kinds)
    return list(below.order_by("path"))
