"""Everything public of the network in one list, with the rules of the results page."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Annotated, Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import translation
from ninja import Field, Query, Router, Schema

from kernel.api.answers import answer
from kernel.api.paging import bad_cursor, next_url
from kernel.api.problems import documented
from search import listings
from search.listings import Card, Facet, FacetCount, InvalidCursor, Scope, Sort
from search.text import shorten

router = Router(tags=["things"])
LANGUAGES = "|".join(code for code, _name in settings.LANGUAGES)
CHOICES: Mapping[str, Facet] = {
    "theme": Facet.THEME,
    "audience": Facet.AUDIENCE,
    "level": Facet.LEVEL,
    "format": Facet.FORMAT,
    "media": Facet.MEDIA,
    "label": Facet.LABEL,
    "department": Facet.DEPARTMENT,
    "academy": Facet.ACADEMY,
    "state": Facet.STATE,
    "language": Facet.LANGUAGE,
}
Value = Annotated[str, Field(max_length=40)]
MOST_VALUES = 20


class Place(Schema):
    latitude: float
    longitude: float


class ThingOut(Schema):
    """One public thing: `url` leads to its page, `more` is what a card shows beside."""

    source: str
    key: str
    kind: str
    state: str
    locale: str
    locales: list[str]
    title: str
    summary: str
    url: str
    site_name: str
    department: str
    published_at: datetime | None
    starts_at: datetime | None
    ends_at: datetime | None
    place: Place | None
    facets: dict[str, list[str]]
    figures: dict[str, int]
    more: dict[str, Any]


class FacetCountOut(Schema):
    value: str
    label: str
    count: int
    is_chosen: bool


class Things(Schema):
    items: list[ThingOut]
    total: int
    facets: dict[str, list[FacetCountOut]]
    next: str | None


class Asked(Schema):
    """Values of one facet widen a choice, facets narrow each other."""

    q: Annotated[str, Field(max_length=10_000)] = ""
    kind: list[Value] = Field([], max_length=MOST_VALUES)
    theme: list[Value] = Field([], max_length=MOST_VALUES)
    audience: list[Value] = Field([], max_length=MOST_VALUES)
    level: list[Value] = Field([], max_length=MOST_VALUES)
    format: list[Value] = Field([], max_length=MOST_VALUES)
    media: list[Value] = Field([], max_length=MOST_VALUES)
    label: list[Value] = Field([], max_length=MOST_VALUES)
    department: list[Value] = Field([], max_length=MOST_VALUES)
    academy: list[Value] = Field([], max_length=MOST_VALUES)
    state: list[Value] = Field([], max_length=MOST_VALUES)
    language: list[Value] = Field([], max_length=MOST_VALUES)
    scope: Scope = Scope.NETWORK
    sort: Sort = Sort.RELEVANCE
    not_over_at: datetime | None = None
    starts_from: datetime | None = None
    starts_until: datetime | None = None
    locale: Annotated[str, Field(pattern=f"^({LANGUAGES})$")] = settings.LANGUAGE_CODE
    limit: Annotated[int, Field(ge=1, le=100)] = 20
    cursor: Annotated[str, Field(max_length=2000)] = ""


@router.get("", response={200: Things, **documented()}, summary="Search and list")
def list_things(request: HttpRequest, asked: Query[Asked]) -> HttpResponseBase:
    """Whatever a visitor of this site may find, with counts of what could be chosen next."""
    with translation.override(asked.locale):
        try:
            page = listings.find(_query(asked))
        except InvalidCursor:
            raise bad_cursor() from None
        data = {
            "items": [thing_out(card, request) for card in page.cards],
            "total": page.total,
            "facets": {facet.value: _counts(found) for facet, found in page.facets.items()},
            "next": next_url(request, page.next_cursor),
        }
        return answer(request, data)


def _query(asked: Asked) -> listings.Query:
    chosen = {facet: getattr(asked, name) for name, facet in CHOICES.items()}
    return listings.Query(
        text=shorten(asked.q),
        kinds=asked.kind,
        facets={facet: values for facet, values in chosen.items() if values},
        scope=asked.scope,
        language=asked.locale,
        sort=asked.sort,
        not_over_at=asked.not_over_at,
        starts_from=asked.starts_from,
        starts_until=asked.starts_until,
        per_page=asked.limit,
        cursor=asked.cursor,
        count=[Facet.KIND, *CHOICES.values()],
    )


def thing_out(card: Card, request: HttpRequest) -> dict[str, Any]:
    return {
        "source": card.source,
        "key": card.key,
        "kind": card.kind,
        "state": card.state,
        "locale": card.language,
        "locales": list(card.languages),
        "title": card.title,
        "summary": card.summary,
        "url": request.build_absolute_uri(card.url),
        "site_name": card.site_name,
        "department": card.site_code,
        "published_at": card.published_at,
        "starts_at": card.starts_at,
        "ends_at": card.ends_at,
        "place": asdict(card.point) if card.point else None,
        "facets": {facet.value: list(values) for facet, values in card.facets.items()},
        "figures": dict(card.figures),
        "more": dict(card.more),
    }


def _counts(found: tuple[FacetCount, ...]) -> list[dict[str, Any]]:
    return [
        {
            "value": count.value,
            "label": str(count.label),
            "count": count.count,
            "is_chosen": count.is_chosen,
        }
        for count in found
    ]
