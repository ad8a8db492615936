"""What each role may do with this app's models; pages and files are in `accounts.rights`."""

from accounts import rights
from accounts.domain.roles import RoleKind

ALL = ("add", "change", "delete", "view")
LEADERS = (
    RoleKind.NATIONAL_ADMINISTRATOR,
    RoleKind.NATIONAL_EDITOR,
    RoleKind.DEPARTMENT_COORDINATOR,
)
WRITERS = (*LEADERS, RoleKind.DEPARTMENT_EDITOR)
# Whoever answers visitors. Auditors do not: messages and subscribers are personal.
CORRESPONDENTS = (*WRITERS, RoleKind.PROJECT_OFFICER, RoleKind.MODERATOR)


def install() -> None:
    """Called when the app starts, before any site's groups are made."""
    rights.give("cms.view_message", "cms.change_message", to=CORRESPONDENTS)
    rights.give("cms.delete_message", to=[*LEADERS, RoleKind.MODERATOR])
    rights.give(*_on("newsletterissue", "add", "change", "view"), to=WRITERS)
    rights.give("cms.delete_newsletterissue", "cms.send_newsletterissue", to=LEADERS)
    rights.give(*_on("subscriber", "change", "delete", "view"), to=LEADERS)
    rights.give(*_on("menu", *ALL), "cms.change_sitesettings", to=LEADERS)
    rights.give("wagtail_localize.submit_translation", to=WRITERS)


def _on(model: str, *actions: str) -> list[str]:
    return [f"cms.{action}_{model}" for action in actions]
