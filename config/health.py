"""Is the platform alive, ready, well? And what does it count? For machines that watch it.

`/health/live`: the process answers. `/health/ready`: it reaches the database. `/health/deep` and
`/metrics` are private: they ask for `Authorization: Bearer <HEALTH_TOKEN>`, or come from a network
of `HEALTH_NETWORKS`.
"""

import hmac
import ipaddress
from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.db import Error, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kernel.health import Measure, all_measures, run_checks
from kernel.http import client_address

type View = Callable[[HttpRequest], HttpResponse]

FORWARDED = ("X-Forwarded-For", "Forwarded", "X-Real-IP")
PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8"


def private(view: View) -> View:
    """Answer 404 to everybody else: a stranger does not learn that the page exists."""

    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        if not (_has_token(request) or _is_internal(request)):
            return HttpResponse(status=404)
        return view(request)

    return guarded


@never_cache
@require_safe
def live(request: HttpRequest) -> HttpResponse:
    del request
    return JsonResponse({"status": "ok"})


@never_cache
@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """Send no visitor here while the database is away or the tables are not made."""
    del request
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM tenants_tenant LIMIT 1")
    except Error:
        return JsonResponse({"status": "unready", "database": "unreachable"}, status=503)
    return JsonResponse({"status": "ok"})


@never_cache
@require_safe
@private
def deep(request: HttpRequest) -> HttpResponse:
    """Say of each part whether it is well; 503 when one is not."""
    del request
    checks = run_checks()
    is_well = all(health.is_well for health in checks.values())
    body = {
        "status": "ok" if is_well else "ill",
        "checks": {
            name: {"status": "ok" if health.is_well else "ill", **health.detail}
            for name, health in checks.items()
        },
    }
    return JsonResponse(body, status=200 if is_well else 503)


@never_cache
@require_safe
@private
def metrics(request: HttpRequest) -> HttpResponse:
    del request
    return HttpResponse(exposition(all_measures()), content_type=PROMETHEUS)


def exposition(samples: list[Measure]) -> str:
    """Write Prometheus' text format; samples of one name stand together."""
    lines, last = [], ""
    for sample in samples:
        if sample.name != last:
            lines += [f"# HELP {sample.name} {sample.help}", f"# TYPE {sample.name} gauge"]
            last = sample.name
        labels = ",".join(f'{name}="{_escaped(value)}"' for name, value in sample.labels.items())
        lines.append(f"{sample.name}{f'{{{labels}}}' if labels else ''} {sample.value:g}")
    return "\n".join(lines) + "\n"


def _escaped(value: str) -> str:
    return value.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")


def _has_token(request: HttpRequest) -> bool:
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    return bool(settings.HEALTH_TOKEN) and hmac.compare_digest(
        given.encode(), settings.HEALTH_TOKEN.encode()
    )


def _is_internal(request: HttpRequest) -> bool:
    """Say whether the caller's own address is inside; behind an unknown proxy it is not."""
    if not settings.TRUSTED_PROXY_COUNT and any(name in request.headers for name in FORWARDED):
        return False
    try:
        address = ipaddress.ip_address(client_address(request))
    except ValueError:
        return False
    return any(address in ipaddress.ip_network(network) for network in settings.HEALTH_NETWORKS)


urlpatterns = [
    path("health/live", live, name="health-live"),
    path("health/ready", ready, name="health-ready"),
    path("health/deep", deep, name="health-deep"),
    path("metrics", metrics, name="metrics"),
]
