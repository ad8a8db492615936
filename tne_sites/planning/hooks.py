"""The planning in the menu and the addresses of the back office."""

from django.http import HttpRequest
from django.urls import URLResolver, include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from tne_sites.planning.access import CHANGE_WORKSHOP
from tne_sites.planning.urls import team_urls


class PlanningItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(CHANGE_WORKSHOP))


@hooks.register("register_admin_urls")
def planning_urls() -> list[URLResolver]:
    return [path("ateliers/", include(team_urls))]


@hooks.register("register_admin_menu_item")
def planning_item() -> MenuItem:
    return PlanningItem(
        _("Workshops"),
        reverse_lazy("planning:index"),
        name="workshops",
        icon_name="date",
        order=210,
    )
