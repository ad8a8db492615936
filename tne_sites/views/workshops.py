"""The finder, and the page of one workshop."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language, gettext as _
from django.views.decorators.http import require_POST, require_safe

from cms import lists, navigation, seo, sketch
from search import listings
from search.listings import Facet, Query, Scope, Sort
from tenants.context import current_tenant
from tne_sites import finder, maps, wording
from tne_sites.domain.states import Amenity, SpokenLanguage
from tne_sites.domain.status import REGISTRABLE, Status
from tne_sites.links import workshop_path, workshop_url
from tne_sites.models import Workshop
from tne_sites.search_documents import KIND
from tne_sites.views import listing

# Remembered because the visitor asks for it, and read by nobody but the finder.
REMEMBERED, A_YEAR = "departement", 365 * 24 * 3600


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List, agenda or map: the same workshops. Three queries whatever it finds."""
    at = timezone.now()
    tenant = current_tenant()
    is_national = tenant is None or tenant.is_national
    known = {site.code: site for site in navigation.in_language(navigation.departments())}
    asked = finder.read(request.GET, at=at, department=(remembered := _remembered(request)))
    page = listings.find(asked.query)
    if page.number > page.pages:
        raise Http404("There is no such page of workshops.")
    rows = finder.shown(page.cards, at)
    context = {
        "meta": _list_meta(request, page, asked),
        "page_of_list": page,
        "rows": rows,
        "days": finder.by_day(rows) if asked.view == "agenda" else [],
        "asked": asked,
        "tabs": _tabs(request, asked),
        "facets": finder.filters(page, asked),
        "chips": finder.chips(page, asked, request.GET),
        "kept": _kept(request, ("q", "du", "au", "vue")),
        "hidden_choices": _kept(request, (*finder.FACETS, "places", "vue")),
        **(maps.context(page.cards, rows, request.GET) if asked.view == "carte" else {}),
        "is_national": is_national,
        "departments": known.values() if is_national else [],
        "mine": known.get(remembered),
    }
    response = render(request, "tne_sites/workshops/index.html", context)
    if is_national:
        # What it shows depends on what this device remembers.
        patch_cache_control(response, private=True)
    return response


def _list_meta(
    request: HttpRequest, page: listings.Page[listings.Card], asked: finder.Asked
) -> seo.Meta:
    items = [(card.title, card.url) for card in page.cards]
    return lists.meta(request, items, page=page.number, is_narrowed=asked.is_narrowed)


def _remembered(request: HttpRequest) -> str:
    """The department that this device keeps for the national finder."""
    tenant = current_tenant()
    code = request.COOKIES.get(REMEMBERED, "")
    is_known = code in {site.code for site in navigation.departments()}
    return code if is_known and (tenant is None or tenant.is_national) else ""


def _kept(request: HttpRequest, names: Iterable[str]) -> list[tuple[str, str]]:
    """What a form beside must not lose."""
    return [(name, value) for name in names for value in request.GET.getlist(name)[:20] if value]


def _tabs(request: HttpRequest, asked: finder.Asked) -> list[dict[str, Any]]:
    names = {"liste": _("List"), "agenda": _("Agenda"), "carte": _("Map")}
    tabs = []
    for view, text in names.items():
        address = request.GET.copy()
        address["vue"] = view
        tabs.append(
            {"text": text, "url": f"?{address.urlencode()}", "is_current": view == asked.view}
        )
    return tabs


@require_safe
def sketch_svg(request: HttpRequest) -> HttpResponse:
    """The map of the same list, as a picture: asked with the address of the page."""
    tenant = current_tenant()
    asked = finder.read(request.GET, at=timezone.now(), department=_remembered(request))
    here = tenant.code if tenant and not tenant.is_national else ""
    chosen = asked.query.facets.get(Facet.DEPARTMENT, ())
    departments = [here] if here else list(chosen)
    found = maps.places(listings.find(replace(asked.query, count=())).cards)
    points = [cards[0].point for cards in found.values()]
    spots = [(point.longitude, point.latitude) for point in points if point]
    response = sketch.picture(request, spots, departments)
    patch_cache_control(response, private=True, max_age=60)
    return response


