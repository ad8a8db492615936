"""What templates show of a search: tabs, filters, scopes and results, as plain values."""

from collections.abc import Collection
from typing import Any

from django.db.models.functions import Left
from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import get_language, get_language_info, gettext as _

from search import highlights
from search.catalogue import Entry
from search.document import Facet
from search.query import Card, FacetCount, Page, Sort
from search.reading import CURSOR, FACETS, KIND, SORTS, Asked
from search.registry import labels_of
from tenants.context import current_tenant

# Kinds that take place on a day.
DATED = frozenset({"workshop", "webinar", "conference"})


def tabs(page: Page[Card], given: QueryDict) -> list[dict[str, Any]]:
    """One tab for everything, then one for each kind that has results, the current one always."""
    kinds = page.facets[Facet.KIND]
    everything = {
        "text": _("Everything"),
        "url": address(given, KIND, ""),
        "count": sum(kind.count for kind in kinds),
        "is_current": not any(kind.is_chosen for kind in kinds),
    }
    return [everything, *(_tab(kind, given) for kind in kinds)]


def _tab(kind: FacetCount, given: QueryDict) -> dict[str, Any]:
    return {
        "text": kind.label,
        "url": address(given, KIND, kind.value),
        "count": kind.count,
        "is_current": kind.is_chosen,
    }


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
                "options": [_option(count) for count in page.facets[facet]],
            }
            for name, facet in FACETS.items()
            if is_a_choice(page.facets[facet])
        ),
        *_when(page, asked),
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


def _orders(asked: Asked) -> list[dict[str, Any]]:
    names = {
        Sort.RELEVANCE: _("Closest to your words"),
        Sort.RECENT: _("Newest first"),
        Sort.SOON: _("Taking place soon"),
        Sort.ENDING: _("Ending soon"),
        Sort.TITLE: _("By title"),
    }
    return [
        {"value": value, "text": names[sort], "count": None, "is_checked": sort is asked.query.sort}
        for value, sort in SORTS.items()
    ]


def is_a_choice(counts: tuple[FacetCount, ...]) -> bool:
    """One value that everything has is nothing to choose, unless it must be unticked."""
    return len(counts) > 1 or any(count.is_chosen for count in counts)


def _option(count: FacetCount) -> dict[str, Any]:
    return {
        "value": count.value,
        "text": count.label,
        "count": count.count,
        "is_checked": count.is_chosen,
    }


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


def shown(page: Page[Card]) -> list[dict[str, Any]]:
    """The results of a page, with the best passage of each: one query for all texts."""
    bodies = dict(
        Entry.objects.filter(pk__in=[card.entry_id for card in page.cards if page.terms])
        .annotate(text=Left("body", highlights.LONGEST_BODY))
        .values_list("pk", "text")
    )
    return [result(card, page.terms, bodies.get(card.entry_id, "")) for card in page.cards]


def result(card: Card, terms: Collection[str] = (), body: str = "") -> dict[str, Any]:
    """One result in the form that `components/result.html` reads."""
    is_foreign = card.language != get_language()
    return {
        "kind": labels_of(Facet.KIND).get(card.kind, card.kind),
        "title": card.title,
        "title_html": highlights.marked(card.title, terms, card.language),
        "url": card.url,
        "summary": _extract(card, terms, body),
        "meta": ", ".join(filter(None, [_date(card), "" if card.is_local else card.site_name])),
        "lang": card.language if is_foreign else "",
        "direction": _direction(card.language) if is_foreign else "",
    }


def _extract(card: Card, terms: Collection[str], body: str) -> SafeString:
    """The summary when it holds the words, else the passage that does, else the summary."""
    summary = highlights.marked(card.summary, terms, card.language)
    if "<mark>" in summary:
        return summary
    return highlights.passage(body, terms, card.language) or summary


def _date(card: Card) -> str:
    """The day that matters to a reader: when it takes place, else when it was published."""
    moment = card.starts_at or card.published_at
    return date_format(localtime(moment)) if moment else ""


def _direction(language: str) -> str:
    try:
        return "rtl" if get_language_info(language)["bidi"] else "ltr"
    except KeyError:
        return "auto"


def address(given: QueryDict, name: str, value: str) -> str:
    """Return the current address with one value changed, from its first page."""
    changed = given.copy()
    changed.pop("page", None)
    changed.pop(CURSOR, None)
    changed.pop(name, None)
    if value:
        changed[name] = value
    return f"?{changed.urlencode()}"
