"""What each role may do with structures, schools, partners, resource parents and resources."""

from accounts import rights
from accounts.domain.roles import RoleKind

LEADERS = (RoleKind.NATIONAL_ADMINISTRATOR, RoleKind.DEPARTMENT_COORDINATOR)
WRITERS = (*LEADERS, RoleKind.NATIONAL_EDITOR, RoleKind.DEPARTMENT_EDITOR)
# People, money and papers are the coordination's alone.
PRIVATE = ("agreement", "agreementpaper", "logentry", "resourceparent", "trainedgroup")
OPEN = ("structure", "targetschool", "adoption")


def install() -> None:
    """Called when the app starts."""
    rights.give(*_all(PRIVATE), to=LEADERS)
    rights.give(*_all(OPEN), to=WRITERS)


def _all(models: tuple[str, ...]) -> list[str]:
    return [
        f"tne_sites.{action}_{model}"
        for model in models
        for action in ("view", "add", "change", "delete")
    ]
