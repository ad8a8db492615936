"""Images whose description tells nothing, as a list of links to their forms."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.permissions import policy_registry

from cms.models import Image

# The database refuses an empty description, but a file's name is none: IMG_0431, affiche.jpg.
FILE_NAME = r"(\.(avif|gif|heic|jpe?g|png|webp)$)|(^[^ ]*[_0-9][^ ]*$)"
PAGE = 50


def may_describe(user: Any) -> bool:
    """Say whether this person may change images: rights on files come from collections."""
    return bool(policy_registry.get_by_type(Image).user_has_permission(user, "change"))


def named_after_their_file() -> Any:  # Wagtail's queryset, which has no types
    return Image.objects.filter(~Q(description=""), description__iregex=FILE_NAME)


@require_safe
def to_describe(request: HttpRequest) -> HttpResponse:
    if not may_describe(request.user):
        raise PermissionDenied
    rows = named_after_their_file().prefetch_renditions("max-120x90").order_by("-created_at", "pk")
    context: dict[str, Any] = {
        "page": Paginator(rows, PAGE).get_page(request.GET.get("p")),
        "header_title": _("Images to describe better"),
        "page_title": _("Images to describe better"),
        "header_icon": "image",
    }
    return render(request, "cms/admin/images_to_describe.html", context)
