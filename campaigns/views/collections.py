"""Collections as visitors see them: the list with its map, and those of one school."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from campaigns import listing
from campaigns.models import Campaign
from campaigns.search_documents import SHOWN, SOURCE
from cms import campaigns as rows, lists, seo
from cms.sketch import picture
from search import listings
from search.listings import Facet, Query, Scope
from territories.domain import uai
from territories.models import School

MOST_OF_A_SCHOOL = 100


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The list, its filters and, below it, the map of the same page."""
    context = listing.of(request.GET, timezone.now())
    page = context["page_of_list"]
    shown = [(card.title, card.url) for card in page.cards]
    context["meta"] = lists.meta(
        request, shown, page=page.number, is_narrowed=context["is_narrowed"] or context["is_over"]
    )
    return render(request, "campaigns/collections.html", context)


@require_safe
def sketch(request: HttpRequest) -> HttpResponse:
    """The map of one page of the list, as a picture: asked with the address of the page."""
    found = listing.places(listing.page_of(request.GET, timezone.now()).cards)
    departments = request.GET.getlist("departement")[:20]
    spots = [(place["point"].longitude, place["point"].latitude) for place in found]
    chosen = [code[:3] for code in departments if code.isalnum()]
    response = picture(request, spots, chosen)
    patch_cache_control(response, public=True, max_age=300)
    return response


@require_safe
def school(request: HttpRequest, code: str) -> HttpResponse:
    """What one school collects now, and what it has succeeded in; two queries."""
    known = School.objects.select_related("department").filter(pk=code.upper()[:8]).first()
    if known is None or not uai.is_valid(code):
        raise Http404
    held = Campaign.objects.filter(school=known, state__in=SHOWN)
    keys = [str(key) for key in held.order_by("-published_at").values_list("pk", flat=True)]
    names = [(SOURCE, key) for key in keys[:MOST_OF_A_SCHOOL]]
    found = listings.by_keys(names, Query(kinds=[rows.KIND], scope=Scope.NATIONAL))
    cards = [found[name] for name in names if name in found]
    if not cards:
        raise Http404
    now = timezone.now()
    context = {
        "school": known,
        "labels": [str(label) for label in _label_names(known)],
        "open": rows.shown([card for card in cards if card.state == rows.OPEN], now),
        "over": rows.shown([card for card in cards if card.state != rows.OPEN], now),
        "meta": seo.of_view(
            request,
            f"{known}, {known.town}",
            _("Projects of %(school)s, %(town)s.") % {"school": known, "town": known.town},
        ),
    }
    return render(request, "campaigns/school.html", context)


def _label_names(school: School) -> list[str]:
    names = listings.labels_of(Facet.LABEL)
    return [names[label] for label in school.labels if label in names]
