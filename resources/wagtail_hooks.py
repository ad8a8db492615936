"""What the back office shows of the resource centre."""

from django.urls import URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page
from wagtail.permissions import policy_registry
from wagtail.snippets.models import register_snippet

from resources.admin.bulk import EditLibraryPages
from resources.admin.report import IncompleteReport
from resources.viewsets import ResourceGroup

register_snippet(ResourceGroup)
hooks.register("register_bulk_action", EditLibraryPages)

urls = (
    [
        path("a-completer/", IncompleteReport.as_view(), name="incomplete"),
        path(
            "a-completer/results/",
            IncompleteReport.as_view(results_only=True),
            name="incomplete_results",
        ),
    ],
    "resources_admin",
)


class ReportItem(MenuItem):
    """For whoever may change pages."""

    def is_shown(self, request: object) -> bool:
        user = getattr(request, "user", None)
        return bool(policy_registry.get_by_type(Page).user_has_permission(user, "change"))


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLResolver]:
    return [path("reports/ressources/", include(urls))]


@hooks.register("register_reports_menu_item")
def report_item() -> MenuItem:
    url = reverse("resources_admin:incomplete")
    return ReportItem(_("Resources to complete"), url, icon_name="warning", order=250)
