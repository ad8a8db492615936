"""A project passes to a colleague; staff do it for one that was left."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from campaigns import mails
from campaigns.actions.advance import ReasonMissing, locked
from campaigns.actions.guards import MayNotHold, is_staff_of, require_holder
from campaigns.domain.states import FINAL
from campaigns.models import Campaign
from kernel.domain import DomainError, gettext_noop
from tenants import audit


@transaction.atomic
def hand_over_project(
    *, campaign_id: UUID, to: User, by: User, at: datetime, reason: str
) -> Campaign:
    """Give the project, and all that its holder may do, to somebody who may hold projects."""
    campaign = locked(campaign_id)
    if not is_staff_of(campaign, by):
        require_holder(campaign, by)
    if not reason.strip():
        raise ReasonMissing
    if not to.may_hold_projects or not to.is_active:
        raise MayNotHold
    if campaign.state in FINAL:
        raise DomainError(gettext_noop("This project is over: nothing is left to hand over."))
    before, campaign.holder = campaign.holder_id, to
    campaign.save(update_fields=["holder"])
    audit.record(
        action="campaign.handed_over",
        actor=by,
        target=campaign,
        detail={"from": before, "to": to.pk, "reason": reason.strip()},
    )
    mails.tell_holder(campaign, "handed_over", at, reason=reason)
    return campaign
