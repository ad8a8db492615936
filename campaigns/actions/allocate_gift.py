"""Decide once what a payment that arrived becomes: the campaign's, the fund's, or owed back."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, cast
from uuid import UUID

from django.db import transaction

from campaigns import gift_mails
from campaigns.actions.later import (
    all_refunds_later,
    close_later,
    close_pages_later,
    refund_later,
)
from campaigns.actions.leave_word import leave_word
from campaigns.domain import accounts
from campaigns.domain.ledger import Posting, lines_of, receive
from campaigns.domain.payments import PaymentState, RefundState
from campaigns.models import Method, Movement, OnFailure, Payment, Refund
from campaigns.models.posting import Written, allocate, lock, post, read, take
from campaigns.search_documents import SOURCE
from kernel.money import Money
from search import registry


@transaction.atomic
def allocate_gift(payment: Payment, at: datetime, *, is_received: bool = True) -> None:
    """Allocate what was received, under the campaign's lock; a repetition changes nothing.

    What is not received yet, in the books, is so by the same call. A gift that another attempt
    paid before is owed back: it counts once.
    """
    gift = payment.gift
    owed = accounts.refund_payable(gift.account)
    if is_paid_otherwise(payment) and read(f"allocate:{payment.pk}") is None:
        _owe_back(payment, _decline(payment, owed, at, is_received=is_received), owed)
        return
    written = _write(payment, owed, at, is_received=is_received)
    if written.is_new:
        gift_mails.tell_received(gift)
        close_pages_later(gift.payments.all().to_close(at).values_list("pk", flat=True))
    _owe_back(payment, written, owed)
    if gift.campaign_id:
        _show(payment)
        close_later(gift.campaign_id)


def is_paid_otherwise(payment: Payment) -> bool:
    """Say whether another attempt made this gift; of two at once, the second one waits and sees."""
    others = payment.gift.payments.exclude(pk=payment.pk)
    if not others.exists():
        return False
    lock(payment.gift.account)
    return others.filter(state=PaymentState.SUCCEEDED).exists()


def _decline(payment: Payment, owed: str, at: datetime, *, is_received: bool) -> Written:
    """Owe all of it to the donor, under the key of the allocation that it will never have."""
    gift, key = payment.gift, str(payment.pk)
    amount = Money(min(payment.received_cents, payment.amount_cents))
    if not is_received:
        post(receive(payment=key, gross=amount, at=at))
    return post(
        Posting(
            kind="allocate",
            key=f"allocate:{key}",
            lines=lines_of((accounts.SUSPENSE, owed, amount), gift=gift.pk),
            source=f"payment:{key}",
            campaign=gift.account if gift.campaign_id else "",
            at=at,
        )
    )


def _write(payment: Payment, owed: str, at: datetime, *, is_received: bool) -> Written:
    gift = payment.gift
    to_fund = gift.on_failure == OnFailure.FUND
    over = accounts.SOLIDARITY if to_fund and gift.campaign_id else owed
    # More than was asked is no part of the gift: it goes back apart.
    amount = Money(min(payment.received_cents, payment.amount_cents))
    told: dict[str, Any] = {
        "gift": gift.pk,
        "to": gift.account,
        "over": over,
        "amount": amount,
        "at": at,
    }
    if not is_received:
        return take(payment=str(payment.pk), **told)
    return allocate(key=f"allocate:{payment.pk}", source=f"payment:{payment.pk}", **told)


def _show(payment: Payment) -> None:
    """Keep the words that came with the gift; lists show at once what it brought."""
    gift = payment.gift
    leave_word(
        campaign_id=cast("UUID", gift.campaign_id),
        gift_id=gift.pk,
        pseudonym=gift.pseudonym,
        text=gift.message,
        at=gift.created_at,
    )
    registry.refresh(SOURCE, str(gift.campaign_id))


def _owe_back(payment: Payment, written: Written, owed: str) -> None:
    """What had no room goes back to the donor."""
    rows = Movement.objects.filter(entry_id=written.entry_id, credit__code=owed)
    for cents in rows.values_list("amount_cents", flat=True):
        make_refund(payment=payment, cause=f"allocate:{payment.pk}", account=owed, cents=cents)


def make_refunds(owed: Sequence[tuple[Payment, Money]], *, kind: str, account: str) -> None:
    """Keep the refunds of entries just written in this transaction, and ask for them after it.

    Each entry is new, so that none of its refunds can be there; the cause is its key.
    """
    refunds = Refund.objects.bulk_create(
        Refund(
            payment=payment,
            cause=f"{kind}:{payment.gift_id}",
            account=account,
            amount_cents=amount.cents,
            state=_first_state(payment),
        )
        for payment, amount in owed
    )
    gift_mails.tell_refunds(refunds)
    all_refunds_later([row.pk for row in refunds if row.state == RefundState.DUE])


def _first_state(payment: Payment) -> RefundState:
    """What came by transfer goes back by transfer: two persons send it."""
    return RefundState.MANUAL if payment.method == Method.TRANSFER else RefundState.DUE


def make_refund(*, payment: Payment, cause: str, account: str, cents: int) -> Refund:
    """Keep a refund once per cause, and ask for it after commit, by a task of the queue."""
    state = _first_state(payment)
    refund, is_new = Refund.objects.get_or_create(
        payment=payment,
        cause=cause,
        defaults={"account": account, "amount_cents": cents, "state": state},
    )
    if is_new:
        gift_mails.tell_refund(refund)
        if state == RefundState.DUE:
            refund_later(refund.pk)
    return refund
