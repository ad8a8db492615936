"""Who may do what where: which roles exist, where each makes sense, who may give it to whom."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class RoleKind(TextChoices):
    NATIONAL_ADMINISTRATOR = "national_administrator", _("National administrator")
    NATIONAL_EDITOR = "national_editor", _("National editor")
    PROJECT_OFFICER = "project_officer", _("Project officer")
    FINANCE_OFFICER = "finance_officer", _("Finance officer")
    AUDITOR = "auditor", _("Auditor (reads only)")
    MODERATOR = "moderator", _("Moderator")
    DEPARTMENT_COORDINATOR = "department_coordinator", _("Department coordinator")
    DEPARTMENT_EDITOR = "department_editor", _("Department editor")


class Scope(Enum):
    """Where a role applies: on every site, on the national one, or on one department's."""

    EVERYWHERE = "everywhere"
    NATIONAL = "national"
    DEPARTMENT = "department"


SCOPES: dict[RoleKind, frozenset[Scope]] = {
    RoleKind.NATIONAL_ADMINISTRATOR: frozenset({Scope.EVERYWHERE}),
    RoleKind.NATIONAL_EDITOR: frozenset({Scope.NATIONAL, Scope.EVERYWHERE}),
    RoleKind.PROJECT_OFFICER: frozenset({Scope.NATIONAL}),
    RoleKind.FINANCE_OFFICER: frozenset({Scope.NATIONAL}),
    RoleKind.AUDITOR: frozenset({Scope.NATIONAL, Scope.EVERYWHERE}),
    RoleKind.MODERATOR: frozenset({Scope.NATIONAL, Scope.DEPARTMENT, Scope.EVERYWHERE}),
    RoleKind.DEPARTMENT_COORDINATOR: frozenset({Scope.DEPARTMENT}),
    RoleKind.DEPARTMENT_EDITOR: frozenset({Scope.DEPARTMENT}),
}
# What a coordinator decides alone; everything else is the national administrators'.
DEPARTMENT_TEAM = frozenset(
    {RoleKind.DEPARTMENT_COORDINATOR, RoleKind.DEPARTMENT_EDITOR, RoleKind.MODERATOR}
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a role is, or would be, held: a schema and its kind; `EVERYWHERE` has no schema."""

    scope: Scope
    schema: str = ""


EVERYWHERE = Place(Scope.EVERYWHERE)


@dataclass(frozen=True, slots=True)
class Holding:
    """One role that somebody has now."""

    kind: RoleKind
    place: Place


def fits(kind: RoleKind, place: Place) -> bool:
    """Say whether such a role exists in such a place: nobody coordinates the national site."""
    return place.scope in SCOPES[kind]


def may_manage(holdings: Iterable[Holding], kind: RoleKind, place: Place) -> bool:
    """Say whether somebody with these roles may give or take that one."""
    if not fits(kind, place):
        return False
    return any(_covers(held, kind, place) for held in holdings)


def _covers(held: Holding, kind: RoleKind, place: Place) -> bool:
    if held.kind == RoleKind.NATIONAL_ADMINISTRATOR:
        return True
    return (
        held.kind == RoleKind.DEPARTMENT_COORDINATOR
        and place.scope is Scope.DEPARTMENT
        and held.place == place
        and kind in DEPARTMENT_TEAM
    )


def manageable_kinds(holdings: Iterable[Holding], place: Place) -> list[RoleKind]:
    """Return the roles that somebody may give in a place, in the order they are declared."""
    held = tuple(holdings)
    return [kind for kind in RoleKind if may_manage(held, kind, place)]
