"""A transfer was taken for the wrong gift: its entries are mirrored, the line is matched anew.

What the match wrote stays in the books, followed by its reversal; the money is in suspense again,
where any line that nobody knows waits. The other gift is awaited as before, and its donor is told.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from campaigns import transfer_mails
from campaigns.actions.advance import ReasonMissing, lock_campaign
from campaigns.actions.allocate_gift import is_paid_otherwise
from campaigns.actions.approve_settlement import AnotherPerson
from campaigns.actions.explain_line import LineRefused
from campaigns.actions.guards import require_treasurer
from campaigns.actions.issue_receipt import void_receipts
from campaigns.domain.ledger import reverse, sum_of
from campaigns.domain.payments import PaymentState, RefundState
from campaigns.domain.settlement import approvals_wanted
from campaigns.models import (
    AccountState,
    BankLine,
    LineCorrection,
    LineState,
    Method,
    Payment,
    PayoutState,
    Refund,
)
from campaigns.models.gift_money import counted_of
from campaigns.models.posting import OverCap, hold, lock, post, read
from campaigns.search_documents import SOURCE
from campaigns.terms import terms_of
from kernel.money import ZERO
from search import registry
from tenants import audit


@transaction.atomic
def propose_correction(*, line_id: int, reason: str, by: User, at: datetime) -> LineCorrection:
    """Say that a line is not the gift's; carried out at once, or when a second person agrees."""
    require_treasurer(by)
    if not reason.strip():
        raise ReasonMissing
    lock_campaign(gifts__payments__bank_lines=line_id)
    line = BankLine.objects.select_for_update(of=("self",)).get(pk=line_id)
    payment = _payment_of(line)
    if LineCorrection.objects.waiting().filter(line=line).exists():
        raise LineRefused(_("A correction of this line waits already."))
    _refuse(line, payment)
    limit = terms_of(payment.gift.campaign).two_persons_above
    row = LineCorrection.objects.create(
        line=line,
        payment=payment,
        amount_cents=line.amount_cents,
        reason=reason.strip()[:300],
        wanted=max(1, approvals_wanted(line.amount, limit)),
        proposed_by=by,
        proposed_at=at,
    )
    _note("proposed", row, by)
    return _carry_out(row, line, payment, by, at) if row.wanted == 1 else row


@transaction.atomic
def approve_correction(*, correction_id: int, by: User, at: datetime) -> LineCorrection:
    """Agree as a second person; what changed meanwhile is judged again."""
    lock_campaign(gifts__payments__corrections=correction_id)
    row = _waiting(correction_id, by)
    if row.proposed_by_id == by.pk:
        raise AnotherPerson
    line = BankLine.objects.select_for_update(of=("self",)).get(pk=row.line_id)
    payment = _payment_of(line)
    _refuse(line, payment)
    row.approved_by = by
    return _carry_out(row, line, payment, by, at)


@transaction.atomic
def withdraw_correction(*, correction_id: int, by: User, at: datetime) -> LineCorrection:
    """The match was right: nothing moves."""
    row = _waiting(correction_id, by)
    row.withdrawn_at = at
    row.save(update_fields=["withdrawn_at"])
    return _note("withdrawn", row, by)


def _waiting(correction_id: int, by: User) -> LineCorrection:
    require_treasurer(by)
    rows = LineCorrection.objects.select_for_update(of=("self",)).waiting()
    row = rows.filter(pk=correction_id).first()
    if row is None:
        raise LineRefused(_("This correction waits no more."))
    return row


def _payment_of(line: BankLine) -> Payment:
    """Return the payment that a line was taken for, locked."""
    if line.state != LineState.GIFT or line.payment_id is None:
        raise LineRefused(_("This line was not taken for a gift."))
    rows = Payment.objects.select_for_update(of=("self",)).select_related("gift__campaign")
    return rows.get(pk=line.payment_id)


