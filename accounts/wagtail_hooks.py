"""Adds the members' screens to the back office; shows each only to those who may use it."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLResolver, include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from accounts.actions.admit_holder import ADMITTERS
from accounts.domain.roles import RoleKind
from accounts.models import User
from accounts.views import api_keys, members, staff
from tenants.context import current_tenant

urls = (
    [
        path("", members.list_members, name="list"),
        path("inviter/", members.invite, name="invite"),
        path("<int:pk>/terminer/", members.end, name="end"),
        path("invitations/<int:pk>/retirer/", members.withdraw, name="withdraw"),
        path("coordination/", staff.coordination, name="coordination"),
        path("textes/", staff.legal_texts, name="legal_texts"),
        path("cles/", api_keys.keys, name="api_keys"),
        path("cles/<int:pk>/remplacer/", api_keys.rotate, name="rotate_api_key"),
        path("cles/<int:pk>/retirer/", api_keys.revoke, name="revoke_api_key"),
        path("porteurs/", staff.holders, name="holders"),
        path("porteurs/<int:pk>/terminer/", staff.end_holder, name="end_holder"),
    ],
    "members",
)


@hooks.register("register_admin_urls")
def register_urls() -> list[URLResolver]:
    return [path("membres/", include(urls))]


class MembersItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        tenant = current_tenant()
        user = request.user
        return tenant is not None and isinstance(user, User) and members.can_manage(user, tenant)


class NationalItem(MenuItem):
    """Shown on the national site, to some roles."""

    def __init__(self, *args: Any, kinds: tuple[RoleKind, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kinds = kinds

    def is_shown(self, request: HttpRequest) -> bool:
        tenant = current_tenant()
        if tenant is None or not tenant.is_national or not isinstance(request.user, User):
            return False
        return request.user.is_superuser or request.user.has_role(*self.kinds)


@hooks.register("register_admin_menu_item")
def members_item() -> MenuItem:
    return MembersItem(
        _("Members"), reverse_lazy("members:list"), name="members", icon_name="group", order=700
    )


@hooks.register("register_settings_menu_item")
def coordination_item() -> MenuItem:
    return NationalItem(
        _("Coordinating bodies"),
        reverse_lazy("members:coordination"),
        name="coordination",
        icon_name="group",
        kinds=(RoleKind.NATIONAL_ADMINISTRATOR,),
    )


@hooks.register("register_settings_menu_item")
def legal_texts_item() -> MenuItem:
    return NationalItem(
        _("Legal texts"),
        reverse_lazy("members:legal_texts"),
        name="legal-texts",
        icon_name="doc-full",
        kinds=(RoleKind.NATIONAL_ADMINISTRATOR,),
    )


@hooks.register("register_settings_menu_item")
def api_keys_item() -> MenuItem:
    return NationalItem(
        _("API keys"),
        reverse_lazy("members:api_keys"),
        name="api-keys",
        icon_name="key",
        kinds=(RoleKind.NATIONAL_ADMINISTRATOR,),
    )


@hooks.register("register_admin_menu_item")
def holders_item() -> MenuItem:
    return NationalItem(
        _("Holders admitted"),
        reverse_lazy("members:holders"),
        name="holders",
        icon_name="user",
        order=710,
        kinds=ADMITTERS,
    )


@hooks.register("register_account_menu_item")
def own_account(_request: HttpRequest) -> dict[str, Any]:
    """Lead from Wagtail's own account page to ours, where password and second factor are."""
    return {
        "url": reverse_lazy("accounts:security"),
        "label": _("Password, second factor, devices"),
        "help_text": _("How you sign in, on every site of the platform."),
    }
