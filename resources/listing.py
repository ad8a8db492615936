"""Lists of the resource centre, read from the catalogue: filters in the address, no script needed.

An address never fails: a value that does not exist finds nothing, a page too far is empty.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from cms.domain.school import Level
from resources import cards
from resources.domain.vocabulary import Duration
from resources.models.library import AudiencePage, ListingPage, Shelf, ShelfPage
from resources.models.links import LinkDirectoryPage
from resources.reading import chosen_pages
from search import listings
from search.listings import Facet, FacetCount, Query, Scope, Sort
from tenants.context import current_tenant

PER_PAGE = 12
LONGEST_VALUE, MOST_VALUES, LONGEST_TEXT = 40, 20, 120
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
        "facets": [shown for shown in filters if is_a_choice(shown)],
        "kept": [pair for pair in (("q", text), ("tri", given.get("tri", ""))) if pair[1]],
        "chips": chips(filters, given),
        "sorts": sorts(given, has_text=bool(text)),
        "is_narrowed": bool(text) or any(given.getlist(name) for name in names),
        "doors": doors(page),
        "chosen": chosen_pages(page.chosen) if isinstance(page, AudiencePage) else [],
    }


def query_of(page: ListingPage, given: QueryDict, fixed: Mapping[Facet, Sequence[str]]) -> Query:
    """Return what an address asks for; what the page itself decides cannot be chosen away."""
    text = " ".join(given.get("q", "").replace("\0", "").split())[:LONGEST_TEXT]
    chosen = {facet: values(given, name) for name, (facet, _label) in FILTERS.items()}
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
        page=page_number(given.get("page", "")),
        per_page=PER_PAGE,
        count=free,
    )


def fixed_facets(page: ListingPage) -> dict[Facet, Sequence[str]]:
    return {Facet.AUDIENCE: [page.audience]} if isinstance(page, AudiencePage) else {}


def scope() -> Scope:
    """The nation shows its own; a department everybody's, each card naming its site."""
    tenant = current_tenant()
    return Scope.NATIONAL if tenant is None or tenant.is_national else Scope.NETWORK


def values(given: QueryDict, name: str) -> list[str]:
    known = dict.fromkeys(value[:LONGEST_VALUE] for value in given.getlist(name))
    return [value for value in known if value and value.isprintable()][:MOST_VALUES]


def page_number(number: str) -> int:
    is_number = number.isascii() and number.isdecimal()
    return min(max(int(number[:6]), 1), 10_000) if is_number else 1


def filter_of(name: str, counts: Mapping[Facet, Sequence[FacetCount]]) -> dict[str, Any]:
    """One filter in the form that `components/facets.html` reads."""
    facet, legend = FILTERS[name]
    found = list(counts[facet])
    if order := ORDERS.get(facet):
        ranks = {value: rank for rank, value in enumerate(order)}
        found.sort(key=lambda count: ranks.get(count.value, len(ranks)))
    return {
        "name": name,
        "legend": legend,
        "type": "checkbox",
        "options": [
            {
                "value": count.value,
                "text": count.label,
                "count": count.count,
                "is_checked": count.is_chosen,
            }
            for count in found
        ],
    }


def is_a_choice(shown: Mapping[str, Any]) -> bool:
    """One value that everything has is nothing to choose, unless it must be unticked."""
    options = shown["options"]
    return len(options) > 1 or any(option["is_checked"] for option in options)


def chips(filters: Sequence[Mapping[str, Any]], given: QueryDict) -> list[dict[str, str]]:
    """Each choice with the address that takes it away."""
    return [
        {"text": str(option["text"]), "url": without(given, shown["name"], option["value"])}
        for shown in filters
        for option in shown["options"]
        if option["is_checked"]
    ]


def without(given: QueryDict, name: str, value: str) -> str:
    changed = given.copy()
    changed.pop("page", None)
    changed.setlist(name, [kept for kept in given.getlist(name) if kept != value])
    return f"?{changed.urlencode()}"


def sorts(given: QueryDict, *, has_text: bool) -> list[dict[str, Any]]:
    """The orders to choose from, as tabs: each is an address."""
    names = [name for name in SORTS if has_text or name != "pertinence"]
    current = given.get("tri", "")
    if current not in names:
        current = "pertinence" if has_text else "recent"
    shown = []
    for name in names:
        changed = given.copy()
        changed.pop("page", None)
        changed["tri"] = name
        url = f"?{changed.urlencode()}"
        shown.append({"text": SORTS[name][1], "url": url, "is_current": name == current})
    return shown


def doors(page: ListingPage) -> list[Page]:
    """The shelves and audiences that open from a library: one query."""
    if isinstance(page, ShelfPage | AudiencePage):
        return []
    kinds = (AudiencePage, ShelfPage, LinkDirectoryPage)
    below = Page.objects.child_of(page).live().public().type(*kinds)
    return list(below.order_by("path"))
