"""Money leaves by transfer: prepared by one, approved by another, sent in a file to the bank."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from campaigns import mails
from campaigns.actions.advance import advance, locked
from campaigns.actions.guards import require_money_reader, require_treasurer
from campaigns.actions.keep_structure import gaps_of, has_its_papers
from campaigns.domain import accounts
from campaigns.domain.ledger import Posting, lines_of
from campaigns.domain.payments import RefundState
from campaigns.domain.sepa import Debtor, Transfer, credit_file
from campaigns.domain.states import Actor, State
from campaigns.domain.transfers import next_bank_day
from campaigns.models import (
    BankAccount,
    Campaign,
    Payout,
    PayoutFile,
    PayoutState,
    Refund,
    Settlement,
    SettlementKind,
    SettlementState,
    Structure,
)
from campaigns.models.posting import lock, post
from kernel.domain import DomainError
from kernel.money import Money
from tenants import audit

# The later ones too: what the bank sends back is owed again.
PAYABLE = {State.SUCCEEDED, State.PAYING_OUT, State.PAID, State.COMPLETED}
# What the ledger calls each step, for a structure and for anybody else.
KINDS = {
    "sent": ("payout", "refund_manual"),
    "booked": ("payout_booked", "refund_booked"),
    "returned": ("payout_returned", "refund_returned"),
}


class PayoutRefused(DomainError):
    """This cannot be paid; the message says why."""


@transaction.atomic
def prepare_payout(*, campaign_id: UUID, by: User, at: datetime) -> Payout:
    """Copy what a structure is owed and its account in force; the next word is another's."""
    campaign = locked(campaign_id)
    require_money_reader(campaign, by)
    owed = _owed(campaign)
    account = _account_of(campaign, at)
    payout = Payout.objects.create(
        campaign=campaign,
        amount_cents=owed,
        payee=account.holder,
        iban=account.iban,
        bic=account.bic,
        prepared_by=by,
    )
    audit.record(action="payout.prepared", actor=by, target=payout)
    return payout


def _owed(campaign: Campaign) -> int:
    """Return what may be paid now, under the campaign's lock; or say why nothing may."""
    if campaign.state not in PAYABLE:
        raise PayoutRefused(_("There is nothing to pay out now."))
    code = accounts.campaign(campaign.pk)
    raised = lock(code).raised_cents
    if raised < (campaign.minimum_cents or 0) and not _stays(campaign, raised):
        raise PayoutRefused(_("The campaign is under its minimum: decide first what it becomes."))
    _require_no_refusal(campaign)
    owed = lock(accounts.payable(code)).balance_cents
    going = Payout.objects.filter(campaign=campaign).exclude(state=PayoutState.RETURNED)
    if not owed:
        raise PayoutRefused(_("There is nothing to pay out now."))
    if going.exists():
        raise PayoutRefused(_("This payout is prepared already."))
    return owed


def _stays(campaign: Campaign, raised_cents: int) -> bool:
    """Tell whether staff have agreed that it stays a success with what it has, or with less."""
    agreed = Settlement.objects.filter(campaign=campaign, kind=SettlementKind.SUCCESS)
    agreed = agreed.exclude(state=SettlementState.WAITING)
    return agreed.filter(raised_cents__lte=raised_cents).exists()


def _require_no_refusal(campaign: Campaign) -> None:
    """A refused gift that has not gone back yet is still in what the structure is owed."""
    if Settlement.objects.unfinished_refusals(campaign).exists():
        raise PayoutRefused(
            _(
                "“%(title)s”: a refused gift has not gone back yet. Agree to it under Settlements; "
                "the payout follows once it is carried out."
            ),
            title=campaign.title,
        )


def _account_of(campaign: Campaign, at: datetime) -> BankAccount:
    """Return the account in force of a structure whose file is complete."""
    structure = campaign.structure
    account = BankAccount.objects.usable(at).filter(structure=structure).first()
    if structure is None or account is None:
        raise PayoutRefused(_("The structure has no bank account in force yet."))
    if gaps_of(structure, at):
        raise PayoutRefused(_("The structure’s file is not complete yet."))
    return account


@transaction.atomic
def approve_payout(*, payout_id: int, by: User) -> Payout:
    """Agree as a second person, to the amount that is still owed."""
    payout = lock_payout(payout_id, by, PayoutState.DRAFT)
    if payout.prepared_by_id == by.pk:
        raise PayoutRefused(_("Somebody else approves what you have prepared."))
    _require_still_owed(payout)
    payout.state, payout.approved_by = PayoutState.APPROVED, by
    payout.save(update_fields=["state", "approved_by"])
    audit.record(action="payout.approved", actor=by, target=payout)
    return payout


def _require_still_owed(payout: Payout) -> None:
    """A structure gets the whole of what it is owed; a refused gift is no part of it."""
    if payout.campaign:
        _require_no_refusal(payout.campaign)
        _require_papers(payout, payout.campaign.structure)
    owed = lock(payout.account).balance_cents
    is_whole = owed == payout.amount_cents if payout.campaign_id else _is_due(payout.refund, payout)
    if owed < payout.amount_cents or not is_whole:
        raise PayoutRefused(
            _("%(payout)s: the amount owed has changed since. Drop it and prepare it again."),
            payout=payout.reference,
        )


