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
from cms import campaigns
from search import listings
from search.listings import Card, Facet, FacetCount, Page, Query, Scope, Sort
from territories.models.school import Label

PER_PAGE = 12
LONGEST_VALUE, MOST_VALUES, LONGEST_TEXT = 40, 20, 120
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
        "facets": [shown for shown in filters if is_a_choice(shown)],
        "kept": [(name, given[name]) for name in ("q", "tri", "etat") if given.get(name)],
        "chips": chips(filters, given),
        "tabs": tabs(given),
        "sorts": sorts(given, has_text=bool(query.text)),
        "is_narrowed": bool(query.text) or any(given.getlist(name) for name in FILTERS),
        "is_over": given.get("etat") == "reussies",
        "places": places(found.cards),
    }


def query_of(given: QueryDict, at: datetime) -> Query:
    text = " ".join(given.get("q", "").replace("\0", "").split())[:LONGEST_TEXT]
    chosen = {facet: _values(given, name) for name, (facet, _label) in FILTERS.items()}
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
        page=_page_number(given.get("page", "")),
        per_page=PER_PAGE,
        count=[facet for facet, _label in FILTERS.values()],
    )


def _values(given: QueryDict, name: str) -> list[str]:
    known = dict.fromkeys(value[:LONGEST_VALUE] for value in given.getlist(name))
    return [value for value in known if value and value.isprintable()][:MOST_VALUES]


def _page_number(number: str) -> int:
    is_number = number.isascii() and number.isdecimal()
    return min(max(int(number[:6]), 1), 10_000) if is_number else 1


def filter_of(name: str, counts: Mapping[Facet, Sequence[FacetCount]]) -> dict[str, Any]:
    """One filter in the form that `components/facets.html` reads."""
    facet, legend = FILTERS[name]
    found = list(counts.get(facet, ()))
    if facet in BY_NAME:
        found.sort(key=lambda count: count.label)
    elif order := ORDERS.get(facet):
        ranks = {value: rank for rank, value in enumerate(order)}
        found.sort(key=lambda count: ranks.get(count.value, len(ranks)))
    return {
        "name": name,
        "legend": legend,
        "type": "checkbox",
        "is_long": facet in BY_NAME,
        "is_narrowed": any(count.is_chosen for count in found),
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
        {"text": str(option["text"]), "url": _without(given, shown["name"], option["value"])}
        for shown in filters
        for option in shown["options"]
        if option["is_checked"]
    ]


def _without(given: QueryDict, name: str, value: str) -> str:
    changed = given.copy()
    changed.pop("page", None)
    changed.setlist(name, [kept for kept in given.getlist(name) if kept != value])
    return f"?{changed.urlencode()}"


def tabs(given: QueryDict) -> list[dict[str, Any]]:
    """Open collections and those that succeeded, as links; choices that no longer mean much go."""
    current = given.get("etat", "") if given.get("etat", "") in VIEWS else ""
    names = {"": _("Collecting now"), "reussies": _("Those that succeeded")}
    return [
        {
            "text": text,
            "url": _changed(given, drop=("page", "tri", "besoin", "reste"), etat=name),
            "is_current": name == current,
        }
        for name, text in names.items()
    ]


def sorts(given: QueryDict, *, has_text: bool) -> list[dict[str, Any]]:
    """The orders to choose from, each an address."""
    is_open = given.get("etat", "") != "reussies"
    names = [
        name for name in SORTS if (has_text or name != "pertinence") and (is_open or name != "fin")
    ]
    current = given.get("tri", "")
    if current not in names:
        current = "pertinence" if has_text else names[0]
    return [
        {
            "text": SORTS[name][1],
            "url": _changed(given, drop=("page",), tri=name),
            "is_current": name == current,
        }
        for name in names
    ]


def _changed(given: QueryDict, *, drop: Sequence[str], **values: str) -> str:
    changed = given.copy()
    for name in drop:
        changed.pop(name, None)
    for name, value in values.items():
        changed.pop(name, None)
        if value:
            changed[name] = value
    return f"?{changed.urlencode()}"


def places(cards: Sequence[Card]) -> list[dict[str, Any]]:
    """Return the towns of one page in the order of the list, for the map beside it."""
    found: dict[str, dict[str, Any]] = {}
    for card in cards:
        if card.point is None:
            continue
        name = f"{card.more.get('town', '')} ({card.more.get('code', '')})"
        place = found.setdefault(name, {"name": name, "point": card.point, "cards": []})
        place["cards"].append({"title": card.title, "url": card.url})
    return list(found.values())


def page_of(given: QueryDict, at: datetime) -> Page[Card]:
    """Return the same page of cards, without its filters: for the drawing of the map."""
    return listings.find(replace(query_of(given, at), count=()))
