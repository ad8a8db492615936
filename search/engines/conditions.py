"""What `search.selection` says in SQL, for Elasticsearch: scope, languages, dates, figures.

The tests of `tests/search/test_engines.py` hold the two to the same answers.
"""

from typing import Any

from elasticsearch.dsl import Q
from elasticsearch.dsl.query import Query as Condition

from search.document import Facet, Point
from search.query import EVERY_LANGUAGE, Query, Scope
from search.selection import chosen_codes, preferred_languages
from tenants.context import current_schema, current_tenant
from tenants.models.tenant import NATIONAL_SCHEMA


def filters(query: Query) -> list[Condition]:
    """Return what every entry found must be, chosen facets left aside."""
    here = current_schema()
    visible = Q("bool", should=[Q("term", is_network=True), Q("term", schema=here)])
    found = [
        visible,
        *_scope(query.scope, here),
        *in_one_language(query),
        *_dates(query),
        *_reach(query),
    ]
    if query.kinds:
        found.append(Q("terms", kind=list(query.kinds)))
    for name, least in query.at_least.items():
        found.append(Q("range", **{f"figures.{name}": {"gte": least}}))
    for name, most in query.at_most.items():
        found.append(Q("range", **{f"figures.{name}": {"lte": most}}))
    return found


def chosen(query: Query, *, but: Facet | None = None) -> Condition:
    """Return the choices of the reader: values of a facet widen, facets narrow each other."""
    codes = chosen_codes(query)
    wanted = [Q("terms", facets=values) for facet, values in codes.items() if facet != but]
    return Q("bool", filter=wanted) if wanted else Q("match_all")


def _scope(scope: Scope, here: str) -> list[Condition]:
    if scope is Scope.NATIONAL:
        return [Q("term", schema=NATIONAL_SCHEMA)]
    if scope is Scope.SITE:
        return [Q("term", schema=here)]
    tenant = current_tenant()
    if scope is Scope.DEPARTMENT and tenant:
        about = Q("term", facets=f"{Facet.DEPARTMENT}:{tenant.code}")
        return [Q("bool", should=[Q("term", schema=here), about])]
    return []


def in_one_language(query: Query) -> list[Condition]:
    """Keep each thing once: in the first language wanted that it exists in."""
    if query.language == EVERY_LANGUAGE:
        return []
    preferred = preferred_languages(query)
    choices = [
        Q(
            "bool",
            filter=[Q("term", language=language)],
            must_not=[Q("terms", languages=preferred[:rank])] if rank else [],
        )
        for rank, language in enumerate(preferred)
    ]
    first = {"script": {"source": "doc['language'].value == doc['first_language'].value"}}
    other = Q("bool", must_not=[Q("terms", languages=preferred)], filter=[Q("script", **first)])
    return [Q("bool", should=[*choices, other], minimum_should_match=1)]


def geo_point(point: Point) -> dict[str, float]:
    return {"lat": point.latitude, "lon": point.longitude}


def _reach(query: Query) -> list[Condition]:
    if query.near is None or query.within_km is None:
        return []
    return [Q("geo_distance", distance=f"{query.within_km}km", point=geo_point(query.near))]


def _dates(query: Query) -> list[Condition]:
    found: list[Condition] = []
    if query.not_over_at:
        still = Q("range", over_at={"gte": query.not_over_at.isoformat()})
        dateless = Q("bool", must_not=[Q("exists", field="over_at")])
        found.append(Q("bool", should=[still, dateless]))
    starts: dict[str, Any] = {}
    if query.starts_from:
        starts["gte"] = query.starts_from.isoformat()
    if query.starts_until:
        starts["lte"] = query.starts_until.isoformat()
    return [*found, Q("range", starts_at=starts)] if starts else found
