"""What a visitor may narrow and order a search by, as `components/facets.html` reads it."""

from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from search.document import Facet
from search.query import Card, FacetCount, Page, Sort
from search.reading import CURSOR, FACETS, KILOMETRES, NEAR, SEVERAL, SORTS, WITHIN, Asked
from tenants.context import current_tenant

# Kinds that take place on a day, and those that people go to.
DATED = frozenset({"workshop", "webinar", "conference"})
PLACED = frozenset({"workshop", "structure", "school"})


def filters(page: Page[Card], asked: Asked) -> list[dict[str, Any]]:
    """The facets worth showing, in the form that `components/facets.html` reads."""
    legends = {
        "theme": _("Topic"),
        "public": _("For whom"),
        "niveau": _("Level"),
        "format": _("Format"),
        "departement": _("Department"),
        "langue": _("Language"),
    }
    return [
        {"name": "ou", "legend": _("Where to search"), "type": "radio", "options": scopes(asked)},
        *(
            {
                "name": name,
                "legend": legends[name],
                "type": "checkbox",
                "options": _options(page.facets[facet]),
            }
            for name, facet in FACETS.items()
            if is_a_choice(page.facets[facet])
        ),
        *_when(page, asked),
        *_where(page, asked),
        {"name": "tri", "legend": _("Order"), "type": "radio", "options": _orders(asked)},
    ]


def _when(page: Page[Card], asked: Asked) -> list[dict[str, Any]]:
    """Days matter where something takes place."""
    kinds = {kind.value for kind in page.facets[Facet.KIND] if kind.count}
    if not (kinds & DATED or asked.query.starts_from):
        return []
    names = {"": _("At any time"), "semaine": _("In the next 7 days"), "mois": _("Within a month")}
    options = [
        {"value": value, "text": text, "count": None, "is_checked": value == asked.when}
        for value, text in names.items()
    ]
    return [{"name": "quand", "legend": _("When"), "type": "radio", "options": options}]


def _where(page: Page[Card], asked: Asked) -> list[dict[str, Any]]:
    """A place matters where people go to; how far, once it is known."""
    kinds = {kind.value for kind in page.facets[Facet.KIND] if kind.count}
    if not (kinds & PLACED or asked.near):
        return []
    commune = {
        "name": NEAR,
        "legend": _("Near a commune"),
        "type": "text",
        "label": _("Its name or postcode"),
        "value": asked.place.text if asked.place else asked.near,
        "error": _("No commune has this name.") if asked.near and not asked.place else "",
    }
    return [commune, *([_how_far(asked)] if asked.place else [])]


def _how_far(asked: Asked) -> dict[str, Any]:
    steps = {"": _("Any distance")} | {str(km): _("%(km)s km") % {"km": km} for km in KILOMETRES}
    chosen = str(asked.query.within_km or "")
    options = [
        {"value": value, "text": text, "count": None, "is_checked": value == chosen}
        for value, text in steps.items()
    ]
    return {"name": WITHIN, "legend": _("How far"), "type": "radio", "options": options}


def order_said(asked: Asked) -> str:
    """What comes first, as the end of a sentence that counts the results."""
    said = {
        Sort.RELEVANCE: _(", closest to your words first") if asked.text else _(", newest first"),
        Sort.RECENT: _(", newest first"),
        Sort.SOON: _(", the nearest date first"),
        Sort.ENDING: _(", those that end soon first"),
        Sort.TITLE: _(", by title"),
        Sort.NEAR: _(", nearest first"),
    }
    return said[asked.query.sort]


def namesakes(asked: Asked, given: QueryDict) -> list[dict[str, str]]:
    """The other communes that the typed name may be, each with its address."""
    return [
        {"text": place.text, "url": address(given, NEAR, place.text)} for place in asked.places[1:]
    ]


def _orders(asked: Asked) -> list[dict[str, Any]]:
    names = {
        Sort.RELEVANCE: _("Closest to your words"),
        Sort.RECENT: _("Newest first"),
        Sort.SOON: _("Taking place soon"),
        Sort.ENDING: _("Ending soon"),
        Sort.TITLE: _("By title"),
        Sort.NEAR: _("Nearest first"),
    }
    return [
        {"value": value, "text": names[sort], "count": None, "is_checked": sort is asked.query.sort}
        for value, sort in SORTS.items()
        if sort is not Sort.NEAR or asked.place
    ]


def is_a_choice(counts: tuple[FacetCount, ...]) -> bool:
    """One value that everything has is nothing to choose, unless it must be unticked."""
    return len(counts) > 1 or any(count.is_chosen for count in counts)


def _options(counts: tuple[FacetCount, ...]) -> list[dict[str, Any]]:
    """One box a word: two vocabularies may call different codes the same."""
    by_label: dict[str, list[FacetCount]] = {}
    for count in counts:
        by_label.setdefault(count.label, []).append(count)
    return [
        {
            "value": SEVERAL.join(count.value for count in same),
            "text": label,
            "count": sum(count.count for count in same),
            "is_checked": any(count.is_chosen for count in same),
        }
        for label, same in by_label.items()
    ]


def scopes(asked: Asked) -> list[dict[str, Any]]:
    """Where this site’s visitor may search; without counts, which would cost a query each."""
    tenant = current_tenant()
    names = {"nation": _("The national site"), "reseau": _("The whole network")}
    if tenant and not tenant.is_national:
        names = {"ici": tenant.name, **names}
    return [
        {
            "value": value,
            "text": text,
            "count": None,
            "is_checked": value == asked.scope_name,
        }
        for value, text in names.items()
    ]


def address(given: QueryDict, name: str, value: str) -> str:
    """Return the current address with one value changed, from its first page."""
    changed = given.copy()
    changed.pop("page", None)
    changed.pop(CURSOR, None)
    changed.pop(name, None)
    if value:
        changed[name] = value
    return f"?{changed.urlencode()}"
