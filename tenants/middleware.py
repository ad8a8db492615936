"""Finds the site a request is for, by its host, before anything else looks at it."""

import re
from collections.abc import Callable

from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import DisallowedHost
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseBadRequest,
    HttpResponsePermanentRedirect,
)
from django.urls import set_urlconf

from tenants.context import database, enter
from tenants.models import Domain, Tenant, TenantState
from tenants.views.hosts import archived

CACHE_SECONDS = 30
LONGEST_HOST = 253
# These answer on any host: a load balancer asks by address, and knows no site.
HOSTLESS = ("/health/", "/metrics")
# One's own account is in `public`, whatever site it is reached through: an archived one must let
# people sign out, or accept new terms.
PERSONAL = re.compile(r"/(?:[a-z]{2}/)?compte/")
SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}


class TenantMiddleware:
    """Choose schema and URLs by host; an unknown host gets a page that helps, in `public`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        connection = database()
        connection.set_schema_to_public()
        if host_of(request) is None:
            # Django itself reads the host again and again, and refuses this one each time.
            return HttpResponseBadRequest("Invalid host", content_type="text/plain")
        domain = None if request.path.startswith(HOSTLESS) else find_domain(host_of(request))
        if domain and domain.redirects and not domain.is_primary:
            return HttpResponsePermanentRedirect(domain.tenant.root_url + request.get_full_path())
        tenant = domain.tenant if domain and domain.tenant.state != TenantState.CREATING else None
        if domain is None and (address := bare_localhost(request)):
            return HttpResponsePermanentRedirect(address)
        request.tenant = tenant  # type: ignore[attr-defined]  # ours, on the request
        urlconf = str(settings.TENANT_TYPES[tenant.type if tenant else "public"]["URLCONF"])
        request.urlconf = urlconf
        set_urlconf(urlconf)
        if tenant:
            connection.set_tenant(tenant)
        if tenant and is_writing(request) and is_closed(tenant, request):
            return archived(request)
        return self.get_response(request)


def is_writing(request: HttpRequest) -> bool:
    """The back office counts as writing: everything there leads to it."""
    if request.path.startswith("/admin/"):
        return True
    return request.method not in SAFE_METHODS and not PERSONAL.match(request.path)


def is_closed(tenant: Tenant, request: HttpRequest) -> bool:
    """Another process may have closed the site since this one read its row: a write asks again."""
    if tenant.is_archived or request.method in SAFE_METHODS:
        return tenant.is_archived
    return Tenant.objects.filter(pk=tenant.pk, state=TenantState.ARCHIVED).exists()


def host_of(request: HttpRequest) -> str | None:
    """Return the name that was asked for, without port; None when it cannot be one."""
    try:
        return request.get_host().rsplit(":", 1)[0].lower().rstrip(".")
    except DisallowedHost:
        return None


def bare_localhost(request: HttpRequest) -> str | None:
    """A newcomer types localhost:8000: send him to the host whose cookies work."""
    port = f":{settings.PLATFORM_PORT}" if settings.PLATFORM_PORT else ""
    is_asked_by_machines = request.path.startswith(HOSTLESS)
    if (
        settings.DEVELOPMENT
        and host_of(request) in {"localhost", "127.0.0.1"}
        and not is_asked_by_machines
    ):
        return f"{settings.PLATFORM_SCHEME}://{settings.PLATFORM_DOMAIN}{port}{request.get_full_path()}"
    return None


def find_domain(host: str | None) -> Domain | None:
    """Read the host's row, remembered for half a minute; saving a site or an address forgets it."""
    if not host or len(host) > LONGEST_HOST:
        return None
    with enter("public"):
        key = f"domain:{host}"
        found = cache.get(key)
        if found is None:
            query = Domain.objects.select_related("tenant").prefetch_related("tenant__domains")
            found = query.filter(domain=host).first() or False
            cache.set(key, found, CACHE_SECONDS if found else 5)
        return found or None


def forget_domains(instance: Domain | Tenant, **_: object) -> None:
    """Receiver of save and delete: the change is seen by this process's next request."""
    hosts = (
        [instance.domain]
        if isinstance(instance, Domain)
        else [d.domain for d in instance.domains.all()]
    )
    with enter("public"):
        cache.delete_many([f"domain:{host}" for host in hosts])
