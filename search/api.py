"""Everything public of the network in one list, with the rules of the results page."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Annotated, Any
from urllib.parse import quote, unquote, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import translation
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from ninja import Field, Query, Router, Schema
from pydantic import AfterValidator, AwareDatetime, WithJsonSchema

from kernel.api.answers import answer
from kernel.api.paging import bad_cursor, next_url
from kernel.api.problems import LIST_CHANGED, Kind, Problem, documented
from search import listings, promotions
from search.api_schemas import Suggestions, Things
from search.listings import Card, Facet, FacetCount, InvalidCursor, ListChanged, Point, Scope, Sort
from search.reading import SCOPES
from search.suggestions import suggest
from search.text import shorten
from search.views import MOST_SUGGESTIONS, own_scope

router = Router(tags=["things"])
LANGUAGES = "|".join(code for code, _name in settings.LANGUAGES)
Locale = Annotated[str, Field(pattern=f"^({LANGUAGES})$")]
CHOICES: Mapping[str, Facet] = {
    "kind": Facet.KIND,
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
# PostgreSQL knows no NUL, and compares no moment without its zone nor of a year beyond its own.
Value = Annotated[str, Field(max_length=40, pattern="^[^\0]*$")]

# What may be typed; no more than its beginning is searched.
Words = Annotated[str, Field(max_length=10_000)]

MOST_VALUES, YEARS = 20, range(2000, 2101)
# Where the API says all of a thing, by source; apps add theirs when they start.
PATHS: dict[str, str] = {}


def _within_reach(moment: datetime) -> datetime:
    if moment.year not in YEARS:
        message = _("Give a year from %(first)s to %(last)s.")
        raise ValueError(message % {"first": YEARS[0], "last": YEARS[-1]})
    # A zone may be further from Greenwich than PostgreSQL knows.
    return moment.astimezone(UTC)


Moment = Annotated[
    AwareDatetime,
    AfterValidator(_within_reach),
    # The same in the contract, for those who read it.
    WithJsonSchema({"type": "string", "format": "date-time", "pattern": "^(20[0-9]{2}|2100)-"}),
]


class Asked(Schema):
    """Values of one facet widen a choice, facets narrow each other.

    A latitude and a longitude make a place: `within_km` of it, and `sort=near`.
    """

    q: Words = ""
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
    exact: bool = False
    scope: Scope = Scope.NETWORK
    sort: Sort = Sort.RELEVANCE
    not_over_at: Moment | None = None
    starts_from: Moment | None = None
    starts_until: Moment | None = None
    latitude: Annotated[float, Field(ge=-90, le=90)] | None = None
    longitude: Annotated[float, Field(ge=-180, le=180)] | None = None
    within_km: Annotated[int, Field(ge=1, le=1000)] | None = None
    locale: Locale = settings.LANGUAGE_CODE
    limit: Annotated[int, Field(ge=1, le=100)] = 20
    cursor: Annotated[str, Field(max_length=2000)] = ""


def list_answers(*kinds: Kind) -> dict[int, type[Schema]]:
    """Return what an endpoint that answers things declares."""
    return {200: Things, **documented(LIST_CHANGED, *kinds)}


@router.get("things", response=list_answers(), summary="Search and list")
def list_things(request: HttpRequest, asked: Query[Asked]) -> HttpResponseBase:
    """Whatever a visitor of this site may find, with counts of what could be chosen next."""
    return answer_things(request, _query(asked), asked.locale)


def answer_things(request: HttpRequest, query: listings.Query, locale: str) -> HttpResponseBase:
    """Answer a listing in the words of a language; the lists of the other apps are answered so."""
    with translation.override(locale):
        try:
            page = listings.find(query)
        except InvalidCursor:
            raise bad_cursor() from None
        except ListChanged as error:
            raise Problem(LIST_CHANGED, str(error)) from None
        data = {
            "items": [thing_out(card, request) for card in page.cards],
            "total": page.total,
            "facets": {facet.value: _counts(found) for facet, found in page.facets.items()},
            "corrected": page.corrected,
            "promoted": [] if query.cursor else _promoted(query.text, request),
            "next": next_url(request, page.next_cursor),
        }
        return answer(request, data)


def _promoted(text: str, request: HttpRequest) -> list[dict[str, Any]]:
    found = promotions.for_text(text, localdate()) if text else []
    return [
        {
            "title": one.title,
            "text": one.text,
            "url": request.build_absolute_uri(one.url),
            "is_redirect": one.is_redirect,
        }
        for one in found
    ]


def _query(asked: Asked) -> listings.Query:
    chosen = {facet: getattr(asked, name) for name, facet in CHOICES.items()}
    return listings.Query(
        text=shorten(asked.q),
        facets={facet: values for facet, values in chosen.items() if values},
        scope=asked.scope,
        language=asked.locale,
        sort=asked.sort,
        not_over_at=asked.not_over_at,
        starts_from=asked.starts_from,
        starts_until=asked.starts_until,
        near=_near(asked),
        within_km=asked.within_km,
        per_page=asked.limit,
        cursor=asked.cursor,
        is_literal=asked.exact,
        count=list(CHOICES.values()),
    )


def _near(asked: Asked) -> Point | None:
    if asked.latitude is None or asked.longitude is None:
        return None
    return Point(asked.latitude, asked.longitude)


def api_url(card: Card, url: str) -> str:
    """Return the address of this thing in the API of its own site; empty when it has none."""
    if card.source not in PATHS:
        return ""
    parts = urlsplit(url)
    path = PATHS[card.source].format(key=quote(card.key), path=quote(unquote(parts.path)))
    return f"{parts.scheme}://{parts.netloc}/api/v1/{path}"


def thing_out(card: Card, request: HttpRequest) -> dict[str, Any]:
    url = request.build_absolute_uri(card.url)
    return {
        "source": card.source,
        "key": card.key,
        "kind": card.kind,
        "state": card.state,
        "locale": card.language,
        "locales": list(card.languages),
        "title": card.title,
        "summary": card.summary,
        "url": url,
        "api_url": api_url(card, url),
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


@router.get(
    "suggestions", response={200: Suggestions, **documented()}, summary="Suggest while typing"
)
def list_suggestions(
    request: HttpRequest,
    q: Words = "",
    locale: Locale = settings.LANGUAGE_CODE,
) -> HttpResponseBase:
    """What the search box proposes: titles by kind, topics and places, another spelling."""
    with translation.override(locale):
        query = listings.Query(text=q, scope=SCOPES[own_scope()], per_page=MOST_SUGGESTIONS)
        groups = [
            {"label": str(group["label"]), "options": _options(group["options"], request)}
            for group in suggest(query)["groups"]
        ]
        return answer(request, {"groups": groups})


def _options(found: list[dict[str, str]], request: HttpRequest) -> list[dict[str, str]]:
    return [
        {
            "text": str(option["text"]),
            "url": request.build_absolute_uri(option["url"]),
            "locale": option["lang"],
        }
        for option in found
    ]


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
