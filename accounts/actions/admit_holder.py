"""Let somebody without an academic address hold projects, for a reason that is kept."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.actions.grant_role import NotAllowed
from accounts.domain.roles import RoleKind
from accounts.models import HolderAdmission, User
from kernel.domain import DomainError
from tenants import audit

ADMITTERS = (RoleKind.NATIONAL_ADMINISTRATOR, RoleKind.PROJECT_OFFICER)


@transaction.atomic
def admit_holder(*, user: User, reason: str, by: User) -> HolderAdmission:
    """Open the holder's space to a person; or raise NotAllowed, or DomainError without a reason."""
    _refuse_unless_staff(by)
    if not reason.strip():
        raise DomainError(_("Say why this person is admitted without an academic address."))
    admission, created = HolderAdmission.objects.get_or_create(
        user=user, ended_at=None, defaults={"reason": reason.strip(), "admitted_by": by}
    )
    if created:
        audit.record(
            action="holder.admitted", actor=by, target=user, detail={"reason": reason.strip()}
        )
    return admission


@transaction.atomic
def end_admission(*, user: User, by: User) -> None:
    """Close the holder's space of somebody admitted; projects already open are not touched."""
    _refuse_unless_staff(by)
    if user.admissions.current().update(ended_at=timezone.now()):
        audit.record(action="holder.admission_ended", actor=by, target=user)


def _refuse_unless_staff(by: User) -> None:
    if not (by.is_superuser or by.has_role(*ADMITTERS)):
        raise NotAllowed
