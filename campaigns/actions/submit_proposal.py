"""The holder sends a proposal, the first time or after changes."""

from datetime import date, datetime
from typing import cast
from uuid import UUID

from django.db import transaction

from accounts.models import User
from campaigns import mails
from campaigns.actions.advance import advance
from campaigns.actions.guards import MayNotHold, require_holder
from campaigns.actions.save_step import values_of
from campaigns.domain import charter
from campaigns.domain.proposal import Incomplete, missing, refuse_dates, refuse_goals
from campaigns.domain.states import Actor
from campaigns.models import Campaign
from campaigns.terms import terms_at
from kernel.domain import DomainError, gettext_noop
from territories.models import School


class CharterNotAccepted(DomainError):
    def __init__(self) -> None:
        super().__init__(gettext_noop("Accept the charter, in the version shown, to send."))


@transaction.atomic
def submit_proposal(
    *, campaign_id: UUID, by: User, at: datetime, charter_version: int | None
) -> Campaign:
    """Send it to staff; or raise Incomplete, or the rule that is broken, and change nothing."""

    def guard(campaign: Campaign) -> None:
        require_holder(campaign, by)
        if not by.may_hold_projects:
            raise MayNotHold
        if gaps := missing(values_of(campaign)):
            raise Incomplete(gaps)
        _refuse_contradictions(campaign, at)
        if charter_version != charter.CURRENT:
            raise CharterNotAccepted
        proposal = campaign.proposal
        proposal.charter_version, proposal.charter_accepted_at = charter_version, at
        proposal.save(update_fields=["charter_version", "charter_accepted_at"])
        campaign.comments.open().update(resolved_at=at)

    campaign = advance(
        "submit",
        campaign_id=campaign_id,
        actor=Actor.HOLDER,
        by=by,
        at=at,
        guard=guard,
        submitted_at=at,
    )
    mails.tell_holder(campaign, "received", at)
    mails.tell_staff(campaign, "submitted", at)
    return campaign


def _refuse_contradictions(campaign: Campaign, at: datetime) -> None:
    """Judge the values together; none of them is missing any more."""
    proposal, school = campaign.proposal, cast("School", campaign.school)
    refuse_goals(campaign.minimum_cents or 0, campaign.optimum_cents or 0, proposal.budget_cents)
    refuse_dates(
        collect_from=cast("date", proposal.collect_from),
        collect_until=cast("date", proposal.collect_until),
        project_from=cast("date", proposal.project_from),
        project_until=cast("date", proposal.project_until),
        today=school.department.local_day(at),
        longest_days=terms_at(at).longest_days,
    )
