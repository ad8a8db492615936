"""The list of collections, read from the catalogue: filters in the address, no script needed.

An address never fails: a value that does not exist finds nothing, a page too far is empty.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _, gettext_lazy

from campaigns.domain.standing import Band, Need
from campaigns.domain.taxonomy import Level
from campaigns.search_documents import COURTE_ECHELLE, KIND
from cms import campaigns, spoken
from search import listings, narrowing
from search.listings import Card, Facet, FacetCount, Page, Query, Scope, Sort
from territories.models.school import Label

PER_PAGE = 12
# Name in the address, what it narrows, and its words.
FILTERS = {
    "besoin": (Facet.NEED, gettext_lazy("What they need")),
    "label": (Facet.LABEL, gettext_lazy("Schools and labels")),
    "niveau": (Facet.LEVEL, gettext_lazy("Level")),
    "theme": (Facet.THEME, gettext_lazy("Theme")),
    "dispositif": (Facet.FORMAT, gettext_lazy("Kind of action")),
    "reste": (Facet.AMOUNT, gettext_lazy("Still to collect")),
    "academie": (Facet.ACADEMY, gettext_lazy("Académie")),
    "departement": (Facet.DEPARTMENT, gettext_lazy("Department")),
}
# Values that have an order of their own; the others come by their number.
ORDERS: Mapping[Facet, Sequence[str]] = {
    Facet.NEED: list(Need),
    Facet.LEVEL: Level.values,
    Facet.AMOUNT: list(Band),
    Facet.LABEL: [COURTE_ECHELLE, Label.REP_PLUS, Label.REP],
}
# These are long: by name, so that one finds one's own.
BY_NAME = frozenset({Facet.ACADEMY, Facet.DEPARTMENT})
SORTS = {
    "fin": (Sort.ENDING, gettext_lazy("Ending first")),
    "recent": (Sort.RECENT, gettext_lazy("Newest first")),
    "titre": (Sort.TITLE, gettext_lazy("By title")),
    "pertinence": (Sort.RELEVANCE, gettext_lazy("Closest to your words")),
}
VIEWS = {"": campaigns.OPEN, "reussies": campaigns.SUCCEEDED}


def of(given: QueryDict, at: datetime) -> dict[str, Any]:
    """Return the context of the list: as many queries whatever it finds."""
    query = query_of(given, at)
    found = listings.find(query)
    filters = [filter_of(name, found.facets) for name in FILTERS]
    return {
        "cards": campaigns.shown(found.cards, at),
        "total": found.total,
        "page_of_list": found,
        "text": query.text,
        "facets": [shown for shown in filters if narrowing.is_a_choice(shown)],
        "kept": [(name, given[name]) for name in ("q", "tri", "etat") if given.get(name)],
        "chips": narrowing.chips(filters, given),
        "tabs": tabs(given),
        "sorts": sorts(given, has_text=bool(query.text)),
        "is_narrowed": bool(query.text) or any(given.getlist(name) for name in FILTERS),
        "is_over": given.get("etat") == "reussies",
        "places": places(found.cards),
    }


def query_of(given: QueryDict, at: datetime) -> Query:
    text = narrowing.text_of(given)
    chosen = {facet: narrowing.values_of(given, name) for name, (facet, _label) in FILTERS.items()}
    state = VIEWS.get(given.get("etat", ""), campaigns.OPEN)
    is_open = state == campaigns.OPEN
    default = "pertinence" if text else "fin" if is_open else "recent"
    return Query(
        text=text,
        kinds=[KIND],
        facets={facet: values for facet, values in chosen.items() if values}
        | {Facet.STATE: [state]},
        scope=Scope.NATIONAL,
        not_over_at=at if is_open else None,
        sort=SORTS.get(given.get("tri", ""), SORTS[default])[0],
        page=narrowing.page_of(given),
        per_page=PER_PAGE,
        count=[facet for facet, _label in FILTERS.values()],
    )


def filter_of(name: str, counts: Mapping[Facet, Sequence[FacetCount]]) -> dict[str, Any]:
    """One filter, in the order that its values have."""
    facet, legend = FILTERS[name]
    found = list(counts.get(facet, ()))
    if facet in BY_NAME:
        found.sort(key=lambda count: count.label)
    elif facet in ORDERS:
        found = narrowing.in_order(found, ORDERS[facet])
    is_narrowed = any(count.is_chosen for count in found)
    return narrowing.boxes(name, legend, found, is_long=facet in BY_NAME, is_narrowed=is_narrowed)


def tabs(given: QueryDict) -> list[dict[str, Any]]:
    """Open collections and those that succeeded, as links; choices that no longer mean much go."""
    current = given.get("etat", "") if given.get("etat", "") in VIEWS else ""
    texts = {"": _("Collecting now"), "reussies": _("Those that succeeded")}
    return narrowing.tabs(given, "etat", texts, current, drop=("page", "tri", "besoin", "reste"))


def sorts(given: QueryDict, *, has_text: bool) -> list[dict[str, Any]]:
    """The orders to choose from, each an address."""
    is_open = given.get("etat", "") != "reussies"
    names = [
        name for name in SORTS if (has_text or name != "pertinence") and (is_open or name != "fin")
    ]
    current = given.get("tri", "")
    if current not in names:
        current = "pertinence" if has_text else names[0]
    return narrowing.tabs(given, "tri", {name: SORTS[name][1] for name in names}, current)


def places(cards: Sequence[Card]) -> list[dict[str, Any]]:
    """Return the towns of one page in the order of the list, for the map beside it."""
    found: dict[str, dict[str, Any]] = {}
    for card in cards:
        if card.point is None:
            continue
        name = f"{card.more.get('town', '')} ({card.more.get('code', '')})"
        place = found.setdefault(name, {"name": name, "point": card.point, "cards": []})
        shown = {"title": card.title, "url": card.url, "language": spoken.foreign(card)}
        place["cards"].append(shown)
    return list(found.values())


def page_of(given: QueryDict, at: datetime) -> Page[Card]:
    """Return the same page of cards, without its filters: for the drawing of the map."""
    return listings.find(replace(query_of(given, at), count=()))
