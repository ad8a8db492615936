"""What pages of the national staff share: who may see them, how a list is cut into pages."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from wagtail.admin.menu import MenuItem

from tenants.context import current_tenant

PAGE_SIZE = 50

type View = Callable[..., HttpResponse]


def may(request: HttpRequest, permission: str) -> bool:
    """Say whether this person has a right, as "app.codename", on the national site."""
    tenant = current_tenant()
    is_national = tenant is not None and tenant.is_national
    return is_national and bool(request.user.has_perm(permission))


def needs(permission: str) -> Callable[[View], View]:
    """Refuse everybody else."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not may(request, permission):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded

    return decorate


def page_of(request: HttpRequest, rows: QuerySet[Any]) -> Any:
    """Return the page asked for; a page that does not exist is the nearest one."""
    return Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))


def show(
    request: HttpRequest,
    template: str,
    title: str,
    icon: str,
    *,
    folder: str = "tenants/staff",
    **context: Any,
) -> HttpResponse:
    """Render a page of the back office; a form with errors answers 422."""
    form = context.get("form")
    status = 422 if form is not None and form.errors else 200
    head = {"header_title": title, "page_title": title, "header_icon": icon}
    return render(request, f"{folder}/{template}.html", head | context, status=status)


class NationalItem(MenuItem):
    """Shown to those who have the right, on the national site."""

    def __init__(self, *args: Any, permission: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.permission = permission

    def is_shown(self, request: HttpRequest) -> bool:
        return may(request, self.permission)
