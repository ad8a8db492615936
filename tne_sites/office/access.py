"""Who enters the coordinator's screens: people of this department's team, by permission."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase

from tenants.context import current_tenant

type View = Callable[..., HttpResponseBase]


def desk(permission: str) -> Callable[[View], View]:
    """Guard a screen: 404 outside departments, refused without the permission on this site."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not in_department():
                raise Http404
            if not request.user.has_perm(permission):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded

    return guard


def in_department() -> bool:
    tenant = current_tenant()
    return tenant is not None and not tenant.is_national


def screen(title: object, icon: str) -> dict[str, object]:
    """Return what Wagtail's own frame shows of a screen."""
    return {"page_title": title, "header_title": title, "header_icon": icon}
