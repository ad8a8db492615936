"""A coordinating body is replaced: rights move, history stays."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.actions.grant_role import NotAllowed, stop_role, tell
from accounts.actions.invite_member import invite_member
from accounts.domain.roles import DEPARTMENT_TEAM, RoleKind
from accounts.models import CoordinatingBody, Coordination, Invitation, Role, User
from kernel.domain import DomainError
from tenants import audit
from tenants.models import Tenant


@transaction.atomic
def hand_over_department(
    *,
    tenant: Tenant,
    body: CoordinatingBody,
    by: User,
    coordinator_email: str = "",
    at: datetime | None = None,
) -> Coordination:
    """Let another body coordinate a department, now or from an instant to come.

    Every role of the team before ends then, pending invitations are withdrawn, the new coordinator
    is invited. What the team before wrote and did stays theirs. Raise NotAllowed or DomainError.
    """
    if not (by.is_superuser or by.has_role(RoleKind.NATIONAL_ADMINISTRATOR)):
        raise NotAllowed
    if tenant.is_national:
        raise DomainError(_("Only departments have a coordinating body."))
    at = at or timezone.now()
    Tenant.objects.select_for_update().get(pk=tenant.pk)
    before = Coordination.objects.filter(tenant=tenant, until=None).select_related("body").first()
    if before is not None and before.body_id == body.pk:
        raise DomainError(_("This body coordinates the department already."))
    _end_team(tenant, before, at)
    coordination = Coordination.objects.create(tenant=tenant, body=body, since=at)
    if coordinator_email:
        kind = RoleKind.DEPARTMENT_COORDINATOR
        invite_member(email=coordinator_email, kind=kind, tenant=tenant, by=by)
    detail = {"from": before.body.name if before else "", "to": body.name, "since": at.isoformat()}
    audit.record(action="department.handed_over", actor=by, target=tenant, detail=detail)
    return coordination


def _end_team(tenant: Tenant, before: Coordination | None, at: datetime) -> None:
    """End the coordination and its roles; withdraw the invitations that nobody answered."""
    if before is not None:
        before.until = max(at, before.since)
        before.save(update_fields=["until"])
    Invitation.objects.pending(at).filter(tenant=tenant).update(revoked_at=timezone.now())
    team = Role.objects.not_ended(at).filter(tenant=tenant, kind__in=DEPARTMENT_TEAM)
    for role in team.select_related("user", "tenant"):
        stop_role(role, at)
        tell(role, "accounts.role_ended", when=at)
