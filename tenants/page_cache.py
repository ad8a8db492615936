"""Public pages for visitors without a session, kept for a minute.

A page is kept per site (the cache's keys carry the schema) and whole address: host and port too,
because the page repeats them. Whoever has a session, sends a form or is handed a cookie goes
through, and so does an address with parameters that anybody can make up, which would fill the
memory. Publishing anything forgets all pages of the site at once.
"""

import re
import time
from collections.abc import Callable

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.csp import get_nonce
from django.utils.cache import get_conditional_response, patch_vary_headers

from kernel.http import same_for

SHARED = "public, max-age=0, s-maxage=60, stale-while-revalidate=600"
VERSION = "pages:version"
KEPT_HEADERS = (
    "Content-Type",
    "Content-Language",
    "Link",
    "Last-Modified",
    "ETag",
    "Vary",
    "Cache-Control",
)
PRIVATE = ("private", "no-store", "no-cache")
# All that an address kept may ask for, beside its path.
KEPT_QUERY = re.compile(r"(?:page=\d{1,3})?", re.ASCII)


class PageCache:
    """Stands between the content policy, which needs a fresh nonce, and all that reads rows."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not settings.PAGE_CACHE_SECONDS or not may_be_shared(request):
            return self.get_response(request)
        # Were the version pushed out of a full cache, a new one would show no older page.
        version = cache.get_or_set(VERSION, time.time_ns, None)
        key = f"page:{version}:{request.build_absolute_uri()}"
        if kept := cache.get(key):
            return revive(request, *kept)
        response = self.get_response(request)
        if is_shared(response):
            # The address alone says the language; whoever is signed in sees another page.
            same_for(response, "Accept-Language")
            patch_vary_headers(response, ["Cookie"])
            response.setdefault("Cache-Control", SHARED)
            headers = {name: response[name] for name in KEPT_HEADERS if name in response}
            kept = (response.content, headers, used_nonce(request))
            cache.set(key, kept, settings.PAGE_CACHE_SECONDS)
        return response


def forget_pages() -> None:
    """Make every kept page of the site in use unreachable; call it after commit."""
    cache.set(VERSION, time.time_ns(), None)


def may_be_shared(request: HttpRequest) -> bool:
    return (
        request.method == "GET"
        and getattr(request, "tenant", None) is not None
        and not request.COOKIES.keys() & {settings.SESSION_COOKIE_NAME, "messages"}
        and "HX-Request" not in request.headers
        and "Authorization" not in request.headers
        and KEPT_QUERY.fullmatch(request.META.get("QUERY_STRING", "")) is not None
    )


def is_shared(response: HttpResponseBase) -> bool:
    """Nothing personal was said: no cookie is set, nobody asked for privacy."""
    control = response.get("Cache-Control", "")
    return (
        response.status_code == 200  # noqa: PLR2004  OK
        and not response.streaming
        and not response.cookies
        and not any(word in control for word in PRIVATE)
    )


def used_nonce(request: HttpRequest) -> str:
    nonce = get_nonce(request)
    return str(nonce) if nonce else ""


def revive(
    request: HttpRequest, content: bytes, headers: dict[str, str], nonce: str
) -> HttpResponseBase:
    """Answer with a kept page and a new nonce: one that is known protects nothing.

    Whoever has a page without a nonce already is told so, and is not sent it again.
    """
    if nonce:
        content = content.replace(nonce.encode(), str(get_nonce(request)).encode())
    response = HttpResponse(content, headers=headers)
    if nonce or "ETag" not in headers:
        return response
    return get_conditional_response(request, headers["ETag"], None, response) or response
