"""Target schools of the department, for parents who look for their own."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms import lists, seo
from territories.models.school import Label, SchoolKind
from tne_sites import clock, places
from tne_sites.domain import facets
from tne_sites.models import TargetSchool, Workshop
from tne_sites.places import SchoolFacts
from tne_sites.views import listing
from tne_sites.views.structures import workshops_of

NAMES = ("genre", "commune", "label")
VALUES: Mapping[str, facets.Values[SchoolFacts]] = {
    "genre": lambda row: [row.kind],
    "commune": lambda row: [row.commune_code],
    "label": lambda row: row.labels,
}


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The list: two queries whatever its length. A school that closed has left it."""
    listing.departments_only()
    rows = open_today()
    picked = listing.chosen(request, NAMES)
    found = facets.narrow(rows, picked, VALUES)
    shown = listing.facets_of(rows, picked, VALUES, _legends(rows))
    page = listing.page_of(found, request)
    items = [(row.name, reverse("territory:school", args=[row.uai])) for row in page]
    context = {
        "meta": lists.meta(request, items, page=page.number, is_narrowed=any(picked.values())),
        "total": len(found),
        "page_of_list": page,
        "facets": shown,
        "chips": listing.chips(request, shown),
        "crumbs": listing.crumbs(request),
    }
    return render(request, "tne_sites/schools.html", context)


@require_safe
def show(request: HttpRequest, code: str) -> HttpResponse:
    """One school; when it closed, the page says which one took its pupils."""
    listing.departments_only()
    school = target(code)
    if school is None:
        raise Http404
    context: dict[str, Any] = {
        "school": school,
        "is_closed": school.is_closed_on(clock.today()),
        "facts": _facts(school),
        "crumbs": listing.crumbs(request, (_("Target schools"), reverse("territory:schools"))),
        "workshops": workshops_of(Workshop.objects.filter(schools__contains=[school.uai])),
        "meta": seo.of_view(
            request, f"{school.name}, {school.town}", school.kind_name, _data(school)
        ),
    }
    return render(request, "tne_sites/school.html", context)


def _data(school: SchoolFacts) -> dict[str, Any]:
    """schema.org: what the page says of a school."""
    place = {
        "@type": "PostalAddress",
        "streetAddress": school.address,
        "postalCode": school.postcode,
        "addressLocality": school.town,
        "addressCountry": "FR",
    }
    return {"@type": "School", "name": school.name, "identifier": school.uai, "address": place}


def open_today() -> list[SchoolFacts]:
    """Return the target schools that have not closed, by town and name: two queries."""
    day = clock.today()
    known = places.schools(list(TargetSchool.objects.on(day).values_list("uai", flat=True)))
    rows = (row for row in known.values() if not row.is_closed_on(day))
    return sorted(rows, key=lambda row: (row.town, row.name))


def target(code: str) -> SchoolFacts | None:
    """Return a target school of today by its code, open or closed."""
    # PostgreSQL refuses a NUL, and no code is longer.
    uai = code.replace("\0", "")[:8].upper()
    is_target = TargetSchool.objects.on(clock.today()).filter(uai=uai).exists()
    return places.schools([uai]).get(uai) if is_target else None


def _legends(rows: Sequence[SchoolFacts]) -> dict[str, tuple[str, Mapping[str, str]]]:
    return {
        "genre": (_("Kind"), {value: str(label) for value, label in SchoolKind.choices}),
        "commune": (_("Commune"), {row.commune_code: row.town for row in rows}),
        "label": (_("Label"), {value: str(label) for value, label in Label.choices}),
    }


def _facts(school: SchoolFacts) -> list[dict[str, str]]:
    labels = [str(Label(value).label) for value in school.labels if value in Label]
    where = ", ".join(part for part in (school.address, school.postcode) if part)
    facts = [
        (_("Kind"), school.kind_name),
        (_("Address"), " ".join(part for part in (where, school.town) if part)),
        (_("School code (UAI)"), school.uai),
        (_("Label"), ", ".join(labels)),
    ]
    return [{"term": str(term), "value": value} for term, value in facts if value]
