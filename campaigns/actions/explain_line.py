"""A person says what a line of the bank is; it moves in the books at that moment, once."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from campaigns import transfer_mails
from campaigns.actions.advance import ReasonMissing, lock_campaign
from campaigns.actions.allocate_gift import make_refund
from campaigns.actions.end_transfers import take
from campaigns.actions.follow_provider_payouts import join_bank_line
from campaigns.actions.guards import require_treasurer
from campaigns.domain import accounts
from campaigns.domain.ledger import Posting, lines_of, receive
from campaigns.domain.payments import PaymentState
from campaigns.models import BankLine, Entry, LineState, Method, Payment
from campaigns.models.posting import open_account, post
from campaigns.terms import terms_of
from kernel.domain import DomainError
from kernel.money import Money
from tenants import audit


class LineRefused(DomainError):
    """This line cannot become that; the message says why."""


@transaction.atomic
def match_line(*, line_id: int, payment_id: UUID, by: User, at: datetime) -> Payment:
    """Say that a line pays a gift: whole, in part, too much, or once more."""
    lock_campaign(gifts__payments=payment_id)
    line = lock_line(line_id, by)
    require_income(line)
    payment = Payment.objects.select_for_update(of=("self",)).get(pk=payment_id)
    if payment.method != Method.TRANSFER:
        raise LineRefused(_("This gift is paid by card."))
    if Entry.objects.filter(key=f"rev:allocate:{payment.pk}").exists():
        raise LineRefused(_("This match was corrected: choose the transfer awaited since."))
    receive_line(line, at)
    line.payment = payment
    decide(line, LineState.GIFT, by, at)
    if payment.state == PaymentState.SUCCEEDED:
        _give_excess_back(line, payment, line.amount, at)
        return payment
    payment.received_cents += line.amount_cents
    if payment.received_cents < payment.amount_cents:
        payment.state = PaymentState.PARTIAL
        payment.save()
        transfer_mails.tell_partial(payment)
        return payment
    excess = payment.received_cents - payment.amount_cents
    take(payment, at)
    if excess:
        _give_excess_back(line, payment, Money(excess), at)
    return payment


@transaction.atomic
def set_line_aside(*, line_id: int, reason: str, by: User, at: datetime) -> BankLine:
    """Nobody knows whose it is: it is kept in suspense, and asked about."""
    line = lock_line(line_id, by)
    require_income(line)
    if not reason.strip():
        raise ReasonMissing
    receive_line(line, at)
    line.reason = reason.strip()[:300]
    return decide(line, LineState.ASIDE, by, at)


@transaction.atomic
def explain_elsewhere(*, line_id: int, reason: str, by: User, at: datetime) -> BankLine:
    """It has its entry by another way, or concerns no gift: bank fees, an envelope's money."""
    line = lock_line(line_id, by)
    if line.state != LineState.NEW:
        raise LineRefused(_("This money is in the books already: match it, or send it back."))
    if not reason.strip():
        raise ReasonMissing
    line.reason = reason.strip()[:300]
    return decide(line, LineState.OTHER, by, at)


@transaction.atomic
def take_from_provider(*, line_id: int, by: User, at: datetime) -> BankLine:
    """It is what the payment provider has paid out to us."""
    line = lock_line(line_id, by)
    require_income(line)
    if line.state != LineState.NEW:
        raise LineRefused(_("This money is in the books already: match it, or send it back."))
    path = (accounts.BANK, accounts.TRANSIT_PSP, line.amount)
    post(
        Posting(
            kind="psp_payout_paid",
            key=f"po:{line.source}:paid",
            lines=lines_of(path),
            source=line.source,
            at=at,
        )
    )
    join_bank_line(line)
    return decide(line, LineState.PROVIDER, by, at)


def lock_line(line_id: int, by: User) -> BankLine:
    """Return a line that waits for a decision; a second one comes too late."""
    require_treasurer(by)
    line = BankLine.objects.select_for_update(of=("self",)).get(pk=line_id)
    if line.state not in {LineState.NEW, LineState.ASIDE}:
        raise LineRefused(_("This line is explained already."))
    return line


def require_income(line: BankLine) -> None:
    if line.amount_cents < 0:
        raise LineRefused(_("This money has left the account: it is no gift."))


def receive_line(line: BankLine, at: datetime) -> None:
    """Write that the money is at the bank, once, whatever is said of it later."""
    posting = receive(payment=line.source, gross=line.amount, at=at, into=accounts.BANK)
    post(replace(posting, source=line.source))


def decide(line: BankLine, state: LineState, by: User, at: datetime) -> BankLine:
    line.state, line.decided_by, line.decided_at = state, by, at
    line.save()
    audit.record(action=f"bank.{state}", actor=by, target=line)
    return line


def _give_excess_back(line: BankLine, payment: Payment, amount: Money, at: datetime) -> None:
    """What nobody asked for is owed to the donor; very little of it goes to the fund."""
    gift = payment.gift
    is_small = amount <= terms_of(gift.campaign).small_excess
    target = accounts.SOLIDARITY if is_small else accounts.refund_payable(gift.account)
    open_account(target)
    key = f"excess:{line.source}"
    post(
        Posting(
            kind="excess",
            key=key,
            lines=lines_of((accounts.SUSPENSE, target, amount), gift=gift.pk),
            source=f"payment:{payment.pk}",
            campaign=gift.account if gift.campaign_id else "",
            at=at,
        )
    )
    if is_small:
        transfer_mails.tell_small_excess(payment, amount, line.pk)
    else:
        make_refund(payment=payment, cause=key, account=target, cents=amount.cents)