def _refuse(line: BankLine, payment: Payment) -> None:
    """Raise LineRefused when the money is no longer where the match put it."""
    refunds = _refunds(line, payment)
    if refunds.exclude(state=RefundState.MANUAL).exists():
        raise LineRefused(_("Money of this gift goes back already: it is too late."))
    going = set(PayoutState) - {PayoutState.RETURNED}
    if refunds.filter(payouts__state__in=going).exists():
        raise LineRefused(_("Money of this gift goes back already: drop that payment first."))
    if payment.gift.campaign_id is None or not _counts(line, payment):
        return
    account = lock(payment.gift.account)
    written = read(f"allocate:{payment.pk}")
    lines = written.lines if written else ()
    given = sum_of(one.amount for one in lines if one.credit == account.code)
    if given and account.state == AccountState.CLOSED:
        raise LineRefused(_("The campaign is over and its money shared out: refuse the gift."))
    if counted_of(account.code, payment.gift_id).get(payment.gift_id, ZERO) < given:
        raise LineRefused(_("This gift was refused, or taken back: it is too late."))


def _refunds(line: BankLine, payment: Payment) -> QuerySet[Refund]:
    """Return what the match made owed back: what was too much, and what had no room."""
    causes = [f"excess:{one.source}" for one in _together(line, payment)]
    if _counts(line, payment):
        causes.append(f"allocate:{payment.pk}")
    rows = Refund.objects.filter(payment=payment, cause__in=causes)
    return rows.exclude(state=RefundState.DROPPED)


def _counts(line: BankLine, payment: Payment) -> bool:
    """Say whether a gift that is paid counts this line: not one that came once more."""
    if payment.state != PaymentState.SUCCEEDED:
        return False
    excess = read(f"excess:{line.source}")
    return excess is None or excess.total < line.amount


def _together(line: BankLine, payment: Payment) -> list[BankLine]:
    """Return the lines that are one gift together: it is paid by all of them or by none."""
    if not _counts(line, payment):
        return [line]
    lines = payment.bank_lines.select_for_update(of=("self",)).order_by("pk")
    return [one for one in lines if _counts(one, payment)]


def _carry_out(
    row: LineCorrection, line: BankLine, payment: Payment, by: User, at: datetime
) -> LineCorrection:
    """Mirror what the match wrote; the lines wait in suspense, the gift for its own transfer."""
    is_whole, lines = _counts(line, payment), _together(line, payment)
    _refunds(line, payment).update(state=RefundState.DROPPED)
    keys = [f"excess:{one.source}" for one in lines]
    for key in [*keys, f"allocate:{payment.pk}"] if is_whole else keys:
        _mirror(key, at)
    for one in lines:
        one.state, one.payment, one.reason = LineState.ASIDE, None, row.reason
        one.decided_by, one.decided_at = by, at
        one.save()
    if is_whole:
        payment = _await_again(payment, at)
        void_receipts(payment.gift_id, at=at)
    elif payment.state == PaymentState.PARTIAL:
        payment.received_cents -= line.amount_cents
        if not payment.received_cents:
            payment.state = PaymentState.AWAITED
        payment.save(update_fields=["received_cents", "state"])
    transfer_mails.tell_corrected(payment, row.pk)
    if payment.gift.campaign_id:
        registry.refresh(SOURCE, str(payment.gift.campaign_id))
    row.done_at = at
    row.save(update_fields=["approved_by", "done_at"])
    return _note("done", row, by)


def _mirror(key: str, at: datetime) -> None:
    written = read(key)
    if written is not None:
        post(reverse(written, at=at))


def _await_again(payment: Payment, at: datetime) -> Payment:
    """End the attempt whose entries are mirrored, and await the gift's own transfer by another."""
    payment.state, payment.received_cents = PaymentState.CANCELLED, 0
    payment.save(update_fields=["state", "received_cents"])
    gift = payment.gift
    is_over = payment.expires_at <= at or is_paid_otherwise(payment)
    is_awaited = not is_over and _has_room(payment)
    return Payment.objects.create(
        gift=gift,
        method=Method.TRANSFER,
        state=PaymentState.AWAITED if is_awaited else PaymentState.EXPIRED,
        amount_cents=gift.amount_cents,
        expires_at=payment.expires_at,
    )


def _has_room(payment: Payment) -> bool:
    gift = payment.gift
    if gift.campaign_id is None:
        return True
    try:
        return hold(
            account=gift.account, gift=gift.pk, amount=gift.amount, until=payment.expires_at
        )
    except OverCap:
        return False


def _note(what: str, row: LineCorrection, by: User) -> LineCorrection:
    detail = {
        "line": row.line_id,
        "gift": row.payment.gift.reference,
        "cents": row.amount_cents,
        "reason": row.reason,
    }
    audit.record(action=f"bank.correction_{what}", actor=by, target=row.line, detail=detail)
    return row
