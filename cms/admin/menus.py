"""Only what a role needs: which of Wagtail's menu entries each person sees."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.admin import guide

# Report -> what one must be able to do with pages to have a use for it.
REPORTS = {
    "locked-pages": "unlock",
    "workflows": "change",
    "workflow-tasks": "publish",
    "site-history": "publish",
    "aging-pages": "publish",
    "languages": "change",
}
TRANSLATIONS = "wagtail_localize:translations_report"
# They lead to Wagtail's site, in English; ours is under “Guide”.
OUTSIDE_HELP = ("whats-new-in-wagtail", "editor-guide")


class GuideItem(MenuItem):
    """Leads to the page of the guide about the screen one is looking at."""

    def render_component(self, request: HttpRequest) -> Any:
        here = MenuItem(self.label, guide.address_for(request), self.name, icon_name=self.icon_name)
        return here.render_component(request)


def guide_item() -> MenuItem:
    return GuideItem(
        _("Guide"), reverse_lazy("cms_admin:guide"), "guide", icon_name="help", order=20_000
    )


def languages_item() -> MenuItem:
    return MenuItem(
        _("Languages of the pages"),
        reverse_lazy("cms_admin:languages"),
        "languages",
        icon_name="wagtail-localize-language",
        order=240,
    )


def keep_useful_reports(request: HttpRequest, items: list[MenuItem]) -> None:
    may = policy_registry.get_by_type(Page).user_has_permission
    items[:] = [item for item in items if _is_useful(item, request.user, may)]


def _is_useful(item: MenuItem, user: Any, may: Any) -> bool:
    if item.name in REPORTS:
        return bool(may(user, REPORTS[item.name]))
    if item.name == "page-types-usage":  # for those who write the code
        return bool(user.is_superuser)
    if str(item.url).endswith("/translations/"):
        return bool(user.has_perm("wagtail_localize.submit_translation"))
    return True


def drop_outside_help(_request: HttpRequest, items: list[MenuItem]) -> None:
    items[:] = [item for item in items if not item.name.startswith(OUTSIDE_HELP)]
