"""The dashboard: what waits first, then the figures of the site, then where to go."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component

from cms.admin.figures import figures
from kernel.ports import Todo, todo_sources
from tenants.context import current_tenant

type Context = Mapping[str, Any]


class TodoPanel(Component):
    """“À faire”: every app's lines for this user, urgent ones first, then by date."""

    order = 10
    template_name = "cms/admin/dashboard/todos.html"

    def get_context_data(self, parent_context: Context) -> Context:
        user = parent_context["request"].user
        found = [todo for source in todo_sources for todo in source.todos(user)]
        return {"todos": sorted(found, key=_urgency), "today": timezone.localdate()}


class FiguresPanel(Component):
    order = 20
    template_name = "cms/admin/dashboard/figures.html"

    def get_context_data(self, parent_context: Context) -> Context:
        return {"figures": figures(parent_context["request"].user, timezone.now())}


@dataclass(frozen=True, slots=True)
class Destination:
    label: str
    url: str
    about: str


class LinksPanel(Component):
    order = 30
    template_name = "cms/admin/dashboard/links.html"

    def get_context_data(self, _parent_context: Context) -> Context:
        return {"links": links()}


def links() -> list[Destination]:
    """Where one goes from here: the guide, the site, one's account, somebody to ask."""
    tenant = current_tenant()
    site = tenant.root_url if tenant else ""
    return [
        Destination(
            _("Guide for editors"), reverse("cms_admin:guide"), _("Step by step, with pictures")
        ),
        Destination(_("See the site"), f"{site}/", _("As visitors see it")),
        Destination(
            _("My account"), reverse("accounts:home"), _("Password, second factor, my data")
        ),
        Destination(
            _("Ask for help"),
            f"{settings.WAGTAILADMIN_BASE_URL}/contact/",
            _("Write to the national team"),
        ),
    ]


def build(_request: HttpRequest, panels: list[Any]) -> None:
    """Replace Wagtail's panels by ours; they say what waits, with what else waits."""
    panels[:] = [TodoPanel(), FiguresPanel(), LinksPanel()]


def _urgency(todo: Todo) -> tuple[bool, date]:
    return not todo.is_urgent, todo.due_on or date.max
