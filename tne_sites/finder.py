"""The finder of workshops: from an address to a listing of the catalogue, and to what a page shows.

On a department's site it finds its own workshops, on the national one those of all.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from itertools import groupby
from typing import Any

from django.http import Http404, QueryDict
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.translation import gettext as _, ngettext

from cms.workshops import WorkshopRow, row
from kernel.dates import parse_date
from kernel.domain import UnreadableInput
from kernel.numbers import digits_between
from search import narrowing, results
from search.listings import Card, Facet, Page, Query, Scope, Sort
from tenants.context import current_tenant
from tne_sites import clock
from tne_sites.domain.places import Places
from tne_sites.domain.states import WorkshopState
from tne_sites.domain.status import Facts, Status, status
from tne_sites.search_documents import KIND

# Names in the address, and what they narrow.
FACETS: Mapping[str, Facet] = {
    "departement": Facet.DEPARTMENT,
    "commune": Facet.COMMUNE,
    "public": Facet.AUDIENCE,
    "theme": Facet.THEME,
    "langue": Facet.SPOKEN,
    "type": Facet.FORMAT,
    "acces": Facet.LABEL,
}
VIEWS = ("liste", "agenda", "carte")
PER_PAGE, LAST_PAGE = 20, 500
# A date beyond narrows nothing: the database knows no such year, and no workshop either.
YEARS = range(2000, 2101)
LONGEST_VALUE, MOST_VALUES, LONGEST_TEXT = 70, 20, 100
# Of a sticker, by what a workshop is.
SHAPES = {Status.OPEN: "open", Status.WAITING: "min", Status.FREE_ENTRY: "open"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a visitor chose; `refusals` are dates that cannot be read, by field."""

    query: Query
    view: str
    typed: Mapping[str, str]
    refusals: Mapping[str, str]
    only_free: bool

    @property
    def is_narrowed(self) -> bool:
        asked = self.query
        return bool(asked.text or asked.facets or self.only_free or any(self.typed.values()))


def read(given: QueryDict, *, at: datetime, department: str = "") -> Asked:
    """Return the question of an address; `department` is the one this device remembers.

    It is the same for a whole minute, so that its counts may be shared.
    """
    at = at.replace(second=0, microsecond=0)
    tenant = current_tenant()
    is_national = tenant is None or tenant.is_national
    days, refusals = _days(given, at)
    only_free = given.get("places") == "1"
    query = Query(
        text=_plain(given.get("q", ""))[:LONGEST_TEXT],
        kinds=[KIND],
        scope=Scope.NETWORK if is_national else Scope.SITE,
        facets=_chosen(given, department if is_national else ""),
        sort=Sort.SOON,
        not_over_at=at,
        starts_from=days.get("du"),
        starts_until=days.get("au"),
        at_least={"places_left": 1, "closes": int(at.timestamp())} if only_free else {},
        page=_page(given.get("page", "1")),
        per_page=PER_PAGE,
        count=[facet for facet in FACETS.values() if is_national or facet != Facet.DEPARTMENT],
    )
    view = given.get("vue", "")
    return Asked(
        query=query,
        view=view if view in VIEWS else VIEWS[0],
        typed={name: _plain(given.get(name, ""))[:LONGEST_TEXT] for name in ("du", "au")},
        refusals=refusals,
        only_free=only_free,
    )


def _chosen(given: QueryDict, department: str) -> dict[Facet, list[str]]:
    chosen = {facet: _values(given, name) for name, facet in FACETS.items()}
    if department and "departement" not in given:
        chosen[Facet.DEPARTMENT] = [department]
    chosen[Facet.DEPARTMENT] = [code for code in chosen[Facet.DEPARTMENT] if code != "tous"]
    return {facet: values for facet, values in chosen.items() if values}


def _plain(text: str) -> str:
    return " ".join(text.replace("\0", " ").split())


def _values(given: QueryDict, name: str) -> list[str]:
    known = dict.fromkeys(_plain(value)[:LONGEST_VALUE] for value in given.getlist(name))
    return [value for value in known if value][:MOST_VALUES]


def _page(number: str) -> int:
    page = digits_between(number, 1, LAST_PAGE)
    if page is None:
        raise Http404("There is no such page of workshops.")
    return page


def _days(given: QueryDict, at: datetime) -> tuple[dict[str, datetime], dict[str, str]]:
    """Read both ends of the period on the site's clock, as typed or as a date field sends them."""
    days: dict[str, datetime] = {}
    refusals: dict[str, str] = {}
    zone = clock.zone()
    today = at.astimezone(zone).date()
    for name, hour in (("du", time.min), ("au", time.max)):
        typed = _plain(given.get(name, ""))
        if not typed:
            continue
        try:
            day: date = parse_date(typed, today=today)
        except UnreadableInput as error:
            refusals[name] = str(error)
        else:
            if day.year in YEARS:
                days[name] = datetime.combine(day, hour, tzinfo=zone)
    return days, refusals


