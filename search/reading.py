"""Reads an address of the results page: whatever it holds, it asks what can be answered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.http import Http404, QueryDict

from kernel.numbers import digits_between
from search import places
from search.document import Facet
from search.places import Place
from search.query import MOST_PAGES, Query, Scope, Sort
from search.text import shorten
from tenants.context import current_tenant

# Names in the address, and what they narrow.
KIND = "type"
FACETS: Mapping[str, Facet] = {
    "theme": Facet.THEME,
    "public": Facet.AUDIENCE,
    "niveau": Facet.LEVEL,
    "format": Facet.FORMAT,
    "departement": Facet.DEPARTMENT,
    "langue": Facet.LANGUAGE,
}
HERE = "ici"
SCOPES = {HERE: Scope.DEPARTMENT, "nation": Scope.NATIONAL, "reseau": Scope.NETWORK}
SORTS = {
    "pertinence": Sort.RELEVANCE,
    "date": Sort.RECENT,
    "bientot": Sort.SOON,
    "fin": Sort.ENDING,
    "titre": Sort.TITLE,
    "distance": Sort.NEAR,
}
COMING = frozenset({Sort.SOON, Sort.ENDING})
# Days ahead, for what takes place.
WHEN = {"semaine": 7, "mois": 31}
# Near a commune, within so many kilometres.
NEAR, WITHIN, KILOMETRES = "pres", "rayon", (5, 10, 25, 50, 100)
# Between codes that have one word for all.
SEVERAL = ","
LONGEST_VALUE, MOST_VALUES = 40, 20
# Where the page before ended, and "search what I typed".
CURSOR, LITERAL, LONGEST_CURSOR = "suite", "exact", 2000
# All else that an address may say.
NAMES = ("q", "ou", "tri", "quand", NEAR, WITHIN, LITERAL)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a visitor typed and chose."""

    text: str
    scope_name: str
    query: Query
    when: str = ""
    # What was typed as a place, and the communes that it may be.
    near: str = ""
    places: Sequence[Place] = ()
    # The address, less what nobody understood in it.
    given: QueryDict = field(default_factory=QueryDict)

    @property
    def place(self) -> Place | None:
        return self.places[0] if self.places else None

    @property
    def is_narrowed(self) -> bool:
        return bool(self.query.facets or self.query.starts_from or self.query.within_km)


def read(given: QueryDict, *, default_scope: str, at: datetime) -> Asked:
    """Return the question of an address; a page that cannot be raises Http404."""
    text = shorten(given.get("q", ""))
    scope_name = given.get("ou", "")
    # "Here" is a department: the national site has no other things than those of the nation.
    if scope_name not in SCOPES or (scope_name == HERE and default_scope != HERE):
        scope_name = default_scope
    near = shorten(given.get(NEAR, ""))[:LONGEST_VALUE]
    tenant = current_tenant()
    found = places.find(near, here=tenant.code if tenant else "") if near else ()
    chosen = {facet: _values(given, name) for name, facet in {KIND: Facet.KIND, **FACETS}.items()}
    sort = SORTS.get(given.get("tri", ""), Sort.NEAR if not text else Sort.RELEVANCE)
    query = Query(
        text=text,
        scope=SCOPES[scope_name],
        facets={facet: values for facet, values in chosen.items() if values},
        sort=sort,
        # Who asks what comes soon does not ask what is over.
        not_over_at=at if sort in COMING else None,
        page=_page(given.get("page", "1")),
        cursor=given.get(CURSOR, "")[:LONGEST_CURSOR],
        count=[Facet.KIND, *FACETS.values()],
        is_literal=given.get(LITERAL) == "1",
        **_dates(given, at),
        **_reach(given, found),
    )
    when = given.get("quand", "") if query.starts_from else ""
    return Asked(text, scope_name, query, when, near, found, understood(given))


def understood(given: QueryDict) -> QueryDict:
    """Return what was read of an address: only that is repeated in the links of the page."""
    kept = QueryDict(mutable=True)
    for name in NAMES:
        if text := shorten(given.get(name, "")):
            kept[name] = text
    for name in (KIND, *FACETS):
        if values := _values(given, name):
            kept.setlist(name, values)
    return kept


def _dates(given: QueryDict, at: datetime) -> dict[str, Any]:
    days = WHEN.get(given.get("quand", ""))
    return {"starts_from": at, "starts_until": at + timedelta(days=days)} if days else {}


def _reach(given: QueryDict, found: Sequence[Place]) -> dict[str, Any]:
    if not found:
        return {}
    wanted = given.get(WITHIN, "")
    known = {str(kilometres): kilometres for kilometres in KILOMETRES}
    return {"near": found[0].point, "within_km": known.get(wanted)}


def _values(given: QueryDict, name: str) -> list[str]:
    said = [value for text in given.getlist(name) for value in text.split(SEVERAL)]
    known = dict.fromkeys(shorten(value)[:LONGEST_VALUE] for value in said)
    return [value for value in known if value][:MOST_VALUES]


def _page(number: str) -> int:
    page = digits_between(number, 1, MOST_PAGES)
    if page is None:
        raise Http404("There is no such page of results.")
    return page
