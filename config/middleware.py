"""What every answer carries, whatever site it comes from."""

import re
import uuid
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.csp import CSP
from wagtail.contrib.redirects.middleware import RedirectMiddleware

from kernel.http import request_id

type GetResponse = Callable[[HttpRequest], HttpResponse]

MEGABYTE = 1024 * 1024
LONGEST_ADDRESS = 64 * 1024
BESIDE_THE_FILE = 10  # the other fields of a form, in megabytes
SAFE_ID = re.compile(r"^[A-Za-z0-9-]{8,64}$")
PERMISSIONS = "camera=(), microphone=(), geolocation=(self), payment=(), usb=(), browsing-topics=()"
# The back office is Wagtail's: its editor sets styles and runs inline scripts that carry no nonce.
ADMIN_CSP = {
    "default-src": [CSP.SELF],
    "script-src": [CSP.SELF, CSP.UNSAFE_INLINE],
    "style-src": [CSP.SELF, CSP.UNSAFE_INLINE],
    "img-src": [CSP.SELF, "data:", "blob:"],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.SELF],
    "frame-src": [CSP.SELF],
    "frame-ancestors": [CSP.SELF],
}


class RequestId:
    """Give every request an id: logs, the error page and the answer's header carry the same one."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "")
        request.id = given if SAFE_ID.match(given) else uuid.uuid4().hex  # type: ignore[attr-defined]  # ours, on the request
        token = request_id.set(request.id)  # type: ignore[attr-defined]  # ours, on the request
        try:
            response = self.get_response(request)
        finally:
            request_id.reset(token)
        response["X-Request-ID"] = request.id  # type: ignore[attr-defined]  # ours, on the request
        return response


class UploadLimit:
    """Refuse a form that is too heavy by what it announces: not a byte of it is read or stored."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        announced = str(request.META.get("CONTENT_LENGTH") or "")
        megabytes = max(settings.DOCUMENT_UPLOAD_MEGABYTES, BESIDE_THE_FILE)
        if announced.isdecimal() and int(announced[:15]) > (megabytes + BESIDE_THE_FILE) * MEGABYTE:
            context = {"most": settings.DOCUMENT_UPLOAD_MEGABYTES}
            response = render(request, "413.html", context, status=413)
            response["Connection"] = "close"
            return response
        return self.get_response(request)


class AddressLimit:
    """Refuse an address that is longer than anything worth asking, before any of it is looked at.

    Ten thousand letters of any script but the rarest are answered: search reads the first ones.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if len(request.META.get("QUERY_STRING", "")) + len(request.path) > LONGEST_ADDRESS:
            # Nor is it repeated in the links of that page.
            request.path = request.path_info = "/"
            request.META["QUERY_STRING"] = ""
            return render(request, "414.html", status=414)
        return self.get_response(request)


class BrowserPolicies:
    """Switch off what no page needs, and give the back office its own content policy."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.setdefault("Permissions-Policy", PERMISSIONS)
        if request.path.startswith("/admin/"):
            # A preview is the public page with its own policies, which refuse the editor's frame.
            del response["Content-Security-Policy"]
            response["X-Frame-Options"] = "SAMEORIGIN"
            response._csp_config = ADMIN_CSP  # type: ignore[attr-defined]  # noqa: SLF001  read by Django's middleware
        return response


class SiteRedirects(RedirectMiddleware):
    """Wagtail's redirects, where there is a site: a host that is no site's has no table of them."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if request.tenant is None:  # type: ignore[attr-defined]  # ours, on the request
            return response
        return super().process_response(request, response)
