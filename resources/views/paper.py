"""Fiches and guides as PDF."""

import hashlib
from typing import Any

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import condition, require_safe

from cms.visibility import visible
from resources import funding, reading
from resources.models import ProjectSheetPage
from resources.paper import pdf_of

HOUR = 3600


def _page(page_id: int) -> Any:
    page: Any = get_object_or_404(visible(), pk=page_id).specific
    if not reading.has_pdf(page):
        raise Http404
    return page


def _etag(request: HttpRequest, page_id: int) -> str:
    """Sum up what the PDF says: its words by their publication, its gauge by its figures."""
    page = _page(page_id)
    gauge = funding.gauge_of(page) if isinstance(page, ProjectSheetPage) else ""
    told = f"{page.pk} {page.last_published_at} {page.full_url} {gauge} {request.LANGUAGE_CODE}"
    return f'"{hashlib.sha256(told.encode()).hexdigest()[:24]}"'


@require_safe
@condition(etag_func=_etag)
def pdf(request: HttpRequest, page_id: int) -> HttpResponse:
    """Give a published fiche or guide as a tagged PDF, set once for each version of its words."""
    page = _page(page_id)
    key = f"pdf:{_etag(request, page_id)}"
    content = cache.get(key)
    if content is None:
        content = pdf_of(page, root_url=request.build_absolute_uri("/").rstrip("/"))
        cache.set(key, content, HOUR)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{page.slug}.pdf"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
