"""What the bank made of a payment of ours: paid, or sent back."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from campaigns import mails
from campaigns.actions.advance import advance
from campaigns.actions.explain_line import LineRefused, decide, lock_line
from campaigns.actions.pay_out import lock_payout, write
from campaigns.domain import accounts
from campaigns.domain.payments import RefundState
from campaigns.domain.states import Actor, State
from campaigns.models import BankLine, Campaign, LineState, Payout, PayoutState, Refund
from tenants import audit


@transaction.atomic
def book_payout(*, payout_id: int, by: User, at: datetime) -> Payout:
    """The bank has paid: the statement says so."""
    payout = lock_payout(payout_id, by, PayoutState.EXPORTED)
    write(payout, "booked", (accounts.TRANSIT_SEPA, accounts.BANK), at)
    payout.state = PayoutState.BOOKED
    payout.save(update_fields=["state"])
    audit.record(action="payout.booked", actor=by, target=payout)
    if payout.campaign:
        _tell_paid(payout.campaign, by, at)
    _mark_refund(payout, RefundState.SUCCEEDED)
    return payout


@transaction.atomic
def return_payout(*, payout_id: int, by: User, at: datetime) -> Payout:
    """The bank sends it back, before or after it was booked: it is owed again."""
    payout = lock_payout(payout_id, by, PayoutState.EXPORTED, PayoutState.BOOKED)
    was_paid = payout.state == PayoutState.BOOKED
    source = accounts.BANK if was_paid else accounts.TRANSIT_SEPA
    write(payout, "returned", (source, payout.account), at)
    payout.state = PayoutState.RETURNED
    payout.save(update_fields=["state"])
    audit.record(action="payout.returned", actor=by, target=payout)
    _mark_refund(payout, RefundState.MANUAL)
    return payout


@transaction.atomic
def explain_by_payout(*, line_id: int, by: User, at: datetime) -> Payout:
    """A line of the bank names a payment of ours: what left is paid, what came back is returned."""
    line = lock_line(line_id, by)
    payout = Payout.objects.filter(pk=line.order).first() if line.order else None
    if payout is None or line.state != LineState.NEW:
        raise LineRefused(_("This line names no payment of ours."))
    if abs(line.amount_cents) != payout.amount_cents:
        raise LineRefused(_("The amount is not that of our payment: ask the bank."))
    decide(line, LineState.ORDER, by, at)
    return _follow(line, payout, by, at)


def _follow(line: BankLine, payout: Payout, by: User, at: datetime) -> Payout:
    if line.amount_cents < 0:
        # Somebody may have said so already, before the statement came.
        if payout.state == PayoutState.BOOKED:
            return payout
        return book_payout(payout_id=payout.pk, by=by, at=at)
    if payout.state == PayoutState.EXPORTED:
        # It left and came back: both lines are on the statement.
        payout = book_payout(payout_id=payout.pk, by=by, at=at)
    return return_payout(payout_id=payout.pk, by=by, at=at)


def _tell_paid(campaign: Campaign, by: User, at: datetime) -> None:
    if campaign.state == State.PAYING_OUT:
        campaign = advance(
            "confirm_payout",
            campaign_id=campaign.pk,
            actor=Actor.STAFF,
            by=by,
            at=at,
            guard=lambda _: None,
        )
    mails.tell_holder(campaign, "paid", at)
    mails.tell_posts(campaign, "paid", at)


def _mark_refund(payout: Payout, state: RefundState) -> None:
    if payout.refund_id:
        Refund.objects.filter(pk=payout.refund_id).update(state=state)
