"""Who welcomes parents in the department: the list, its sketch, and each structure's page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms import lists, seo, sketch, workshops as cms_workshops
from cms.domain.taxonomy import Audience
from cms.workshops import WorkshopRow
from search import listings
from search.listings import Query, Scope
from tenants.context import current_tenant
from tne_sites import places
from tne_sites.domain import facets
from tne_sites.models import Structure, StructureKind, Workshop
from tne_sites.views import listing

NAMES = ("genre", "commune", "public")
MOST_WORKSHOPS = 20


@dataclass(frozen=True, slots=True)
class Row:
    structure: Structure
    place: places.Place | None

    @property
    def point(self) -> tuple[float, float] | None:
        """Longitude and latitude: its own, or those of its commune."""
        for place in (self.structure, self.place):
            if place and place.latitude is not None and place.longitude is not None:
                return place.longitude, place.latitude
        return None


VALUES: Mapping[str, facets.Values[Row]] = {
    "genre": lambda row: [row.structure.kind],
    "commune": lambda row: [row.structure.commune_code],
    "public": lambda row: row.structure.audiences,
}


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The list, narrowed by kind, commune and audience: two queries whatever its length."""
    listing.departments_only()
    return render(request, "tne_sites/structures.html", _told(request))


@require_safe
def sketch_page(request: HttpRequest) -> HttpResponse:
    """The whole list with its sketch beside it; the numbers are the same."""
    listing.departments_only()
    way = listing.crumbs(request, (_("Structures"), reverse("territory:structures")))
    return render(request, "tne_sites/structures_map.html", _told(request) | {"crumbs": way})


@require_safe
def sketch_svg(request: HttpRequest) -> HttpResponse:
    listing.departments_only()
    found = _context(request)["rows"]
    tenant = current_tenant()
    return sketch.picture(request, [row.point for row in found], [tenant.code] if tenant else [])


@require_safe
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """One structure: what it offers, where, when, and its next workshops."""
    listing.departments_only()
    structure = get_object_or_404(Structure.objects.public(), pk=pk)
    place = places.communes([structure.commune_code]).get(structure.commune_code)
    context = {
        "structure": structure,
        "place": place,
        "workshops": workshops_of(Workshop.objects.filter(organiser=structure)),
        "facts": _facts(structure, place),
        "crumbs": listing.crumbs(request, (_("Structures"), reverse("territory:structures"))),
        "meta": seo.of_view(request, structure.name, str(place or ""), _data(structure)),
    }
    return render(request, "tne_sites/structure.html", context)


def _data(structure: Structure) -> dict[str, Any]:
    """schema.org: what the page says of a place that welcomes people."""
    said = {
        "description": structure.description,
        "address": ", ".join(filter(None, (structure.address, structure.commune_name))),
        "telephone": structure.phone,
        "email": structure.email,
        "sameAs": structure.website,
        "openingHours": structure.hours,
    }
    told = {name: value for name, value in said.items() if value}
    return {"@type": "Organization", "name": structure.name, **told}


def workshops_of(found: Any) -> list[WorkshopRow]:
    """Return what a list shows of the workshops ahead among these rows: two queries."""
    ahead = found.published().ahead(timezone.now()).in_order()[:MOST_WORKSHOPS]
    names = [("workshops", str(key)) for key in ahead.values_list("key", flat=True)]
    query = Query(kinds=["workshop"], scope=Scope.SITE)
    cards = listings.by_keys(names, query) if names else {}
    return cms_workshops.rows(cards[name] for name in names if name in cards)


def _told(request: HttpRequest) -> dict[str, Any]:
    """Return the context of a page, with what the page says to engines."""
    context = _context(request)
    page = context["page_of_list"]
    items = [
        (row.structure.name, reverse("territory:structure", args=[row.structure.pk]))
        for row in page
    ]
    narrowed = context["is_narrowed"]
    return context | {"meta": lists.meta(request, items, page=page.number, is_narrowed=narrowed)}


def _context(request: HttpRequest) -> dict[str, Any]:
    known = rows()
    picked = listing.chosen(request, NAMES)
    found = facets.narrow(known, picked, VALUES)
    shown = listing.facets_of(known, picked, VALUES, _legends(known))
    return {
        "is_narrowed": any(picked.values()),
        "rows": found,
        "total": len(found),
        "page_of_list": listing.page_of(found, request),
        "facets": shown,
        "chips": listing.chips(request, shown),
        "query": request.GET.urlencode(),
        "crumbs": listing.crumbs(request),
    }


def rows() -> list[Row]:
    """Return the structures that visitors see, by name: two queries."""
    structures = list(Structure.objects.public())
    known = places.communes(row.commune_code for row in structures)
    return [Row(row, known.get(row.commune_code)) for row in structures]


def _legends(rows: Sequence[Row]) -> dict[str, tuple[str, Mapping[str, str]]]:
    communes = {row.place.code: str(row.place) for row in rows if row.place}
    return {
        "genre": (_("Kind"), {value: str(label) for value, label in StructureKind.choices}),
        "commune": (_("Commune"), communes),
        "public": (_("Audience"), {value: str(label) for value, label in Audience.choices}),
    }


def _facts(structure: Structure, place: places.Place | None) -> list[dict[str, str]]:
    audiences = [str(Audience(value).label) for value in structure.audiences if value in Audience]
    where = ", ".join(part for part in (structure.address, str(place or "")) if part)
    facts = [
        (_("Kind"), structure.get_kind_display()),
        (_("Address"), where),
        (_("Opening hours"), structure.hours),
        (_("For whom"), ", ".join(audiences)),
    ]
    return [{"term": term, "value": value} for term, value in facts if value]
