"""Staff change the rules of money: a new version with its date, never the past."""

from datetime import datetime

from django.db import transaction

from accounts.domain.roles import RoleKind
from accounts.models import User
from campaigns.actions.guards import NotYours
from campaigns.models import Policy
from kernel.domain import DomainError, gettext_noop
from tenants import audit


@transaction.atomic
def decide_policy(*, policy: Policy, by: User, at: datetime) -> Policy:
    """Keep the rules for campaigns published from their date on; a date gone by is refused."""
    if not (by.is_superuser or by.has_role(RoleKind.NATIONAL_ADMINISTRATOR)):
        raise NotYours
    if policy.valid_from < at:
        raise DomainError(gettext_noop("New rules apply from a moment still to come."))
    policy.pk, policy.decided_by = None, by
    policy.save(force_insert=True)
    detail = {"from": policy.valid_from.isoformat(), "reason": policy.reason}
    audit.record(action="policy.decided", actor=by, target=policy, detail=detail)
    return policy