def _is_due(refund: Refund | None, payout: Payout) -> bool:
    """Tell whether no refund by hand took its place: what is there then is another donor's."""
    if refund is None:
        return True
    return refund.state != RefundState.DROPPED and refund.amount_cents == payout.amount_cents


def _require_papers(payout: Payout, structure: Structure | None) -> None:
    """What the file says may have changed since the payout was prepared."""
    if structure is not None and not has_its_papers(structure):
        raise PayoutRefused(
            _(
                "%(payout)s: the documents of the structure are checked again. Accept them first, "
                "or drop this payout."
            ),
            payout=payout.reference,
        )


@transaction.atomic
def drop_payout(*, payout_id: int, by: User) -> None:
    """Forget a payout that was not sent: another will be prepared."""
    payout = lock_payout(payout_id, by, PayoutState.DRAFT, PayoutState.APPROVED)
    audit.record(action="payout.dropped", actor=by, target=payout)
    payout.delete()


@transaction.atomic
def export_payouts(*, by: User, at: datetime) -> PayoutFile:
    """Put every approved payout into one file, and say in the books that they are on their way."""
    require_treasurer(by)
    rows = Payout.objects.select_for_update(of=("self",)).select_related(
        "campaign", "refund__payment__gift__campaign", "line"
    )
    payouts = list(rows.filter(state=PayoutState.APPROVED).order_by("pk"))
    if not payouts:
        raise PayoutRefused(_("No approved payout waits."))
    if not settings.PLATFORM_IBAN:
        raise PayoutRefused(_("The platform’s own account is not set: see PLATFORM_IBAN."))
    made = _file(payouts, by, at)
    for payout in payouts:
        if payout.campaign_id:
            _start(payout.campaign_id, by, at)
        _require_still_owed(payout)
        write(payout, "sent", (payout.account, accounts.TRANSIT_SEPA), at)
        payout.state, payout.file = PayoutState.EXPORTED, made
        payout.save(update_fields=["state", "file"])
    audit.record(action="payout.exported", actor=by, target=made, detail={"digest": made.digest})
    return made


def _start(campaign_id: UUID, by: User, at: datetime) -> None:
    """A campaign is being paid from the moment when its money leaves, and not before."""
    campaign = locked(campaign_id)
    if campaign.state == State.SUCCEEDED:
        campaign = advance(
            "start_payout",
            campaign_id=campaign.pk,
            actor=Actor.STAFF,
            by=by,
            at=at,
            guard=lambda _: None,
        )
        mails.tell_posts(campaign, "paying_out", at)


def _file(payouts: Sequence[Payout], by: User, at: datetime) -> PayoutFile:
    message = f"TROUSSE-{at:%Y%m%d%H%M%S}-{payouts[0].pk}"
    content = credit_file(
        message=message,
        debtor=Debtor(
            name=settings.PLATFORM_LEGAL_NAME,
            iban=settings.PLATFORM_IBAN,
            bic=settings.PLATFORM_BIC,
        ),
        transfers=[_transfer(payout) for payout in payouts],
        made_at=at,
        on=next_bank_day(at),
    )
    return PayoutFile.objects.create(
        message_id=message,
        content=content,
        digest=hashlib.sha256(content).hexdigest(),
        count=len(payouts),
        total_cents=sum(payout.amount_cents for payout in payouts),
        made_by=by,
    )


def _transfer(payout: Payout) -> Transfer:
    return Transfer(
        reference=payout.reference,
        name=payout.payee,
        iban=payout.iban,
        bic=payout.bic,
        amount=payout.amount,
        words=_words(payout),
    )


def _words(payout: Payout) -> str:
    """What the other side reads on its statement; banks show French here."""
    if payout.campaign:
        return f"Collecte {payout.campaign.title}"
    if payout.refund:
        return f"Remboursement du don {payout.refund.payment.gift.reference}"
    return "Retour de votre virement, destinataire inconnu"


def lock_payout(payout_id: int, by: User, *states: PayoutState) -> Payout:
    """Return a payout in one of these states, or raise PayoutRefused: it was done already."""
    rows = Payout.objects.select_for_update(of=("self",)).select_related(
        "campaign__school", "refund__payment"
    )
    payout = rows.get(pk=payout_id)
    if payout.campaign:
        require_money_reader(payout.campaign, by)
    else:
        require_treasurer(by)
    if payout.state not in states:
        raise PayoutRefused(_("This was done already, or cannot be done yet."))
    return payout


def write(payout: Payout, step: str, path: tuple[str, str], at: datetime) -> None:
    """Write one step of a payout's way, once."""
    suffix = {"sent": "", "booked": ":ok", "returned": ":ret"}[step]
    gift = payout.refund.payment.gift_id if payout.refund else None
    post(
        Posting(
            kind=KINDS[step][0 if payout.campaign_id else 1],
            key=f"payout:{payout.pk}{suffix}",
            lines=lines_of((*path, Money(payout.amount_cents)), gift=gift),
            source=f"payout:{payout.pk}",
            campaign=accounts.describe(payout.account).owner,
            at=at,
        )
    )
