"""Successful answers: chosen fields, an ETag, and 304 for a caller who has it already.

The bodies are built by hand and written once. The schemas that endpoints declare document them,
and the tests hold the one against the other.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date
from django.utils.translation import get_language, gettext as _

from kernel.api.problems import INVALID, Problem

PUBLIC = "public, max-age=0, must-revalidate"
# Kept by nobody for a minute, as pages are: a figure that is asked often because it moves.
LIVE = "public, no-cache"
PRIVATE = "private, no-store"


class _Encoder(DjangoJSONEncoder):
    """Django's, with lazy texts read and moments kept to the microsecond."""

    def default(self, o: Any) -> Any:
        return o.isoformat() if isinstance(o, datetime) else super().default(o)


def answer(  # noqa: PLR0913 - what one answer says of itself
    request: HttpRequest,
    data: Any,
    *,
    changed_at: datetime | None = None,
    is_private: bool = False,
    is_live: bool = False,
    status: int = 200,
) -> HttpResponseBase:
    """Write `data`, reduced to `?fields=`; whoever has this ETag already gets 304.

    `changed_at` is told as Last-Modified, and decides nothing: what a page shows beside its own
    words may change without it. A live answer is read anew each time.
    """
    body = json.dumps(
        only_fields(request, data), cls=_Encoder, ensure_ascii=False, separators=(",", ":")
    ).encode()
    response = HttpResponse(body, content_type="application/json", status=status)
    response["Cache-Control"] = PRIVATE if is_private else LIVE if is_live else PUBLIC
    # That of the words, whatever the address says of the rest.
    response["Content-Language"] = get_language() or settings.LANGUAGE_CODE
    patch_vary_headers(response, ["Authorization", "Origin"])
    if request.method not in ("GET", "HEAD") or is_private:
        return response
    etag = f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'
    response["ETag"] = etag
    if changed_at:
        response["Last-Modified"] = http_date(changed_at.timestamp())
    return get_conditional_response(request, etag, None, response) or response


def only_fields(request: HttpRequest, data: Any) -> Any:
    """Keep the asked fields of a thing, or of each thing of a list."""
    asked = [name for name in request.GET.get("fields", "").split(",") if name]
    if not asked:
        return data
    if isinstance(data, Mapping) and isinstance(data.get("items"), Sequence):
        return {**data, "items": [_reduced(item, asked) for item in data["items"]]}
    return _reduced(data, asked) if isinstance(data, Mapping) else data


def _reduced(item: Mapping[str, Any], asked: Sequence[str]) -> dict[str, Any]:
    if unknown := [name for name in asked if name not in item]:
        message = _("No such field: %(unknown)s. Known: %(known)s.") % {
            "unknown": ", ".join(unknown),
            "known": ", ".join(item),
        }
        raise Problem(INVALID, errors=[{"at": ["query", "fields"], "message": message}])
    return {name: item[name] for name in asked}
