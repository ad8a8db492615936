"""A structure certifies a gift to its donor: on request, numbered, and replaced when it errs."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext, override

from accounts.models import User
from campaigns import receipt_mails
from campaigns.actions.advance import ReasonMissing
from campaigns.actions.guards import NotYours
from campaigns.actions.keep_structure import has_its_papers, require_manager
from campaigns.domain.payments import PaymentState
from campaigns.domain.siret import is_siret
from campaigns.models import DonorKind, Gift, Receipt, Structure
from campaigns.receipts import amount_of, issuer_of
from kernel.domain import DomainError, gettext_noop
from kernel.money import Money
from tenants import audit


class NoReceipt(DomainError):
    """This gift has no receipt; the message says why."""


@transaction.atomic
def ask_receipt(*, gift_id: int, name: str, address: str, siret: str = "") -> Gift:
    """The donor wants one: keep what it shall bear; the manager sees it in their list."""
    gift = _locked(gift_id)
    if issuer_of(gift) is None:
        raise NoReceipt(gettext_noop("The structure of this school issues no tax receipt."))
    if Receipt.objects.valid().filter(gift=gift).exists():
        raise NoReceipt(gettext_noop("Your receipt is there already."))
    _refuse_words(gift, name, address, siret)
    gift.donor_name, gift.donor_address = name.strip()[:140], address.strip()[:300]
    gift.donor_siret, gift.wants_receipt = siret, True
    gift.save(update_fields=["donor_name", "donor_address", "donor_siret", "wants_receipt"])
    return gift


@transaction.atomic
def issue_receipt(*, gift_id: int, by: User, at: datetime) -> Receipt:
    """Number it and tell the donor; or raise NoReceipt and use no number."""
    gift = _locked(gift_id)
    structure = _issuer(gift, by)
    if not gift.wants_receipt:
        raise NoReceipt(gettext_noop("This donor asked for no receipt."))
    if Receipt.objects.valid().filter(gift=gift).exists():
        raise NoReceipt(gettext_noop("This gift has its receipt already."))
    receipt = _write(gift, structure, by, at)
    audit.record(action="receipt.issued", actor=by, target=structure, detail=_said(receipt))
    receipt_mails.tell_ready(receipt)
    return receipt


@transaction.atomic
def replace_receipt(  # noqa: PLR0913  what was wrong, and what is right
    *, receipt_id: UUID, name: str, address: str, siret: str, reason: str, by: User, at: datetime
) -> Receipt:
    """Cancel a receipt that bears a mistake, and issue another with its own number."""
    old = cancel_receipt(receipt_id=receipt_id, reason=reason, by=by, at=at, is_told=False)
    gift = _locked(old.gift_id)
    _refuse_words(gift, name, address, siret)
    gift.donor_name, gift.donor_address, gift.donor_siret = name.strip(), address.strip(), siret
    gift.save(update_fields=["donor_name", "donor_address", "donor_siret"])
    receipt = _write(gift, old.structure, by, at, replaces=old)
    audit.record(action="receipt.replaced", actor=by, target=old.structure, detail=_said(receipt))
    receipt_mails.tell_ready(receipt)
    return receipt


@transaction.atomic
def cancel_receipt(
    *, receipt_id: UUID, reason: str, by: User, at: datetime, is_told: bool = True
) -> Receipt:
    """Say that a receipt is worth nothing any more; it keeps its number."""
    rows = Receipt.objects.select_for_update(of=("self",)).select_related("structure", "gift")
    receipt = rows.filter(pk=receipt_id).first()
    if receipt is None:
        raise NotYours
    require_manager(receipt.structure, by)
    if receipt.cancelled_at is not None:
        raise NoReceipt(gettext_noop("This receipt is cancelled already."))
    if not reason.strip():
        raise ReasonMissing
    _cancel(receipt, reason.strip()[:300], at, by)
    if is_told:
        receipt_mails.tell_cancelled(receipt)
    return receipt


def void_receipts(*gift_ids: int, at: datetime) -> None:
    """These gifts go back: their receipts are worth nothing; in the caller's transaction."""
    rows = Receipt.objects.select_for_update(of=("self",)).select_related("structure", "gift")
    for receipt in rows.valid().filter(gift__in=gift_ids):
        with override(receipt.gift.language or settings.LANGUAGE_CODE):
            reason = gettext("The gift went back.")
        _cancel(receipt, reason, at, None)
        receipt_mails.tell_cancelled(receipt)


