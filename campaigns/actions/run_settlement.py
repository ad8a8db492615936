"""Carry a settlement out: some gifts in each transaction; stopped anywhere, it goes on."""

from collections.abc import Sequence
from datetime import datetime
from itertools import batched
from uuid import UUID

from django.db import transaction

from campaigns import gift_mails
from campaigns.actions.allocate_gift import make_refunds
from campaigns.actions.boost_campaign import mark_returned
from campaigns.actions.issue_receipt import void_receipts
from campaigns.actions.pay_out import PAYABLE
from campaigns.actions.plan_settlement import boosts_of, shares_of
from campaigns.actions.take_back import Part, Pot, taken_back
from campaigns.domain import accounts
from campaigns.domain.ledger import Posting, lines_of, sum_of
from campaigns.domain.payments import PaymentState
from campaigns.domain.settlement import Share
from campaigns.models import (
    Entry,
    Gift,
    Movement,
    Payment,
    Settlement,
    SettlementKind,
    SettlementState,
)
from campaigns.models.gift_money import counted_of
from campaigns.models.posting import lock, post, post_all, read
from campaigns.search_documents import SOURCE
from kernel.domain import DomainError, gettext_noop
from kernel.money import ZERO, Money
from search import registry

# Gifts in one transaction: each holds the campaign's lock for a moment.
BATCH = 100
# The ledger's kind of entry for each kind of settlement.
KINDS = {
    SettlementKind.FAILURE: "fail",
    SettlementKind.CANCELLATION: "cancel",
    SettlementKind.REFUSAL: "refuse",
}


class PaidOutAlready(DomainError):
    def __init__(self) -> None:
        super().__init__(gettext_noop("The money is on its way to the structure, or there."))


def run_settlement(*, settlement_id: UUID, at: datetime) -> Settlement:
    """Do what is left of it; nothing while approvals are missing, nothing twice."""
    found = Settlement.objects.select_related("campaign", "gift").get(pk=settlement_id)
    if found.state != SettlementState.RUNNING:
        return found
    if found.kind == SettlementKind.SUCCESS:
        _tell_success(found)
    elif found.gift is not None:
        _refuse(found, found.gift, at)
    else:
        _give_all_back(found, at)
    _finish(found, at)
    return found


@transaction.atomic
def _finish(found: Settlement, at: datetime) -> None:
    """It is over, and lists show what is left."""
    found.state, found.done_at = SettlementState.DONE, at
    found.save(update_fields=["state", "done_at"])
    registry.refresh(SOURCE, str(found.campaign_id))


def _tell_success(found: Settlement) -> None:
    """Tell the donors, once, and nothing that ended otherwise before they were told."""
    if found.done_at is not None or found.campaign.state not in PAYABLE:
        return
    code = accounts.campaign(found.campaign_id)
    # A refused gift that still counts is on its way back: its donor is told so, and nothing else.
    gifts = Gift.objects.filter(refused_at=None).select_related("campaign")
    for some in batched(shares_of(code), BATCH):
        gift_mails.tell_success(gifts.filter(pk__in=[share.gift for share in some]))


def _refuse(found: Settlement, gift: Gift, at: datetime) -> None:
    share = Share(gift=gift.pk, amount=Money(found.to_donors_cents))
    _give_back(found, [share], None, at)


def _give_all_back(found: Settlement, at: datetime) -> None:
    code = accounts.campaign(found.campaign_id)
    shares, boosts = shares_of(code), boosts_of(code)
    remaining = sum_of([share.amount for share in shares])
    remaining += sum_of([Money(row.amount_cents) for row in boosts])
    for some in batched(shares, BATCH):
        _give_back(found, some, remaining, at)
        remaining -= sum_of([share.amount for share in some])
    for row in boosts:
        _return_boost(found, row, remaining, at)
        remaining -= Money(row.amount_cents)


@transaction.atomic
def _give_back(
    found: Settlement, shares: Sequence[Share], remaining: Money | None, at: datetime
) -> None:
    """Take some gifts out of the campaign, under its lock: all of them or none."""
    code = accounts.campaign(found.campaign_id)
    pot = Pot(code)
    left = _left_of(found, code, shares)
    postings = []
    for share in shares:
        amount = left.get(share.gift, ZERO)
        if amount:
            target = accounts.SOLIDARITY if share.to_fund else accounts.refund_payable(code)
            parts = pot.take(amount, target, remaining, by_structure=found.is_exception)
            key, source = _key(found, share.gift), f"gift:{share.gift}"
            postings.append(_posting(found, key, parts, source=source, at=at, gift=share.gift))
        if remaining is not None:
            remaining -= share.amount
    post_all(postings)
    void_receipts(*left, at=at)
    _tell(found, shares, left)


def _left_of(found: Settlement, code: str, shares: Sequence[Share]) -> dict[int, Money]:
    """Return what is still to take of each gift; those that were taken before are left out.

    What a lost dispute or a refund made elsewhere took meanwhile is not there to take again.
    """
    keys = {_key(found, share.gift): share.gift for share in shares}
    written = Entry.objects.filter(key__in=keys).values_list("key", flat=True)
    done = {keys[key] for key in written}
    counted = counted_of(code, *keys.values())
    return {
        share.gift: min(share.amount, counted[share.gift])
        for share in shares
        if share.gift in counted and share.gift not in done
    }


def _tell(found: Settlement, shares: Sequence[Share], left: dict[int, Money]) -> None:
    """Owe the money to those who get it back, and tell the others where theirs went."""
    code = accounts.campaign(found.campaign_id)
    to_fund = {share.gift for share in shares if share.to_fund}
    gifts = Gift.objects.select_related("campaign").in_bulk(to_fund & left.keys())
    gift_mails.tell_redistributed((gift, left[pk]) for pk, gift in gifts.items())
    owed = _owed({pk: amount for pk, amount in left.items() if pk not in to_fund})
    make_refunds(owed, kind=_kind(found), account=accounts.refund_payable(code))


def _owed(left: dict[int, Money]) -> list[tuple[Payment, Money]]:
    """Share what each gift gets back among its payments: one may have been paid twice."""
    rows = Payment.objects.filter(gift__in=left, state=PaymentState.SUCCEEDED)
    found, rest = [], dict(left)
    for payment in rows.select_related("gift__campaign").order_by("gift_id", "settled_at", "pk"):
        part = min(rest[payment.gift_id], Money(payment.received_cents))
        if part:
            found.append((payment, part))
            rest[payment.gift_id] -= part
    return found


def _kind(found: Settlement) -> str:
    return KINDS[SettlementKind(found.kind)]


def _key(found: Settlement, gift: int) -> str:
    return f"{_kind(found)}:{gift}"


@transaction.atomic
def _return_boost(found: Settlement, row: Movement, remaining: Money, at: datetime) -> None:
    """Each boost goes back to the envelope that it came from."""
    code = accounts.campaign(found.campaign_id)
    lock(code)
    key = f"{_kind(found)}:topup:{row.entry_id}:{row.line}"
    if read(key) is None:
        parts = taken_back(code, Money(row.amount_cents), row.debit.code, remaining)
        post(_posting(found, key, parts, source=row.entry.source, at=at, gift=None))
        mark_returned(row.entry.source, at)


def _posting(  # noqa: PLR0913  what an entry says
    found: Settlement, key: str, parts: list[Part], *, source: str, at: datetime, gift: int | None
) -> Posting:
    if not parts:
        raise PaidOutAlready
    return Posting(
        kind=_kind(found),
        key=key,
        lines=lines_of(*parts, gift=gift),
        source=source,
        campaign=accounts.campaign(found.campaign_id),
        at=at,
    )
