"""Calendar files: of one workshop, of a series, and the feed of a site."""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from cms.navigation import site_of
from tne_sites import calendars
from tne_sites.models import Workshop, WorkshopSeries
from tne_sites.views.workshops import found

# A reader that looks once a month still learns of a cancellation.
FEED_LOOKS_BACK, FEED_MOST = timedelta(days=60), 1000
MINUTES = 300


@require_safe
@cache_control(public=True, max_age=MINUTES)
def one(request: HttpRequest, pk: int) -> HttpResponse:
    workshop = found(request, pk)
    return _answer([workshop], workshop.title)


@require_safe
@cache_control(public=True, max_age=MINUTES)
def series(_request: HttpRequest, key: UUID) -> HttpResponse:
    """Every date of a series, the moved and the cancelled ones marked."""
    chosen = get_object_or_404(WorkshopSeries, key=key)
    rows = chosen.workshops.public().with_organiser().prefetch_related("texts").in_order()
    workshops = list(rows)
    if not workshops:
        chosen = get_object_or_404(WorkshopSeries.objects.none(), key=key)
    return _answer(workshops, chosen.title)


@require_safe
@cache_control(public=True, max_age=MINUTES)
def feed(request: HttpRequest) -> HttpResponse:
    """What a calendar subscribes to: this site's workshops, cancelled ones included."""
    since = timezone.now() - FEED_LOOKS_BACK
    rows = Workshop.objects.public().filter(ends_at__gt=since).with_organiser()
    name = _("Workshops of %(site)s") % {"site": site_of(request).name}
    return _answer(rows.prefetch_related("texts").in_order()[:FEED_MOST], name)


def _answer(workshops: Iterable[Workshop], name: str) -> HttpResponse:
    content = calendars.calendar(workshops, name=name)
    file_name = f"{slugify(name)[:60] or 'ateliers'}.ics"
    return HttpResponse(
        content,
        content_type=calendars.CONTENT_TYPE,
        headers={"Content-Disposition": f'inline; filename="{file_name}"'},
    )
