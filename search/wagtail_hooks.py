"""Search in the back office of the national site."""

from typing import Any

from django.urls import URLResolver, include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from search.office import views
from tenants.views.staff import NationalItem

urls = (
    [
        path("recherche/mots/", views.words, name="words"),
        path("recherche/avant/", views.promotions, name="promotions"),
        path("recherche/avant/nouveau/", views.promotion, name="add_promotion"),
        path("recherche/avant/<int:pk>/", views.promotion, name="promotion"),
        path("recherche/avant/<int:pk>/retirer/", views.remove_promotion, name="remove_promotion"),
        path("recherche/bilan/", views.report, name="report"),
        path("recherche/raisons/", views.explain, name="explain"),
    ],
    "search_office",
)


def _item(label: Any, name: str, icon: str, permission: str, order: int) -> NationalItem:
    return NationalItem(
        label,
        reverse_lazy(f"search_office:{name}"),
        name=f"search-{name}",
        icon_name=icon,
        permission=permission,
        order=order,
    )


@hooks.register("register_admin_urls")  # type: ignore[untyped-decorator]  # nor have its hooks
def office_urls() -> list[URLResolver]:
    return [path("", include(urls))]


@hooks.register("register_admin_menu_item")  # type: ignore[untyped-decorator]  # Wagtail's has no types
def office_menu() -> MenuItem:
    items = [
        _item(_("Words of search"), "words", "edit", views.WORDS, 10),
        _item(_("Promoted results"), "promotions", "pick", views.PROMOTIONS, 20),
        _item(_("What people look for"), "report", "list-ul", views.REPORT, 30),
        _item(_("Why is this ranked here?"), "explain", "help", views.REPORT, 40),
    ]
    return SubmenuMenuItem(
        _("Search"), Menu(items=items), name="search", icon_name="search", order=8_000
    )
