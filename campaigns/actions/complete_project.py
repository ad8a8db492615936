"""The project took place, with the money that was paid: its donors wait for what became of it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from campaigns import mails
from campaigns.actions.advance import advance
from campaigns.actions.guards import require_holder, require_staff
from campaigns.domain.states import Actor
from campaigns.models import Campaign


@transaction.atomic
def complete_project(*, campaign_id: UUID, actor: Actor, by: User, at: datetime) -> Campaign:
    """Say that it took place; its holder is asked to tell the donors."""

    def guard(campaign: Campaign) -> None:
        require = require_holder if actor == Actor.HOLDER else require_staff
        require(campaign, by)

    campaign = advance("complete", campaign_id=campaign_id, actor=actor, by=by, at=at, guard=guard)
    mails.tell_holder(campaign, "completed", at)
    return campaign
