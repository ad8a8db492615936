"""What each role may do with this app's screens, beside pages and files."""

from accounts import rights
from accounts.domain.roles import RoleKind

LEADERS = (
    RoleKind.NATIONAL_ADMINISTRATOR,
    RoleKind.NATIONAL_EDITOR,
    RoleKind.DEPARTMENT_COORDINATOR,
)
WRITERS = (*LEADERS, RoleKind.DEPARTMENT_EDITOR)
# Whoever answers visitors. Auditors do not: messages and subscribers are personal.
CORRESPONDENTS = (*WRITERS, RoleKind.PROJECT_OFFICER, RoleKind.MODERATOR)


def install() -> None:
    """Called when the app starts."""
    rights.give("cms.change_sitesettings", *_all("menu"), *_all("subscriber"), to=LEADERS)
    rights.give("cms.delete_newsletterissue", "cms.send_newsletterissue", to=LEADERS)
    rights.give(
        *(f"cms.{action}_newsletterissue" for action in ("view", "add", "change")), to=WRITERS
    )
    rights.give("wagtail_localize.submit_translation", to=WRITERS)
    # A message is answered or marked as unwanted, never written here.
    rights.give("cms.view_message", "cms.change_message", to=CORRESPONDENTS)
    rights.give("cms.delete_message", to=[*LEADERS, RoleKind.MODERATOR])


def _all(model: str) -> list[str]:
    return [f"cms.{action}_{model}" for action in ("view", "add", "change", "delete")]
