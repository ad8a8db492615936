"""Who may put a page of the library before the public.

Three people: an author writes, a reviewer reads, a publisher publishes. So national editors, who
publish news by themselves, send library pages for approval.
"""

from typing import Any

from accounts import rights
from accounts.domain.roles import RoleKind
from cms.translation_review import ReviewedPermissions
from tenants.context import current_schema

PUBLISHERS = (RoleKind.NATIONAL_ADMINISTRATOR, RoleKind.DEPARTMENT_COORDINATOR)
REVIEWERS = (RoleKind.NATIONAL_EDITOR, RoleKind.NATIONAL_ADMINISTRATOR)
WRITERS = (*PUBLISHERS, RoleKind.NATIONAL_EDITOR, RoleKind.DEPARTMENT_EDITOR)


class LibraryPermissionTester(ReviewedPermissions):
    """As for any page, except that publishing is the publishers'."""

    def can_publish(self) -> bool:
        return bool(super().can_publish() and is_publisher(self.user))

    def can_publish_subpage(self) -> bool:
        return bool(super().can_publish_subpage() and is_publisher(self.user))


def is_publisher(user: Any) -> bool:
    """Say whether this person publishes in the library of the current site."""
    if user.is_superuser:
        return True
    names = {rights.GROUP_NAMES[kind] for kind in PUBLISHERS}
    return bool(names & _groups_of(user))


def _groups_of(user: Any) -> set[str]:
    """Return the names of the user's groups in this site: one query for each request."""
    kept: dict[str, set[str]] = user.__dict__.setdefault("_group_names", {})
    schema = current_schema()
    if schema not in kept:
        kept[schema] = set(user.groups.values_list("name", flat=True))
    return kept[schema]


def install() -> None:
    """Called when the app starts."""
    for model in ("recording", "outsidelink"):
        rights.give(
            *(f"resources.{action}_{model}" for action in ("view", "add", "change")), to=WRITERS
        )
        rights.give(f"resources.delete_{model}", to=PUBLISHERS)
