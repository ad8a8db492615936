"""The coordinator's menu: each entry for those who may use it, on departments alone."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from tne_sites.office.access import in_department

# Name in addresses, label, icon, permission.
ENTRIES = (
    ("tne_structures:index", _("Structures and partners"), "group", "view_structure"),
    ("tne_agreements:index", _("Agreements"), "doc-full", "view_agreement"),
    ("office:schools", _("Target schools"), "site", "view_targetschool"),
    ("tne_parents:index", _("Resource parents"), "user", "view_resourceparent"),
    ("tne_trained:index", _("Trainings of intervenors"), "clipboard-list", "view_trainedgroup"),
    ("office:resources", _("National resources"), "folder-open-1", "change_adoption"),
    ("office:indicators", _("Indicators"), "table", "view_agreement"),
)


class DeskItem(MenuItem):
    def __init__(self, *args: Any, permission: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.permission = permission

    def is_shown(self, request: HttpRequest) -> bool:
        return in_department() and bool(request.user.has_perm(self.permission))


def territory_item() -> MenuItem:
    items = [
        DeskItem(
            label,
            reverse_lazy(name),
            name=name.replace(":", "-"),
            icon_name=icon,
            order=100 + 10 * number,
            permission=f"tne_sites.{permission}",
        )
        for number, (name, label, icon, permission) in enumerate(ENTRIES)
    ]
    return SubmenuMenuItem(
        _("My department"), Menu(None, items=items), name="territory", icon_name="globe", order=240
    )


def identity_item() -> MenuItem:
    return DeskItem(
        _("Identity"),
        reverse_lazy("office:identity"),
        name="identity",
        icon_name="image",
        permission="cms.change_sitesettings",
    )
