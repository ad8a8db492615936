"""What each role may do with workshops: people's names are the coordination's alone."""

from accounts import rights
from accounts.domain.roles import RoleKind

LEADERS = (
    RoleKind.NATIONAL_ADMINISTRATOR,
    RoleKind.NATIONAL_EDITOR,
    RoleKind.DEPARTMENT_COORDINATOR,
)
WRITERS = (*LEADERS, RoleKind.DEPARTMENT_EDITOR)


def install() -> None:
    """Called when the app starts."""
    rights.give(*_all("workshop"), to=WRITERS)
    rights.give(*_all("registration"), *_all("organiseraccess"), to=LEADERS)


def _all(model: str) -> list[str]:
    return [f"tne_sites.{action}_{model}" for action in ("view", "add", "change", "delete")]