# --- What the page shows --------------------------------------------------------------------------


def shown(cards: Iterable[Card], at: datetime) -> list[WorkshopRow]:
    return [_row(card, at) for card in cards if card.starts_at and card.ends_at]


def details(card: Card, at: datetime) -> dict[str, Any]:
    """Return what a result of a search says of a workshop beside its words."""
    facts = facts_of(card)
    found = status(facts, at)
    return {"state": SHAPES.get(found, "done"), "state_text": said(found, facts.places)}


def by_day(rows: Iterable[WorkshopRow]) -> list[tuple[str, list[WorkshopRow]]]:
    """Group rows that are already in order under their local day."""
    return [
        (date_format(day, "l j F Y", use_l10n=False), list(found))
        for day, found in groupby(rows, key=lambda row: row.starts_at.date())
    ]


def _row(card: Card, at: datetime) -> WorkshopRow:
    facts = facts_of(card)
    found = status(facts, at)
    details = card.summary if card.is_local else f"{card.site_name}. {card.summary}"
    state = SHAPES.get(found, "done")
    shown_row = row(card, state=state, state_text=said(found, facts.places))
    return replace(shown_row, details=details.strip().rstrip("."))


def said(found: Status, places: Places) -> str:
    """Say the status in a few words, with the number of places when there is one."""
    if found == Status.OPEN and places.free is not None:
        return ngettext("%(count)s place left", "%(count)s places left", places.free) % {
            "count": places.free
        }
    return str(found.label)


def facts_of(card: Card) -> Facts:
    """Read back from a card what its status follows from."""
    more = card.more
    if card.starts_at is None or card.ends_at is None:
        raise ValueError("A workshop has a beginning and an end.")
    return Facts(
        state=WorkshopState.PUBLISHED,
        starts_at=card.starts_at,
        ends_at=card.ends_at,
        places=Places(more.get("capacity"), more.get("taken") or 0),
        needs_registration=bool(more.get("needs_registration", True)),
        has_waiting_list=bool(more.get("has_waiting_list", True)),
        opens_at=_instant(more.get("opens_at")),
        closes_at=_instant(more.get("closes_at")),
        closed_at=_instant(more.get("closed_at")),
    )


def _instant(text: str | None) -> datetime | None:
    return parse_datetime(text) if text else None


def filters(page: Page[Card], asked: Asked) -> list[dict[str, Any]]:
    """The facets worth showing, in the form that `components/facets.html` reads."""
    legends = {
        "departement": _("Department"),
        "commune": _("Town"),
        "public": _("For whom"),
        "theme": _("Topic"),
        "langue": _("Language spoken"),
        "type": _("Kind"),
        "acces": _("Access and help"),
    }
    facets = [
        narrowing.boxes(name, legends[name], page.facets.get(facet, ()))
        for name, facet in FACETS.items()
    ]
    choices = [shown for shown in facets if narrowing.is_a_choice(shown)]
    return [_places(is_checked=asked.only_free), *choices]


def _places(*, is_checked: bool) -> dict[str, Any]:
    option = {"value": "1", "text": _("Places left only"), "count": None, "is_checked": is_checked}
    return {"name": "places", "legend": _("Places"), "type": "checkbox", "options": [option]}


def chips(page: Page[Card], asked: Asked, given: QueryDict) -> list[dict[str, str]]:
    """One label for each choice, with the address of the list without it."""
    found = [
        {"text": count.label, "url": _without(given, name, count.value)}
        for name, facet in FACETS.items()
        for count in page.facets.get(facet, ())
        if count.is_chosen
    ]
    for name, text in (("du", _("From %(day)s")), ("au", _("Until %(day)s"))):
        if asked.typed[name] and name not in asked.refusals:
            found.append({"text": text % {"day": asked.typed[name]}, "url": _without(given, name)})
    if asked.query.text:
        found.append({"text": f"“{asked.query.text}”", "url": _without(given, "q")})
    if asked.only_free:
        found.append({"text": _("Places left only"), "url": _without(given, "places")})
    return found


def _without(given: QueryDict, name: str, value: str | None = None) -> str:
    """An emptied choice of department stays in the address: this device's own would come back."""
    rest = given.copy()
    rest.pop("page", None)
    kept = [found for found in rest.getlist(name) if value is not None and found != value]
    rest.setlist(name, kept or (["tous"] if name == "departement" else []))
    return f"?{rest.urlencode()}"


def install() -> None:
    """Called when the app starts."""
    results.describe(KIND, details)
