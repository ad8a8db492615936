"""What the back office shows of projects, on the national site alone."""

from django.http import HttpRequest
from django.urls import URLResolver, include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from accounts.domain.roles import RoleKind
from accounts.models import User
from campaigns.actions.guards import TREASURERS
from campaigns.views.review import READERS
from tenants.context import current_tenant


class ProjectsMenuItem(MenuItem):
    """For those who answer proposals."""

    roles: tuple[RoleKind, ...] = READERS

    def is_shown(self, request: HttpRequest) -> bool:
        tenant, user = current_tenant(), request.user
        may = isinstance(user, User) and (user.is_superuser or user.has_role(*self.roles))
        return bool(tenant and tenant.is_national and may)


@hooks.register("register_admin_urls")
def project_urls() -> list[URLResolver]:
    return [path("projets/", include("campaigns.admin_urls"))]


@hooks.register("register_admin_menu_item")
def projects_item() -> MenuItem:
    return ProjectsMenuItem(
        _("Projects"), reverse_lazy("proposals:queue"), icon_name="clipboard-list", order=250
    )


class KeepersMenuItem(ProjectsMenuItem):
    """For those who hold the books."""

    roles = TREASURERS


class PayersMenuItem(ProjectsMenuItem):
    """For both."""

    roles = (*READERS, *TREASURERS)


@hooks.register("register_admin_menu_item")
def boosts_item() -> MenuItem:
    return ProjectsMenuItem(
        _("Boosts"), reverse_lazy("proposals:boosts"), icon_name="pick", order=252
    )


@hooks.register("register_admin_menu_item")
def patrons_item() -> MenuItem:
    return KeepersMenuItem(
        _("Patrons"), reverse_lazy("proposals:patrons"), icon_name="group", order=253
    )


@hooks.register("register_admin_menu_item")
def settlements_item() -> MenuItem:
    return ProjectsMenuItem(
        _("Settlements"), reverse_lazy("proposals:settlements"), icon_name="history", order=251
    )


@hooks.register("register_admin_menu_item")
def bank_item() -> MenuItem:
    return KeepersMenuItem(
        _("Transfers received"), reverse_lazy("proposals:bank"), icon_name="download", order=252
    )


@hooks.register("register_admin_menu_item")
def payouts_item() -> MenuItem:
    return PayersMenuItem(
        _("Payouts"), reverse_lazy("proposals:payouts"), icon_name="upload", order=253
    )


@hooks.register("register_admin_menu_item")
def reconciliation_item() -> MenuItem:
    return KeepersMenuItem(
        _("Reconciliation"), reverse_lazy("proposals:reconciliation"), icon_name="order", order=254
    )
