"""Carry a settlement out: gift by gift, each in a transaction of its own; stopped, it goes on."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from campaigns import gift_mails
from campaigns.actions.allocate_gift import make_refund
from campaigns.actions.boost_campaign import mark_returned
from campaigns.actions.issue_receipt import void_receipts
from campaigns.actions.plan_settlement import boosts_of, shares_of
from campaigns.actions.take_back import Part, taken_back
from campaigns.domain import accounts
from campaigns.domain.ledger import Posting, lines_of, sum_of
from campaigns.domain.payments import PaymentState
from campaigns.domain.settlement import Share
from campaigns.models import Gift, Movement, Settlement, SettlementKind, SettlementState
from campaigns.models.gift_money import counted_of
from campaigns.models.posting import lock, post, read
from campaigns.search_documents import SOURCE
from kernel.domain import DomainError, gettext_noop
from kernel.money import ZERO, Money
from search import registry

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
    code = accounts.campaign(found.campaign_id)
    for gift in Gift.objects.filter(pk__in=[share.gift for share in shares_of(code)]):
        gift_mails.tell_success(gift)


def _refuse(found: Settlement, gift: Gift, at: datetime) -> None:
    share = Share(gift=gift.pk, amount=Money(found.to_donors_cents))
    _give_back(found, gift, share, None, at)


def _give_all_back(found: Settlement, at: datetime) -> None:
    code = accounts.campaign(found.campaign_id)
    shares, boosts = shares_of(code), boosts_of(code)
    gifts = Gift.objects.in_bulk([share.gift for share in shares])
    remaining = sum_of([share.amount for share in shares])
    remaining += sum_of([Money(row.amount_cents) for row in boosts])
    for share in shares:
        _give_back(found, gifts[share.gift], share, remaining, at)
        remaining -= share.amount
    for row in boosts:
        _return_boost(found, row, remaining, at)
        remaining -= Money(row.amount_cents)


@transaction.atomic
def _give_back(
    found: Settlement, gift: Gift, share: Share, remaining: Money | None, at: datetime
) -> None:
    code = accounts.campaign(found.campaign_id)
    lock(code)
    kind = KINDS[SettlementKind(found.kind)]
    key = f"{kind}:{gift.pk}"
    # What a lost dispute or a refund made elsewhere took meanwhile is not there to take again.
    amount = min(share.amount, counted_of(code, gift.pk).get(gift.pk, ZERO))
    if read(key) is not None or not amount:
        return
    owed = accounts.refund_payable(code)
    target = accounts.SOLIDARITY if share.to_fund else owed
    parts = taken_back(code, amount, target, remaining, by_structure=found.is_exception)
    _post(found, key, parts, source=f"gift:{gift.pk}", at=at, gift=gift.pk)
    void_receipts(gift.pk, at)
    if share.to_fund:
        gift_mails.tell_redistributed(gift, amount)
    else:
        _owe(gift, amount, key, owed)


def _owe(gift: Gift, amount: Money, key: str, owed: str) -> None:
    payment = gift.payments.get(state=PaymentState.SUCCEEDED)
    make_refund(payment=payment, cause=key, account=owed, cents=amount.cents)


@transaction.atomic
def _return_boost(found: Settlement, row: Movement, remaining: Money, at: datetime) -> None:
    """Each boost goes back to the envelope that it came from."""
    code = accounts.campaign(found.campaign_id)
    lock(code)
    key = f"{KINDS[SettlementKind(found.kind)]}:topup:{row.entry_id}:{row.line}"
    if read(key) is None:
        parts = taken_back(code, Money(row.amount_cents), row.debit.code, remaining)
        _post(found, key, parts, source=row.entry.source, at=at, gift=None)
        mark_returned(row.entry.source, at)


def _post(  # noqa: PLR0913  what an entry says
    found: Settlement, key: str, parts: list[Part], *, source: str, at: datetime, gift: int | None
) -> None:
    if not parts:
        raise PaidOutAlready
    post(
        Posting(
            kind=KINDS[SettlementKind(found.kind)],
            key=key,
            lines=lines_of(*parts, gift=gift),
            source=source,
            campaign=accounts.campaign(found.campaign_id),
            at=at,
        )
    )
