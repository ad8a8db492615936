"""How money left: from the provider to the bank each month, from the bank to the structures."""

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta

from accounts.models import User
from campaigns.actions import pay_out
from campaigns.actions.advance import advance
from campaigns.demo.ends import Rows
from campaigns.demo.people import invented_iban
from campaigns.domain import accounts
from campaigns.domain.ledger import Line, Posting
from campaigns.domain.sepa import Debtor, Transfer, credit_file
from campaigns.domain.states import Actor, State
from campaigns.models import (
    BankAccount,
    Campaign,
    Payment,
    Payout,
    PayoutFile,
    PayoutState,
    posting,
)
from campaigns.models.gift_money import balance_of
from kernel.money import Money

SENT, BOOKED, DONE = timedelta(days=12), timedelta(days=14), timedelta(days=80)
# Money younger than that stays at the provider: refunds are taken from it.
KEPT = timedelta(days=60)
PAID = frozenset({State.PAID, State.COMPLETED})
PLATFORM = Debtor(name="Trousse (démonstration)", iban=invented_iban(99_999))


def pay(rows: Rows, officer: User, second: User, at: datetime) -> None:
    """Pay the structures of what succeeded long enough ago, and let their projects happen."""
    ibans = dict(BankAccount.objects.values_list("structure", "iban"))
    files: dict[str, list[tuple[Payout, datetime]]] = defaultdict(list)
    # The oldest first: the books are read in the order of their entries.
    for campaign, planned in sorted(rows, key=lambda row: row[1].ended_at or at):
        if planned.state not in {State.PAYING_OUT, *PAID} or planned.ended_at is None:
            continue
        sent = planned.ended_at + SENT
        _step("start_payout", campaign, officer, sent)
        iban = ibans.get(campaign.structure_id, "") if campaign.structure_id else ""
        payout = _payout(campaign, iban, officer, second)
        files[f"{sent:%Y-%m}"].append((payout, sent))
    for month, payouts in files.items():
        _send(month, payouts, officer)
    for campaign, planned in rows:
        if planned.state in PAID and planned.ended_at:
            _book(campaign, officer, planned.ended_at + BOOKED)
        if planned.state == State.COMPLETED and planned.ended_at:
            over = min(planned.ended_at + DONE, at)
            _step("complete", campaign, campaign.holder, over, Actor.HOLDER)


def _payout(campaign: Campaign, iban: str, officer: User, second: User) -> Payout:
    owed = balance_of(accounts.payable(accounts.campaign(campaign.pk)))
    return Payout.objects.create(
        campaign=campaign,
        amount_cents=owed.cents,
        payee=campaign.structure.legal_name if campaign.structure else "",
        iban=iban,
        state=PayoutState.APPROVED,
        prepared_by=officer,
        approved_by=second,
    )


def _send(month: str, payouts: Sequence[tuple[Payout, datetime]], officer: User) -> None:
    """Put the payouts of a month in one file, as the bank received it."""
    last = max(sent for _payout_of, sent in payouts)
    transfers = [
        Transfer(
            reference=payout.reference,
            name=payout.payee,
            iban=payout.iban,
            bic=payout.bic,
            amount=payout.amount,
            words=f"Collecte {payout.campaign}",
        )
        for payout, _sent in payouts
    ]
    message = f"TROUSSE-DEMO-{month}"
    content = credit_file(
        message=message, debtor=PLATFORM, transfers=transfers, made_at=last, on=last.date()
    )
    made = PayoutFile.objects.create(
        message_id=message,
        content=content,
        digest=hashlib.sha256(content).hexdigest(),
        count=len(payouts),
        total_cents=sum(payout.amount_cents for payout, _sent in payouts),
        made_by=officer,
    )
    for payout, sent in payouts:
        pay_out.write(payout, "sent", (payout.account, accounts.TRANSIT_SEPA), sent)
        payout.state, payout.file = PayoutState.EXPORTED, made
        payout.save(update_fields=["state", "file"])


def _book(campaign: Campaign, officer: User, at: datetime) -> None:
    """The bank's statement said that the structure has its money."""
    payout = Payout.objects.get(campaign=campaign)
    pay_out.write(payout, "booked", (accounts.TRANSIT_SEPA, accounts.BANK), at)
    payout.state = PayoutState.BOOKED
    payout.save(update_fields=["state"])
    _step("confirm_payout", campaign, officer, at)


def _step(
    action: str, campaign: Campaign, by: User, at: datetime, actor: Actor = Actor.STAFF
) -> None:
    advance(action, campaign_id=campaign.pk, actor=actor, by=by, at=at, guard=lambda _: None)


def collect(at: datetime) -> None:
    """Move what the provider held, month by month, to the bank."""
    months: dict[str, int] = defaultdict(int)
    last: dict[str, datetime] = {}
    rows = Payment.objects.filter(created_at__lt=at - KEPT).order_by("created_at")
    for moment, cents in rows.values_list("created_at", "received_cents"):
        months[f"{moment:%Y-%m}"] += cents
        last[f"{moment:%Y-%m}"] = moment
    for month, cents in months.items():
        amount, then = Money(cents), min(last[month] + KEPT, at)
        for kind, suffix, debit, credit in (
            ("psp_payout", "", accounts.TRANSIT_PSP, accounts.PSP),
            ("psp_payout_paid", ":paid", accounts.BANK, accounts.TRANSIT_PSP),
        ):
            line = Line(debit, credit, amount)
            posting.post(Posting(kind=kind, key=f"po:demo-{month}{suffix}", lines=(line,), at=then))
