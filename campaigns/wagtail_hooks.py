"""What the back office shows of projects, on the national site alone."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.urls import URLResolver, include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from accounts.models import User
from campaigns.actions.guards import is_treasurer
from campaigns.actions.keep_structure import DESK
from campaigns.views.money_desk import reads_money
from campaigns.views.review import READERS
from tenants.context import current_tenant


class DeskItem(MenuItem):
    """An entry for those who may open what is behind it."""

    def __init__(
        self, label: Any, view: str, icon: str, may: Callable[[User], bool], order: int
    ) -> None:
        super().__init__(label, reverse_lazy(f"proposals:{view}"), icon_name=icon, order=order)
        self.may = may

    def is_shown(self, request: HttpRequest) -> bool:
        tenant, user = current_tenant(), request.user
        return bool(tenant and tenant.is_national and isinstance(user, User) and self.may(user))


def reads(user: User) -> bool:
    """Say whether this person answers proposals."""
    return user.is_superuser or user.has_role(*READERS)


def reads_structures(user: User) -> bool:
    return user.is_superuser or user.has_role(*DESK)


PROJECTS = (
    (_("To follow"), "queue", "clipboard-list", reads),
    (_("Words of support"), "words", "comment", reads),
    (_("Recipient structures"), "structures", "home", reads_structures),
    (_("Boosts"), "boosts", "pick", reads),
    (_("Patrons"), "patrons", "group", is_treasurer),
)
MONEY = (
    (_("Settlements"), "settlements", "history", reads_money),
    (_("Transfers received"), "bank", "download", is_treasurer),
    (_("Payouts"), "payouts", "upload", reads_money),
    (_("Reconciliation"), "reconciliation", "order", is_treasurer),
    (_("Envelopes"), "envelopes", "folder-open-inverse", is_treasurer),
)


@hooks.register("register_admin_urls")
def project_urls() -> list[URLResolver]:
    return [path("projets/", include("campaigns.admin_urls"))]


@hooks.register("register_admin_menu_item")
def projects_item() -> MenuItem:
    return _submenu(_("Projects"), "projects", "clipboard-list", PROJECTS, 250)


@hooks.register("register_admin_menu_item")
def money_item() -> MenuItem:
    return _submenu(_("Money of the campaigns"), "money", "resubmit", MONEY, 251)


def _submenu(label: Any, name: str, icon: str, rows: tuple[Any, ...], order: int) -> MenuItem:
    items = [
        DeskItem(text, view, mark, may, order=place)
        for place, (text, view, mark, may) in enumerate(rows)
    ]
    return SubmenuMenuItem(label, Menu(items=items), name=name, icon_name=icon, order=order)
