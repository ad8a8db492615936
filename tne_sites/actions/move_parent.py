"""A resource parent goes on: accepted, charter signed, leaves; each step is kept with its date."""

from datetime import date, datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from kernel.domain import DomainError
from tenants import audit
from tne_sites import parent_mails
from tne_sites.domain.parents import ParentState, move
from tne_sites.models import ResourceParent

# What the person is told of; declining and leaving are said by the team, in its own words.
MAILS = {
    ParentState.CHARTER: parent_mails.ACCEPTED,
    ParentState.ACTIVE: parent_mails.WELCOME,
}


class AppliedTwice(DomainError):
    """The same person has another application that is open."""


@transaction.atomic
def move_parent(
    *, parent_id: int, target: ParentState, by: AbstractBaseUser, on: date, at: datetime
) -> ResourceParent:
    """Take one step of the way; or raise IllegalMove and change nothing."""
    parent = ResourceParent.objects.select_for_update().get(pk=parent_id)
    before = parent.state
    parent.state = move(ParentState(before), target)
    if target == ParentState.CHARTER:
        parent.charter_signed_on = parent.active_since = parent.left_on = None
    elif target == ParentState.ACTIVE:
        parent.charter_signed_on, parent.active_since = on, on
    elif target == ParentState.LEFT:
        parent.left_on = on
    parent.changed_at = at
    try:
        with transaction.atomic():
            parent.save()
    except IntegrityError as error:
        raise AppliedTwice(
            _("This person has applied again meanwhile: go on with the other application.")
        ) from error
    if target in MAILS:
        parent_mails.tell(parent, MAILS[target], f"{parent.pk}-{at:%Y%m%d%H%M%S}")
    audit.record(
        action="resource_parent.moved", actor=by, target=parent,
        detail={"from": before, "to": str(target)},
    )  # fmt: skip
    return parent
