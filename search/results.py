"""What templates show of a search: tabs and results, as plain values."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from django.db.models.functions import Left
from django.http import QueryDict
from django.utils import formats, timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import get_language, get_language_info, gettext as _

from search import highlights
from search.catalogue import Entry
from search.choices import address
from search.distance import kilometres_between
from search.document import Facet, Point
from search.query import Card, FacetCount, Page
from search.reading import KIND
from search.registry import labels_of

# What has no age: the day on which its entry was made says nothing.
AGELESS = frozenset({"structure", "school", "site"})
# Beyond, tenths of a kilometre are noise.
FAR_KM = 10

type Details = Callable[[Card, datetime], Mapping[str, Any]]
_details: dict[str, Details] = {}


def describe(kind: str, details: Details) -> None:
    """Let an app say more of a kind of its own, in words of this moment: its state, its progress.

    It returns what `components/result.html` reads, and may replace what every result says.
    """
    _details[kind] = details


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


def shown(page: Page[Card], near: Point | None = None) -> list[dict[str, Any]]:
    """The results of a page, with the best passage of each: one query for all texts."""
    longest = highlights.LONGEST_BODY
    texts = {
        pk: found
        for pk, *found in Entry.objects.filter(
            pk__in=[card.entry_id for card in page.cards if page.terms]
        ).values_list("pk", Left("body", longest), Left("attached", longest))
    }
    return [result(card, page.terms, texts.get(card.entry_id, ()), near) for card in page.cards]


def result(
    card: Card, terms: Collection[str] = (), texts: Iterable[str] = (), near: Point | None = None
) -> dict[str, Any]:
    """One result in the form that `components/result.html` reads."""
    is_foreign = card.language != get_language()
    details = _details.get(card.kind)
    return {
        "kind": labels_of(Facet.KIND).get(card.kind, card.kind),
        "title": card.title,
        "title_html": highlights.marked(card.title, terms, card.language),
        "url": card.url,
        "summary": _extract(card, terms, texts),
        "meta": ", ".join(filter(None, [_date(card), *_place(card, near)])),
        "lang": card.language if is_foreign else "",
        "direction": _direction(card.language) if is_foreign else "",
        **(details(card, timezone.now()) if details else {}),
    }


def _extract(card: Card, terms: Collection[str], texts: Iterable[str]) -> SafeString:
    """The summary when it holds the words, else the passage of a text that does, else it."""
    summary = highlights.marked(card.summary, terms, card.language)
    if "<mark>" in summary:
        return summary
    passages = (highlights.passage(text, terms, card.language) for text in texts)
    return next(filter(None, passages), summary)


def _date(card: Card) -> str:
    """The day that matters to a reader: when it takes place, else when it was published."""
    moment = card.starts_at or (None if card.kind in AGELESS else card.published_at)
    return date_format(localtime(moment)) if moment else ""


def _place(card: Card, near: Point | None) -> Iterator[str]:
    """Where it is, how far, and on which site when it is another one."""
    yield str(card.more.get("commune") or "")
    if near and card.point:
        kilometres = kilometres_between(near, card.point)
        shown_as = formats.number_format(kilometres, 0 if kilometres >= FAR_KM else 1)
        yield _("%(km)s km away") % {"km": shown_as}
    yield "" if card.is_local else card.site_name


def _direction(language: str) -> str:
    try:
        return "rtl" if get_language_info(language)["bidi"] else "ltr"
    except KeyError:
        return "auto"