@require_POST
def remember(request: HttpRequest) -> HttpResponse:
    """Keep the visitor's department on this device for a year, or forget it."""
    code = request.POST.get("departement", "")
    response = redirect("workshops:index")
    if code in {site.code for site in navigation.departments()}:
        response.set_cookie(
            REMEMBERED,
            code,
            max_age=A_YEAR,
            samesite="Lax",
            httponly=True,
            secure=request.is_secure(),
        )
    else:
        response.delete_cookie(REMEMBERED)
    return response


@require_safe
def detail(request: HttpRequest, pk: int, slug: str) -> HttpResponse:
    """Everything about one workshop; a draft is seen by those who prepare it."""
    workshop = found(request, pk)
    if slug != workshop.slug:
        return redirect(workshop_path(workshop), permanent=True)
    at = timezone.now()
    status = workshop.status(at)
    text = wording.text_of(workshop)
    meta = _meta(request, workshop)
    context = {
        "workshop": workshop,
        "text": text,
        "text_language": wording.language_of(workshop),
        "meta": meta,
        "crumbs": listing.crumbs(request, (_("Workshops"), reverse("workshops:index"))),
        "when": wording.when_of(workshop),
        "place": wording.place_of(workshop),
        "status": status,
        "status_text": finder.said(status, workshop.places),
        "shape": finder.SHAPES.get(status, "done"),
        "may_register": status in REGISTRABLE,
        "is_waiting": status == Status.WAITING,
        "amenities": [Amenity(code).label for code in workshop.amenities if code in Amenity],
        "languages": [
            SpokenLanguage(code).label for code in workshop.languages if code in SpokenLanguage
        ],
        "dates": _other_dates(workshop),
        "nearby": _alike(workshop, at),
    }
    return render(request, "tne_sites/workshops/workshop.html", context)


@require_safe
def short(request: HttpRequest, pk: int) -> HttpResponse:
    """What a QR code holds: the fewer letters, the larger its squares."""
    return redirect(workshop_path(found(request, pk)))


def found(request: HttpRequest, pk: int) -> Workshop:
    """Return a workshop that this visitor may see, with its organiser and texts; or raise 404."""
    rows = Workshop.objects.with_organiser().prefetch_related("texts")
    if not request.user.has_perm("tne_sites.view_workshop"):
        rows = rows.public()
    return get_object_or_404(rows, pk=pk)


def _other_dates(workshop: Workshop) -> list[Workshop]:
    if workshop.series is None:
        return []
    others = workshop.series.workshops.public().ahead(timezone.now()).in_order()
    return list(others.exclude(pk=workshop.pk)[:12])


def _alike(workshop: Workshop, at: Any) -> list[Any]:
    query = Query(kinds=[KIND], scope=Scope.SITE, sort=Sort.SOON, not_over_at=at, per_page=4)
    cards = [card for card in listings.latest(query) if card.key != str(workshop.key)]
    return finder.shown(cards[:3], at)


def _meta(request: HttpRequest, workshop: Workshop) -> seo.Meta:
    text = wording.text_of(workshop)
    codes = ["fr", *(row.language for row in workshop.texts.all())]
    language = get_language() or ""
    address = workshop_url(workshop, language if language in codes else "fr")
    return seo.Meta(
        title=text.title,
        description=text.summary or wording.when_of(workshop),
        canonical=address,
        is_indexed=seo.may_be_indexed(request) and workshop.status(timezone.now()) != Status.DRAFT,
        alternates={code: workshop_url(workshop, code) for code in codes} if codes[1:] else {},
        json_ld=seo.script(_event(workshop, address)),
    )


def _event(workshop: Workshop, address: str) -> dict[str, Any]:
    """schema.org: what the page says, nothing more; never the link to join."""
    text = wording.text_of(workshop)
    is_cancelled = workshop.cancelled_at is not None
    place: dict[str, Any] = {"@type": "VirtualLocation", "url": address}
    if workshop.commune_name:
        place = {
            "@type": "Place",
            "name": workshop.place_name or workshop.commune_name,
            "address": wording.place_of(workshop),
        }
    return {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": text.title,
        "description": text.summary,
        "url": address,
        "startDate": workshop.local_start.isoformat(),
        "endDate": workshop.local_end.isoformat(),
        "eventStatus": f"https://schema.org/Event{'Cancelled' if is_cancelled else 'Scheduled'}",
        "isAccessibleForFree": True,
        "location": place,
        "organizer": {"@type": "Organization", "name": workshop.organiser.name},
    }
