"""End a campaign: at its optimum at once, at its end by the scheduler, and never twice."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from campaigns import mails
from campaigns.actions.advance import advance, locked
from campaigns.actions.approve_settlement import start_settlement
from campaigns.actions.end_transfers import end_transfers
from campaigns.actions.plan_settlement import being_refused, keep_plan
from campaigns.domain import accounts, policy, settlement
from campaigns.domain.ledger import Posting, lines_of
from campaigns.domain.states import Actor, State
from campaigns.models import Account, Campaign, Method, Payment, SettlementKind
from campaigns.models.posting import begin_closing, close, lock, open_account, post
from campaigns.terms import terms_of
from kernel.money import Money


@transaction.atomic
def close_campaign(*, campaign_id: UUID, at: datetime) -> Campaign:
    """Close what is due; what is not is left as it is. One locked transaction for each campaign."""
    campaign = locked(campaign_id)
    if campaign.state not in {State.PUBLISHED, State.CLOSING}:
        return campaign
    account = _account(campaign)
    is_full = account.balance_cents >= (account.cap_cents or 0)
    is_over = campaign.closes_at is not None and campaign.closes_at <= at
    if campaign.state == State.PUBLISHED:
        if not (is_full or is_over):
            return campaign
        campaign = _step("start_closing", campaign, at)
        begin_closing(account.code)
        account = lock(account.code)
    if _must_wait(campaign, at):
        return campaign
    if end_transfers(campaign_id=campaign.pk, at=at):
        account = lock(account.code)
    campaign = _step("close_at_optimum" if is_full else "close_at_deadline", campaign, at)
    return _decide(campaign, account, at)


def _account(campaign: Campaign) -> Account:
    code = accounts.campaign(campaign.pk)
    open_account(code, cap=Money(campaign.optimum_cents or 0))
    return lock(code)


def _must_wait(campaign: Campaign, at: datetime) -> bool:
    """Wait a day at most for payments that have begun."""
    if at > campaign.state_changed_at + policy.CLOSING_PATIENCE:
        return False
    begun = Payment.objects.unfinished().filter(gift__campaign=campaign)
    # A transfer made on the last day is on the statement of the next.
    late = Q(method=Method.TRANSFER, expires_at__gt=at - policy.STATEMENT_DELAY)
    return begun.filter(Q(expires_at__gt=at) | late).exists()


def _decide(campaign: Campaign, account: Account, at: datetime) -> Campaign:
    # Money that a refusal takes back makes no success, even while two persons are still to agree.
    raised = Money(account.raised_cents) - being_refused(campaign)
    minimum = Money(campaign.minimum_cents or 0)
    close(account.code)
    if settlement.is_enough(raised, minimum):
        campaign = _step("succeed", campaign, at)
        _share_out(campaign, account, at)
        kind = SettlementKind.SUCCESS
    else:
        campaign = _step("fail", campaign, at)
        kind = SettlementKind.FAILURE
    name = "succeeded" if kind == SettlementKind.SUCCESS else "failed"
    mails.tell_holder(campaign, name, at)
    mails.tell_posts(campaign, name, at)
    start_settlement(keep_plan(campaign, kind))
    return campaign


def _share_out(campaign: Campaign, account: Account, at: datetime) -> None:
    """The commission is taken once, of the whole; the rest is owed to the structure."""
    plan = settlement.success(Money(account.raised_cents), terms_of(campaign).commission_percent)
    post(
        Posting(
            kind="close",
            key=f"close:{campaign.pk}",
            lines=lines_of(
                (account.code, accounts.COMMISSION, plan.to_platform),
                (account.code, accounts.payable(account.code), plan.to_structure),
            ),
            source=f"campaign:{campaign.pk}",
            campaign=account.code,
            at=at,
        )
    )


def _step(action: str, campaign: Campaign, at: datetime) -> Campaign:
    return advance(
        action, campaign_id=campaign.pk, actor=Actor.SYSTEM, by=None, at=at, guard=lambda _: None
    )
