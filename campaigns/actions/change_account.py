"""Bank details: entered by the manager, confirmed by another person, used after a delay."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from schwifty import IBAN
from schwifty.exceptions import SchwiftyException

from accounts.models import User
from campaigns import structure_mails
from campaigns.actions.guards import NotYours
from campaigns.actions.keep_structure import require_desk, require_manager
from campaigns.domain.structure_file import DELAY
from campaigns.models import BankAccount, Structure
from kernel.domain import DomainError, gettext_noop
from tenants import audit

COUNTRIES = frozenset({"FR", "MC"})


def read_iban(typed: str) -> IBAN:
    """Return a valid French IBAN, or raise DomainError with what to look at."""
    iban = known_iban(typed)
    if iban.country_code not in COUNTRIES:
        raise DomainError(gettext_noop("The account of a school’s structure is held in France."))
    return iban


def known_iban(typed: str) -> IBAN:
    """Return a valid IBAN of any country: a donor's may be held anywhere."""
    try:
        return IBAN(typed, validate_bban=True)
    except SchwiftyException as error:
        raise DomainError(
            gettext_noop("This IBAN is not right: check it figure by figure on the RIB.")
        ) from error


@transaction.atomic
def propose_account(
    *, structure_id: UUID, by: User, at: datetime, iban: str, holder: str
) -> BankAccount:
    """Keep the details until somebody else has confirmed them; whoever answers is told."""
    structure = Structure.objects.select_for_update(of=("self",)).get(pk=structure_id)
    require_manager(structure, by)
    known = read_iban(iban)
    if BankAccount.objects.waiting().filter(structure=structure).exists():
        raise DomainError(gettext_noop("Other details already wait for somebody of the team."))
    if holder.strip().casefold() != structure.legal_name.casefold():
        raise DomainError(
            gettext_noop("The account must be in the name of the structure, exactly.")
        )
    account = BankAccount.objects.create(
        structure=structure,
        iban=str(known),
        bic=str(known.bic or ""),
        holder=structure.legal_name,
        proposed_by=by,
        proposed_at=at,
    )
    detail = {"iban": account.masked}
    audit.record(action="structure.account_proposed", actor=by, target=structure, detail=detail)
    structure_mails.tell(structure, "account_proposed", account, at)
    return account


@transaction.atomic
def confirm_account(*, account_id: UUID, by: User, at: datetime) -> BankAccount:
    """Another person has compared it with the RIB; a change is used only after the delay."""
    account = _waiting(account_id, by)
    if account.proposed_by_id == by.pk:
        raise DomainError(gettext_noop("Another person than the one who entered it confirms."))
    has_one = BankAccount.objects.usable(at).filter(structure=account.structure_id).exists()
    account.confirmed_by, account.confirmed_at = by, at
    account.usable_from = at + DELAY if has_one else at
    account.save()
    structure = account.structure
    detail = {"iban": account.masked, "usable_from": account.usable_from.isoformat()}
    audit.record(action="structure.account_confirmed", actor=by, target=structure, detail=detail)
    structure_mails.tell(structure, "account_confirmed", account, at)
    return account


@transaction.atomic
def refuse_account(*, account_id: UUID, by: User, at: datetime, reason: str) -> BankAccount:
    """Set details aside, also during the delay: the team may, and the manager."""
    found = BankAccount.objects.select_for_update(of=("self",)).select_related("structure")
    account = found.filter(pk=account_id, refused_at=None).first()
    if account is None:
        raise DomainError(gettext_noop("These details wait no more."))
    _require_either(account.structure, by)
    if account.usable_from is not None and account.usable_from <= at:
        raise DomainError(gettext_noop("These details are in use: enter others instead."))
    if not reason.strip():
        raise DomainError(gettext_noop("Say why: the others read it."))
    account.refused_by, account.refused_at, account.reason = by, at, reason.strip()[:300]
    account.save()
    detail = {"iban": account.masked, "reason": account.reason}
    audit.record(
        action="structure.account_refused", actor=by, target=account.structure, detail=detail
    )
    structure_mails.tell(account.structure, "account_refused", account, at)
    return account


def _waiting(account_id: UUID, by: User) -> BankAccount:
    require_desk(by)
    found = BankAccount.objects.select_for_update(of=("self",)).select_related("structure")
    account = found.filter(pk=account_id, confirmed_at=None, refused_at=None).first()
    if account is None:
        raise DomainError(gettext_noop("These details wait no more."))
    return account


def _require_either(structure: Structure, by: User) -> None:
    try:
        require_manager(structure, by)
    except NotYours:
        require_desk(by)
