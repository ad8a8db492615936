"""What waits for those who keep the library: pages to complete, links that died."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.permissions import policy_registry

from cms.todos import line
from kernel.ports import Todo, todo_sources
from resources import incomplete
from resources.domain.links import LinkState
from resources.models import OutsideLink

# What keeps readers out; a summary or a date can wait.
URGENT = ["captions", "transcript", "full_text", "licence"]


class LibraryTodos:
    """Only for those who may do something about it; one query a question."""

    name = "resources"

    def todos(self, user: Any) -> Sequence[Todo]:
        found: list[Todo] = []
        if policy_registry.get_by_type(Page).user_has_permission(user, "change"):
            lacking = incomplete.lacking(URGENT, today=timezone.localdate())
            url = f"{reverse('resources_admin:incomplete')}?lacks=urgent"
            found += line(_("Resources to complete"), url, lacking.live().count())
        if user.has_perm("resources.change_outsidelink"):
            broken = OutsideLink.objects.filter(state__in=[LinkState.DEAD, LinkState.MOVED])
            url = f"{reverse('wagtailsnippets_resources_outsidelink:list')}?state=dead"
            found += line(_("Outside links that moved or died"), url, broken.count())
        return found


def install() -> None:
    """Called when the app starts."""
    todo_sources.register(LibraryTodos())
