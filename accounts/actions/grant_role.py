"""Give a role, or end one. The rights on every site concerned follow in the same transaction."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy as _, override

from accounts import mails
from accounts.domain.roles import RoleKind, fits, may_manage
from accounts.models import CoordinatingBody, Coordination, Role, User
from accounts.models.role import place_of
from accounts.projection import project
from kernel.domain import DomainError
from tenants import audit
from tenants.models import Tenant


class NotAllowed(DomainError):
    """The one who asks may not manage this role there."""

    def __init__(self) -> None:
        super().__init__(_("You may not manage this role here."))


class LastCoordinator(DomainError):
    """A department would be left with nobody to run it."""


@transaction.atomic
def grant_role(  # noqa: PLR0913  all by name
    *,
    user: User,
    kind: RoleKind,
    tenant: Tenant | None,
    by: User | None,
    since: datetime | None = None,
    until: datetime | None = None,
    academies: Sequence[str] = (),
) -> Role:
    """Give a role from `since` (now) to `until` (no end); or raise NotAllowed or DomainError.

    A role that is open already is returned as it is. `by` is None for commands only.
    """
    refuse_unless_allowed(by, kind, tenant)
    user = _locked(user, since := since or timezone.now(), until)
    same = Role.objects.not_ended(since).filter(user=user, kind=kind, tenant=tenant, until=None)
    if (found := same.first()) is not None:
        return found
    role = Role.objects.create(
        user=user,
        kind=kind,
        tenant=tenant,
        academies=list(academies) if kind == RoleKind.PROJECT_OFFICER else [],
        body=body_of(tenant, since) if kind != RoleKind.MODERATOR else None,
        since=since,
        until=until,
        granted_by=by,
    )
    return _put_in_force(role, by)


def _locked(user: User, since: datetime, until: datetime | None) -> User:
    """Lock the person, so that the same role given twice at once is one; refuse what cannot be."""
    user = User.objects.select_for_update().get(pk=user.pk)
    if not user.is_active:
        raise DomainError(_("This account is closed."))
    if until is not None and until <= since:
        raise DomainError(_("A role ends after it starts."))
    return user


def _put_in_force(role: Role, by: User | None) -> Role:
    """Let the rights follow, and tell the log and the person."""
    project(role.user)
    detail = {
        "role": role.kind,
        "site": role.tenant.schema_name if role.tenant else "*",
        "since": role.since.isoformat(),
        "until": role.until.isoformat() if role.until else None,
    }
    audit.record(action="role.granted", actor=by, target=role.user, detail=detail)
    tell(role, "accounts.role_granted", when=role.since)
    return role


@transaction.atomic
def end_role(*, role: Role, by: User | None, at: datetime | None = None) -> None:
    """End a role now, or at an instant to come.

    Or raise NotAllowed or LastCoordinator. It stays written.
    """
    role = (
        Role.objects.select_for_update(of=("self",))
        .select_related("tenant", "user")
        .get(pk=role.pk)
    )
    refuse_unless_allowed(by, RoleKind(role.kind), role.tenant)
    at = at or timezone.now()
    if role.until is not None and role.until <= at:
        return
    if by is not None and role.user_id == by.pk:
        refuse_if_last_coordinator(role)
    stop_role(role, at)
    detail = {"role": role.kind, "site": role.tenant.schema_name if role.tenant else "*"}
    audit.record(
        action="role.ended", actor=by, target=role.user, detail=detail | {"until": at.isoformat()}
    )
    tell(role, "accounts.role_ended", when=at)


def stop_role(role: Role, at: datetime) -> None:
    """Write the end; a role that had not started never applies."""
    role.until = max(at, role.since)
    role.save(update_fields=["until"])
    project(role.user)


def refuse_unless_allowed(by: User | None, kind: RoleKind, tenant: Tenant | None) -> None:
    """Raise unless this role exists there and `by` may manage it.

    The platform itself may all that exists.
    """
    place = place_of(tenant)
    if not fits(kind, place):
        raise DomainError(_("This role does not exist on this site."))
    if by is not None and not by.is_superuser and not may_manage(by.holdings(), kind, place):
        raise NotAllowed


def refuse_if_last_coordinator(role: Role) -> None:
    """Keep somebody from leaving a department, or the platform, with nobody in charge."""
    in_charge = {RoleKind.DEPARTMENT_COORDINATOR, RoleKind.NATIONAL_ADMINISTRATOR}
    if role.kind not in in_charge:
        return
    others = Role.objects.current().filter(kind=role.kind, tenant=role.tenant, until=None)
    if not others.exclude(user=role.user_id).exists():
        raise LastCoordinator(
            _("You are the last one with this role: give it to somebody else first.")
        )


def body_of(tenant: Tenant | None, at: datetime) -> CoordinatingBody | None:
    """Return the body that coordinates a department at an instant."""
    if tenant is None or tenant.is_national:
        return None
    current = Coordination.objects.current(at).filter(tenant=tenant).select_related("body").first()
    return current.body if current else None


def tell(role: Role, kind: str, *, when: datetime) -> None:
    """Write to the person whose role it is."""
    with override(role.user.language):
        context: dict[str, object] = {
            "role": role.get_kind_display(),
            "place": str(role.tenant) if role.tenant else gettext("every site"),
            "when": when,
        }
    if kind == "accounts.role_granted":
        tenant = role.tenant or Tenant.objects.national()
        context["link"] = f"{tenant.root_url}/admin/"
    mails.notify(kind, role.user, context, key=f"{role.pk}:{when.isoformat()}")
