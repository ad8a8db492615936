"""Files whose words search cannot read, as a list of links to their forms."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.permissions import policy_registry

from cms.domain.file_text import FAILED
from cms.models import Document, FileText

PAGE = 50


def may_mend(user: Any) -> bool:
    """Say whether this person may change documents: rights on files come from collections."""
    return bool(policy_registry.get_by_type(Document).user_has_permission(user, "change"))


def unreadable() -> QuerySet[FileText]:
    return FileText.objects.filter(state__in=FAILED)


@require_safe
def not_read(request: HttpRequest) -> HttpResponse:
    if not may_mend(request.user):
        raise PermissionDenied
    rows = unreadable().select_related("document").defer("text").order_by("-read_at", "pk")
    context: dict[str, Any] = {
        "page": Paginator(rows, PAGE).get_page(request.GET.get("p")),
        "header_title": _("Files that search cannot read"),
        "page_title": _("Files that search cannot read"),
        "header_icon": "doc-full",
    }
    return render(request, "cms/admin/files_not_read.html", context)
