"""The holder gives up a project that nobody could give to yet."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from campaigns import mails
from campaigns.actions.advance import advance
from campaigns.actions.guards import require_holder
from campaigns.domain.states import Actor, State
from campaigns.models import Campaign


@transaction.atomic
def withdraw_project(*, campaign_id: UUID, by: User, at: datetime) -> Campaign:
    """Close it for good; whoever had heard of it is told."""
    before: list[str] = []

    def guard(campaign: Campaign) -> None:
        require_holder(campaign, by)
        before.append(campaign.state)

    campaign = advance(
        "withdraw", campaign_id=campaign_id, actor=Actor.HOLDER, by=by, at=at, guard=guard
    )
    if before != [State.DRAFT]:
        mails.tell_staff(campaign, "withdrawn", at)
        mails.tell_posts(campaign, "withdrawn", at)
    return campaign
