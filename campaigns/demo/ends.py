"""How the campaigns of the demonstration ended: the real actions, at the moments of then."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from accounts.models import User
from campaigns.actions.approve_settlement import approve_settlement
from campaigns.actions.boost_campaign import approve_boost, propose_boost
from campaigns.actions.cancel_campaign import cancel_campaign
from campaigns.actions.close_campaign import close_campaign
from campaigns.actions.record_refund import record_refund
from campaigns.actions.run_settlement import run_settlement
from campaigns.demo.plan import Planned
from campaigns.domain.states import Actor, State
from campaigns.envelopes import envelopes, fitting
from campaigns.models import (
    Campaign,
    Refund,
    Settlement,
    SettlementKind,
    SettlementState,
)
from campaigns.payments.base import ProviderRefund
from kernel.money import Money

MINUTE = timedelta(minutes=1)
BOOSTED, CANCELLED, REFUNDED = timedelta(days=2), timedelta(days=20), timedelta(days=4)
EXCEPTION = "D’autres dons sont annoncés : ils doivent suffire avec cette aide."
REASON = "Le séjour ne peut plus avoir lieu aux dates prévues."

type Rows = Sequence[tuple[Campaign, Planned]]


def boost(rows: Rows, officer: User, second: User) -> None:
    """Help those that were helped, each from the narrowest envelope that is for it."""
    for campaign, planned in rows:
        if planned.boost_cents and planned.ended_at:
            _boost(campaign, planned, officer, second, planned.ended_at - BOOSTED)


def _boost(campaign: Campaign, planned: Planned, officer: User, second: User, at: datetime) -> None:
    amount = Money(planned.boost_cents)
    fit = [one for one in fitting(envelopes(), campaign, at) if one.balance >= amount]
    proposed = propose_boost(
        campaign_id=campaign.pk,
        fund=fit[0].account,
        amount=amount,
        by=officer,
        at=at,
        exception=EXCEPTION if planned.state == State.FAILED else "",
    )
    approve_boost(boost_id=proposed.pk, by=second, at=at + MINUTE)


def end(rows: Rows, officer: User, second: User) -> None:
    """Close what is over, the oldest first, and lead each campaign to where it stands today."""
    over = [(campaign, planned) for campaign, planned in rows if planned.ended_at]
    for campaign, planned in sorted(over, key=lambda row: row[1].ended_at or row[0].created_at):
        ended = planned.ended_at or campaign.created_at
        close_campaign(campaign_id=campaign.pk, at=ended)
        if planned.state == State.FAILED:
            _settle(campaign, SettlementKind.FAILURE, ended + MINUTE, officer, second)
            continue
        # Donors were told then; a demonstration writes to nobody about the past.
        Settlement.objects.filter(campaign=campaign).update(
            state=SettlementState.DONE, done_at=ended + MINUTE
        )
        if planned.state == State.CANCELLED:
            at = ended + CANCELLED
            cancel_campaign(
                campaign_id=campaign.pk, actor=Actor.HOLDER, by=campaign.holder, at=at,
                reason=REASON,
            )  # fmt: skip
            _settle(campaign, SettlementKind.CANCELLATION, at + MINUTE, officer, second)


def _settle(campaign: Campaign, kind: str, at: datetime, officer: User, second: User) -> None:
    """Give everything back, two persons where it is much, and let the bank answer."""
    found = Settlement.objects.get(campaign=campaign, kind=kind)
    if found.state == SettlementState.WAITING:
        for person in (officer, second):
            approve_settlement(settlement_id=found.pk, by=person)
    run_settlement(settlement_id=found.pk, at=at)
    for refund in Refund.objects.filter(payment__gift__campaign=campaign).order_by("pk"):
        answer = ProviderRefund(
            id=f"re_demo_{refund.pk}",
            payment=refund.payment.provider_payment,
            status="succeeded",
            amount=Money(refund.amount_cents),
            metadata={"refund": str(refund.pk)},
        )
        record_refund(refund_id=refund.pk, found=answer, at=at + REFUNDED)
