"""A project will not happen, or a success no longer is one: its money goes back."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from campaigns import mails
from campaigns.actions.advance import advance, locked
from campaigns.actions.approve_settlement import start_settlement
from campaigns.actions.end_transfers import end_transfers
from campaigns.actions.guards import is_staff_of, require_holder, require_post, require_staff
from campaigns.actions.plan_settlement import keep_plan
from campaigns.actions.refuse_gift import UNDER_MINIMUM, require_nothing_leaves
from campaigns.domain import accounts
from campaigns.domain.states import Actor, State
from campaigns.models import Campaign, PostKind, Settlement, SettlementKind
from campaigns.models.posting import begin_closing, close, lock, open_account
from kernel.domain import DomainError, gettext_noop
from kernel.money import Money
from tenants import alerts


@transaction.atomic
def cancel_campaign(
    *, campaign_id: UUID, actor: Actor, by: User, at: datetime, reason: str
) -> Settlement:
    """Take nothing more, pay nothing out, and give every gift back as its donor chose."""
    campaign = locked(campaign_id)
    _require(campaign, actor, by)
    require_nothing_leaves(campaign)
    code = accounts.campaign(campaign.pk)
    open_account(code, cap=Money(campaign.optimum_cents or 0))
    if campaign.state == State.PUBLISHED:
        advance(
            "start_closing",
            campaign_id=campaign_id,
            actor=actor,
            by=by,
            at=at,
            guard=lambda _: None,
        )
        begin_closing(code)
    campaign = advance(
        "cancel",
        campaign_id=campaign_id,
        actor=actor,
        by=by,
        at=at,
        guard=lambda _: None,
        reason=reason,
    )
    end_transfers(campaign_id=campaign.pk, at=at)
    close(code)
    alerts.clear(UNDER_MINIMUM, campaign.pk)
    mails.tell_holder(campaign, "cancelled", at, reason=reason)
    mails.tell_posts(campaign, "cancelled", at)
    return start_settlement(keep_plan(campaign, SettlementKind.CANCELLATION, reason=reason[:300]))


def _require(campaign: Campaign, actor: Actor, by: User) -> None:
    if actor == Actor.HOLDER:
        require_holder(campaign, by)
    elif actor == Actor.HEAD:
        require_post(campaign, by, PostKind.HEAD)
    elif not is_staff_of(campaign, by):
        require_staff(campaign, by)


@transaction.atomic
def fail_campaign(*, campaign_id: UUID, by: User, at: datetime) -> Settlement:
    """Staff decide that a success which fell under its minimum has failed."""

    def guard(campaign: Campaign) -> None:
        require_staff(campaign, by)
        require_nothing_leaves(campaign)
        raised = lock(accounts.campaign(campaign.pk)).raised_cents
        if raised >= (campaign.minimum_cents or 0):
            raise DomainError(gettext_noop("This campaign reaches its minimum."))

    campaign = advance(
        "fail", campaign_id=campaign_id, actor=Actor.STAFF, by=by, at=at, guard=guard
    )
    alerts.clear(UNDER_MINIMUM, campaign.pk)
    mails.tell_holder(campaign, "failed", at)
    mails.tell_posts(campaign, "failed", at)
    return start_settlement(keep_plan(campaign, SettlementKind.FAILURE))
