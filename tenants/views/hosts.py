"""What a visitor reads where there is no site to read."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tenants.models import Tenant


def unknown_host(request: HttpRequest, **_: str) -> HttpResponse:
    """No site has this host: list those there are, so that a mistyped address costs one click."""
    sites = Tenant.objects.reachable().prefetch_related("domains")
    return render(request, "tenants/unknown_host.html", {"sites": list(sites)}, status=404)


def archived(request: HttpRequest) -> HttpResponse:
    """The site is closed for writing: say so instead of losing what was sent."""
    return render(request, "tenants/archived.html", status=403)
