"""What the back office shows of the department sites."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLResolver, include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from accounts.domain.roles import RoleKind
from tenants.context import current_tenant
from tne_sites.office import menu, viewsets
from tne_sites.planning import hooks as planning_hooks  # noqa: F401  it registers the planning


class DepartmentsMenuItem(MenuItem):
    """Only on the national site, only for those who may open a site."""

    def is_shown(self, request: HttpRequest) -> bool:
        tenant = current_tenant()
        user = request.user
        may = user.is_superuser or user.has_role(RoleKind.NATIONAL_ADMINISTRATOR)  # type: ignore[union-attr]  # signed in: nobody else comes here
        return bool(tenant and tenant.is_national and may)


@hooks.register("register_admin_urls")
def department_urls() -> list[URLResolver]:
    return [path("departements/", include("tne_sites.admin_urls"))]


@hooks.register("register_admin_urls")
def office_urls() -> list[URLResolver]:
    return [path("territoire/", include("tne_sites.office.urls"))]


@hooks.register("register_admin_viewset")
def office_viewsets() -> list[Any]:
    return viewsets.all_of_them()


hooks.register("register_admin_menu_item", menu.territory_item)
hooks.register("register_settings_menu_item", menu.identity_item)


@hooks.register("register_admin_menu_item")
def departments_menu_item() -> MenuItem:
    return DepartmentsMenuItem(
        _("Department sites"), reverse_lazy("departments:index"), icon_name="site", order=250
    )
