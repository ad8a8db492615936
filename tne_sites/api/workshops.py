"""Workshops: the finder's list, and all of one; never the link to join, never who comes."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone, translation
from ninja import Field, Query, Router, Schema

from cms.api.pages import LOCALES
from kernel.api.answers import answer
from kernel.api.problems import NOT_FOUND, documented
from search.api import MOST_VALUES, Moment, Value, Words, answer_things, list_answers
from search.listings import Facet, Query as Wanted, Scope, Sort
from search.text import shorten
from tenants.context import current_tenant
from tne_sites import finder, links, wording
from tne_sites.domain.status import REGISTRABLE
from tne_sites.models import Structure, Workshop, WorkshopText
from tne_sites.search_documents import KIND

router = Router(tags=["workshops"])
type Locale = Literal[LOCALES]  # type: ignore[valid-type]  # languages of the settings
FACETS = {
    "department": Facet.DEPARTMENT,
    "commune": Facet.COMMUNE,
    "audience": Facet.AUDIENCE,
    "theme": Facet.THEME,
    "spoken": Facet.SPOKEN,
    "kind": Facet.FORMAT,
    "amenity": Facet.LABEL,
}
Name = Annotated[str, Field(max_length=finder.LONGEST_VALUE, pattern="^[^\0]*$")]


class Where(Schema):
    """How to come; an online workshop may have no place."""

    name: str
    address: str
    commune_code: str
    commune: str
    latitude: float | None
    longitude: float | None
    access_note: str


class OrganiserOut(Schema):
    id: int | None
    name: str


class WorkshopOut(Schema):
    """One date in one place. `status` is what a visitor may do; null `places_left`: no limit."""

    key: UUID
    series: UUID | None
    locale: str
    locales: list[str]
    title: str
    summary: str
    description: str
    kind: str
    status: str
    status_text: str
    when: str
    starts_at: datetime
    ends_at: datetime
    time_zone: str
    mode: str
    where: Where
    amenities: list[str]
    spoken: list[str]
    audiences: list[str]
    themes: list[str]
    organiser: OrganiserOut
    needs_registration: bool
    may_register: bool
    capacity: int | None
    places_left: int | None
    party_most: int
    has_waiting_list: bool
    opens_at: datetime | None
    closes_at: datetime | None
    is_cancelled: bool
    cancel_reason: str
    url: str
    calendar_url: str
    changed_at: datetime


class Asked(Schema):
    """As the finder asks: what is over is not in the list."""

    q: Words = ""
    department: list[Value] = Field([], max_length=MOST_VALUES)
    commune: list[Name] = Field([], max_length=MOST_VALUES)
    audience: list[Value] = Field([], max_length=MOST_VALUES)
    theme: list[Value] = Field([], max_length=MOST_VALUES)
    spoken: list[Value] = Field([], max_length=MOST_VALUES)
    kind: list[Value] = Field([], max_length=MOST_VALUES)
    amenity: list[Value] = Field([], max_length=MOST_VALUES)
    starts_from: Moment | None = None
    starts_until: Moment | None = None
    only_free: bool = False
    locale: Locale = settings.LANGUAGE_CODE
    limit: Annotated[int, Field(ge=1, le=100)] = 20
    cursor: Annotated[str, Field(max_length=2000)] = ""


def query_of(asked: Asked, at: datetime) -> Wanted:
    tenant = current_tenant()
    is_national = tenant is None or tenant.is_national
    chosen = {facet: getattr(asked, name) for name, facet in FACETS.items()}
    return Wanted(
        text=shorten(asked.q),
        kinds=[KIND],
        scope=Scope.NETWORK if is_national else Scope.SITE,
        facets={facet: values for facet, values in chosen.items() if values},
        sort=Sort.SOON,
        language=asked.locale,
        not_over_at=at,
        starts_from=asked.starts_from,
        starts_until=asked.starts_until,
        at_least={"places_left": 1, "closes": int(at.timestamp())} if asked.only_free else {},
        per_page=asked.limit,
        cursor=asked.cursor,
        count=list(FACETS.values()),
    )


@router.get("workshops", response=list_answers(), summary="Find workshops")
def list_workshops(request: HttpRequest, asked: Query[Asked]) -> HttpResponseBase:
    """Those ahead, the next one first: the site's own, or the network's on the national site."""
    return answer_things(request, query_of(asked, timezone.now()), asked.locale)


@router.get(
    "workshops/{uuid:key}",
    response={200: WorkshopOut, **documented(NOT_FOUND)},
    summary="Read a workshop",
)
def read_workshop(
    request: HttpRequest, key: UUID, locale: Locale = settings.LANGUAGE_CODE
) -> HttpResponseBase:
    """Everything about one workshop, in this language where somebody wrote it."""
    with translation.override(locale):
        workshop = find_workshop(key)
        data = workshop_out(workshop)
        return answer(request, data, changed_at=workshop.changed_at, is_live=True)


def find_workshop(key: UUID) -> Workshop:
    """Return a workshop that anybody may see, with what its answer shows; or raise 404."""
    rows = Workshop.objects.public().with_organiser().prefetch_related("texts")
    return get_object_or_404(rows, key=key)


# Told as the row has them.
PLAIN = (
    "key",
    "kind",
    "mode",
    "amenities",
    "audiences",
    "themes",
    "needs_registration",
    "capacity",
    "party_most",
    "has_waiting_list",
    "opens_at",
    "closes_at",
    "cancel_reason",
    "changed_at",
)


def workshop_out(workshop: Workshop) -> dict[str, Any]:
    status, text = workshop.status(timezone.now()), wording.text_of(workshop)
    return {
        **{name: getattr(workshop, name) for name in PLAIN},
        **_words(workshop, text),
        "series": workshop.series.key if workshop.series else None,
        "status": status.value,
        "status_text": str(finder.said(status, workshop.places)),
        "when": wording.when_of(workshop),
        "starts_at": workshop.local_start,
        "ends_at": workshop.local_end,
        "time_zone": workshop.time_zone_name,
        "where": _where(workshop, text.access_note),
        "spoken": workshop.languages,
        "organiser": _organiser(workshop.organiser),
        "may_register": status in REGISTRABLE,
        "places_left": workshop.places.free,
        "is_cancelled": workshop.cancelled_at is not None,
    }


def _words(workshop: Workshop, text: Workshop | WorkshopText) -> dict[str, Any]:
    locale = translation.get_language() or settings.LANGUAGE_CODE
    return {
        "locale": locale if text is not workshop else settings.LANGUAGE_CODE,
        "locales": [settings.LANGUAGE_CODE, *(row.language for row in workshop.texts.all())],
        "title": text.title,
        "summary": text.summary,
        "description": text.description,
        "url": links.workshop_url(workshop, locale),
        "calendar_url": links.calendar_url(workshop, locale),
    }


def _organiser(organiser: Structure) -> dict[str, Any]:
    """A structure that has no page is named, no more; on the national site none has."""
    tenant = current_tenant()
    has_pages = tenant is not None and not tenant.is_national
    is_shown = has_pages and organiser.is_active and organiser.is_public
    return {"id": organiser.pk if is_shown else None, "name": organiser.name}


def _where(workshop: Workshop, access_note: str) -> dict[str, Any]:
    return {
        "name": workshop.place_name,
        "address": workshop.address,
        "commune_code": workshop.commune_code,
        "commune": workshop.commune_name,
        "latitude": workshop.latitude,
        "longitude": workshop.longitude,
        "access_note": access_note,
    }
