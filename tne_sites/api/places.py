"""Structures that welcome parents, and target schools: the lists of a department."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from ninja import Field, Query, Router, Schema

from kernel.api.answers import answer
from kernel.api.paging import Paging, next_url, part_of
from kernel.api.problems import NOT_FOUND, Problem, documented
from search.api import MOST_VALUES, Value
from tne_sites import places
from tne_sites.domain import facets
from tne_sites.models import Structure
from tne_sites.views import listing, schools, structures

router = Router(tags=["territory"])


class StructureOut(Schema):
    """Who organises workshops and accompanies parents; the contacts are those made public."""

    id: int
    name: str
    kind: str
    description: str
    hours: str
    audiences: list[str]
    address: str
    commune_code: str
    commune: str
    latitude: float | None
    longitude: float | None
    email: str
    phone: str
    website: str
    url: str


class StructureList(Schema):
    items: list[StructureOut]
    next: str | None


class SchoolOut(Schema):
    """A target school; a closed one says which took its pupils."""

    uai: str
    name: str
    kind: str
    stage: str
    town: str
    commune_code: str
    address: str
    postcode: str
    labels: list[str]
    latitude: float | None
    longitude: float | None
    closed_on: date | None
    successor_uai: str
    successor_name: str
    url: str


class SchoolList(Schema):
    items: list[SchoolOut]
    next: str | None


class StructuresAsked(Paging):
    kind: list[Value] = Field([], max_length=MOST_VALUES)
    commune: list[Value] = Field([], max_length=MOST_VALUES)
    audience: list[Value] = Field([], max_length=MOST_VALUES)


class SchoolsAsked(Paging):
    kind: list[Value] = Field([], max_length=MOST_VALUES)
    commune: list[Value] = Field([], max_length=MOST_VALUES)
    label: list[Value] = Field([], max_length=MOST_VALUES)


@router.get(
    "structures", response={200: StructureList, **documented(NOT_FOUND)}, summary="List structures"
)
def list_structures(request: HttpRequest, asked: Query[StructuresAsked]) -> HttpResponseBase:
    """The structures of a department, by name; the national site has none."""
    listing.departments_only()
    picked = {"genre": asked.kind, "commune": asked.commune, "public": asked.audience}
    rows = facets.narrow(structures.rows(), picked, structures.VALUES)
    return _page(request, rows, asked, structure_out)


@router.get(
    "structures/{int:structure_id}",
    response={200: StructureOut, **documented(NOT_FOUND)},
    summary="Read a structure",
)
def read_structure(request: HttpRequest, structure_id: int) -> HttpResponseBase:
    """One structure of this department."""
    listing.departments_only()
    row = get_object_or_404(Structure.objects.public(), pk=structure_id)
    place = places.communes([row.commune_code]).get(row.commune_code)
    return answer(request, structure_out(structures.Row(row, place), request))


@router.get("schools", response={200: SchoolList, **documented(NOT_FOUND)}, summary="List schools")
def list_schools(request: HttpRequest, asked: Query[SchoolsAsked]) -> HttpResponseBase:
    """The open target schools of a department, by town and name; the national site has none."""
    listing.departments_only()
    picked = {"genre": asked.kind, "commune": asked.commune, "label": asked.label}
    rows = facets.narrow(schools.open_today(), picked, schools.VALUES)
    return _page(request, rows, asked, school_out)


@router.get(
    "schools/{code}", response={200: SchoolOut, **documented(NOT_FOUND)}, summary="Read a school"
)
def read_school(
    request: HttpRequest, code: Annotated[str, Field(max_length=20)]
) -> HttpResponseBase:
    """One target school by its code (UAI), open or closed."""
    listing.departments_only()
    if (found := schools.target(code)) is None:
        raise Problem(NOT_FOUND)
    return answer(request, school_out(found, request))


def _page(
    request: HttpRequest, rows: Sequence[Any], paging: Paging, describe: Any
) -> HttpResponseBase:
    shown, cursor = part_of(rows, paging)
    items = [describe(row, request) for row in shown]
    return answer(request, {"items": items, "next": next_url(request, cursor)})


def structure_out(row: structures.Row, request: HttpRequest) -> dict[str, Any]:
    own = row.structure
    # Longitude first, as maps have it.
    point = row.point or (None, None)
    plain = ("name", "kind", "description", "hours", "audiences", "address")
    contact = ("commune_code", "email", "phone", "website")
    url = reverse("territory:structure", args=[own.pk])
    return {
        "id": own.pk,
        **{name: getattr(own, name) for name in (*plain, *contact)},
        "commune": str(row.place or ""),
        "latitude": point[1],
        "longitude": point[0],
        "url": request.build_absolute_uri(url),
    }


def school_out(school: places.SchoolFacts, request: HttpRequest) -> dict[str, Any]:
    names = [name for name in SchoolOut.model_fields if name not in {"url", "labels"}]
    url = reverse("territory:school", args=[school.uai])
    return {
        **{name: getattr(school, name) for name in names},
        "labels": list(school.labels),
        "url": request.build_absolute_uri(url),
    }
