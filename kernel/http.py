"""What every view may know of a request."""

import ipaddress
from contextvars import ContextVar

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django_htmx.middleware import HtmxDetails

# Set by the first middleware; logs and the audit trail carry it. Empty in commands and workers.
request_id: ContextVar[str] = ContextVar("request_id", default="")


class HtmxRequest(HttpRequest):
    """A request behind django-htmx's middleware: ``if request.htmx``, a fragment is wanted."""

    htmx: HtmxDetails


def same_for(response: HttpResponseBase, *names: str) -> None:
    """Take headers back from `Vary`: the answer is the same whatever these say."""
    told = [name.strip() for name in response.get("Vary", "").split(",")]
    dropped = {name.lower() for name in names}
    kept = [name for name in told if name and name.lower() not in dropped]
    if kept:
        response["Vary"] = ", ".join(kept)
    elif "Vary" in response:
        del response["Vary"]


def client_address(request: HttpRequest) -> str:
    """Return the address of the caller, as far as it can be trusted; "" when it cannot be read.

    ``TRUSTED_PROXY_COUNT`` says how many reverse proxies of ours add themselves to X-Forwarded-For:
    with 0 the header is ignored, because anybody may write it.
    """
    proxies: int = getattr(settings, "TRUSTED_PROXY_COUNT", 0)
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",")]
    address = hops[-proxies] if 0 < proxies <= len(hops) else request.META.get("REMOTE_ADDR", "")
    try:
        return str(ipaddress.ip_address(address))
    except ValueError:
        return ""