def _cancel(receipt: Receipt, reason: str, at: datetime, by: User | None) -> None:
    receipt.cancelled_at, receipt.cancelled_by, receipt.reason = at, by, reason
    receipt.save(update_fields=["cancelled_at", "cancelled_by", "reason"])
    detail = _said(receipt) | {"reason": reason}
    audit.record(action="receipt.cancelled", actor=by, target=receipt.structure, detail=detail)


def _locked(gift_id: int) -> Gift:
    rows = Gift.objects.select_for_update(of=("self",))
    return rows.select_related("campaign__structure__school").get(pk=gift_id)


def _issuer(gift: Gift, by: User) -> Structure:
    structure = gift.campaign.structure if gift.campaign else None
    if structure is None:
        raise NotYours
    require_manager(structure, by)
    if not structure.issues_receipts:
        raise NoReceipt(gettext_noop("Say first that the structure issues tax receipts."))
    return structure


def _refuse_words(gift: Gift, name: str, address: str, siret: str) -> None:
    if not name.strip() or not address.strip():
        raise NoReceipt(gettext_noop("A receipt needs a name and a postal address."))
    if siret and not is_siret(siret):
        raise NoReceipt(gettext_noop("This SIRET is not right: check its fourteen digits."))
    if gift.donor_kind == DonorKind.COMPANY and not siret:
        raise NoReceipt(gettext_noop("The receipt of a company bears its SIRET."))


def _write(
    gift: Gift, structure: Structure, by: User, at: datetime, replaces: Receipt | None = None
) -> Receipt:
    """Take the next number under the structure's lock: two at once follow each other."""
    structure = Structure.objects.select_for_update(of=("self",)).get(pk=structure.pk)
    amount = amount_of(gift)
    _require_whole(gift, structure, amount)
    # Paid twice, the second payment went back.
    payment = gift.payments.filter(state=PaymentState.SUCCEEDED).earliest("settled_at", "pk")
    year = timezone.localdate(at).year
    series = Receipt.objects.filter(structure=structure, year=year)
    last = series.aggregate(last=Max("number"))["last"] or 0
    return Receipt.objects.create(
        structure=structure,
        gift=gift,
        year=year,
        number=last + 1,
        amount_cents=amount.cents,
        given_on=timezone.localdate(payment.settled_at or payment.created_at),
        method=payment.method,
        donor_kind=gift.donor_kind,
        donor_name=gift.donor_name,
        donor_address=gift.donor_address,
        donor_siret=gift.donor_siret,
        structure_name=structure.legal_name,
        structure_address=structure.address,
        structure_siret=structure.siret,
        signatory=structure.representative,
        issued_at=at,
        issued_by=by,
        replaces=replaces,
    )


def _require_whole(gift: Gift, structure: Structure, amount: Money) -> None:
    if not amount:
        raise NoReceipt(gettext_noop("Nothing of this gift reached the structure."))
    _refuse_words(gift, gift.donor_name, gift.donor_address, gift.donor_siret)
    if not (structure.siret and structure.address and structure.representative):
        raise NoReceipt(gettext_noop("Complete first the file of the structure."))
    # A file accepted before that moment was written has its papers all the same.
    if structure.verified_at is None and not has_its_papers(structure):
        raise NoReceipt(
            gettext_noop("Receipts wait until our team has accepted the structure’s documents.")
        )


def _said(receipt: Receipt) -> dict[str, object]:
    return {"receipt": receipt.label, "cents": receipt.amount_cents}
