"""Small files made from pages: captions, the calendar of a conference."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe
from icalendar import Calendar, Event, vUri

from cms.visibility import unlocked
from resources.models import BeliefPage, ResourcePage
from tenants.context import current_schema

# Long enough for a conference whose end nobody wrote.
USUAL_LENGTH = timedelta(hours=1, minutes=30)
# SEQUENCE must grow at each change: seconds since then do, and fit 31 bits until 2094.
SEQUENCE_FROM = datetime(2026, 1, 1, tzinfo=UTC)


@require_safe
def captions(_request: HttpRequest, page_id: int) -> HttpResponse:
    """Give the captions of a published resource as WebVTT."""
    page = get_object_or_404(
        ResourcePage.objects.live().filter(unlocked()).select_related("locale"), pk=page_id
    )
    if not page.captions:
        raise Http404
    response = HttpResponse(page.captions, content_type="text/vtt; charset=utf-8")
    response["Content-Disposition"] = (
        f'inline; filename="{page.slug}.{page.locale.language_code}.vtt"'
    )
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_safe
def conference(request: HttpRequest, key: UUID) -> HttpResponse:
    """Give the conference of an idée reçue for a calendar; 404 when none is announced."""
    found = BeliefPage.objects.live().filter(unlocked(), translation_key=key)
    pages = found.select_related("locale")
    # The reader's language, else the original.
    page = pages.filter(locale__language_code=request.LANGUAGE_CODE).first() or pages.first()
    if page is None or page.conference_starts_at is None:
        raise Http404
    response = HttpResponse(
        calendar_of(page, page.conference_starts_at, request).to_ical(),
        content_type="text/calendar; charset=utf-8",
    )
    response["Content-Disposition"] = f'attachment; filename="{page.slug}.ics"'
    return response


def calendar_of(page: BeliefPage, starts_at: datetime, request: HttpRequest) -> Calendar:
    """Return a calendar with one event, whose identity never changes."""
    changed = page.last_published_at or timezone.now()
    event = Event()
    event.add("uid", f"{page.translation_key}@{current_schema()}.trousse")
    event.add("summary", page.title)
    event.add("description", page.summary)
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("sequence", max(0, int((changed - SEQUENCE_FROM).total_seconds())))
    event.add("dtstart", starts_at.astimezone(UTC))
    ends_at = page.conference_ends_at or starts_at + USUAL_LENGTH
    event.add("dtend", ends_at.astimezone(UTC))
    if page.conference_place:
        event.add("location", page.conference_place)
    event.add("url", vUri(page.conference_url or page.get_full_url(request)))
    calendar = Calendar()
    calendar.add("prodid", "-//Trousse//Ressources//FR")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    return calendar
