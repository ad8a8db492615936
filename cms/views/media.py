"""Files of the current site, by the address that its storage gives them.

The address has no schema: another site's host looks into its own folder. Documents are not served
here but by Wagtail's view, which checks who may read them.
"""

import mimetypes
from pathlib import PurePosixPath

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from kernel import ranges
from tenants.context import current_schema

# Folders that anybody may read; a name in them never changes its content.
PUBLIC = ("images", "original_images", "recordings")
A_YEAR = 31_536_000
mimetypes.add_type("image/avif", ".avif")
mimetypes.add_type("image/webp", ".webp")


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """Serve a picture or a recording, or hand it to the reverse proxy when it can do so; else 404.

    A recording is given in pieces to whoever asks for one: players jump inside it.
    """
    asked = PurePosixPath(path)
    if not asked.parts or asked.parts[0] not in PUBLIC or ".." in asked.parts or not asked.suffix:
        raise Http404
    try:
        found = default_storage.exists(path)
    except (SuspiciousFileOperation, ValueError) as error:
        raise Http404 from error
    if not found:
        raise Http404
    response = _answer(path, request)
    response["X-Content-Type-Options"] = "nosniff"
    # A picture opened alone must run nothing.
    response["Content-Security-Policy"] = "default-src 'none'; style-src 'none'; sandbox"
    patch_cache_control(response, public=True, max_age=A_YEAR, immutable=True)
    return response


def _answer(path: str, request: HttpRequest) -> HttpResponseBase:
    kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
    if settings.MEDIA_ACCEL_LOCATION:
        response = HttpResponse(content_type=kind)
        response["X-Accel-Redirect"] = (
            f"{settings.MEDIA_ACCEL_LOCATION.rstrip('/')}/{current_schema()}/{path}"
        )
        return response
    try:
        default_storage.path(path)
    except NotImplementedError:  # an object store: it serves its files itself
        return redirect(default_storage.url(path))
    return ranges.answer(request, default_storage.open(path), content_type=kind)
