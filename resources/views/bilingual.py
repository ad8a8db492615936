"""One page in two languages side by side, for paper."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from cms.visibility import visible
from resources import printing
from resources.models import LibraryItemPage


@require_safe
def bilingual(request: HttpRequest, page_id: int, language: str) -> HttpResponse:
    """Show a published page of the library beside its version in another language."""
    pages = visible()
    page: Any = get_object_or_404(pages, pk=page_id).specific
    if not isinstance(page, LibraryItemPage):
        raise Http404
    twins = pages.filter(translation_key=page.translation_key, locale__language_code=language)
    other: Any = get_object_or_404(twins.exclude(pk=page.pk)).specific
    root_url = request.build_absolute_uri("/").rstrip("/")
    versions, rows = printing.side_by_side([page, other], root_url=root_url)
    context = {"page": page, "versions": versions, "rows": rows}
    return render(request, "resources/bilingual.html", context)
