"""Lines of the bank that are no gift: its fees, a patron's money, a structure's debt, our own."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from campaigns.actions.advance import ReasonMissing
from campaigns.actions.explain_line import LineRefused, decide, lock_line, require_income
from campaigns.actions.keep_patron import endow
from campaigns.domain import accounts
from campaigns.domain.ledger import Posting, lines_of
from campaigns.models import Agreement, BankLine, Endowment, LineState
from campaigns.models.gift_money import owed_by_structures
from campaigns.models.posting import lock, post
from kernel.money import ZERO, Money

# A payment typed by hand and the line of the bank that shows it are some days apart at most.
NEARLY = timedelta(days=10)


@dataclass(frozen=True, slots=True)
class Way:
    """What a line becomes, and the kinds of its entry when it came and when it left."""

    state: LineState
    account: str
    came: str
    left: str


FEE = Way(LineState.FEE, accounts.BANK_FEES, "bank_fee_back", "bank_fee")
OWN = Way(LineState.OWN, accounts.OWN, "own_in", "own_out")


@transaction.atomic
def take_bank_fee(*, line_id: int, by: User, at: datetime) -> BankLine:
    """The bank took its fee, or gives one back."""
    return _write(_new(line_id, by), FEE, by, at)


@transaction.atomic
def take_own_money(*, line_id: int, reason: str, by: User, at: datetime) -> BankLine:
    """The platform tops its account up, or takes its commission out; it says why."""
    if not reason.strip():
        raise ReasonMissing
    line = _new(line_id, by)
    line.reason = reason.strip()[:300]
    return _write(line, OWN, by, at)


@transaction.atomic
def take_from_patron(*, line_id: int, agreement_id: UUID, by: User, at: datetime) -> Endowment:
    """A patron paid what its agreement promises; one typed by hand before is only joined to it."""
    line = _new(line_id, by)
    require_income(line)
    rows = Agreement.objects.select_for_update(of=("self",)).select_related("patron")
    agreement = rows.filter(pk=agreement_id).first()
    if agreement is None:
        raise LineRefused(_("Choose an agreement."))
    row = agreement.endowments.filter(
        line=None,
        amount_cents=line.amount_cents,
        received_on__range=(line.booked_on - NEARLY, line.booked_on + NEARLY),
    ).first()
    if row is None:
        said = line.reference or line.words
        row = endow(
            agreement,
            amount=line.amount,
            received_on=line.booked_on,
            reference=f"{said[:44]} n° {line.pk}".strip(),
            by=by,
        )
    row.line = line
    row.save(update_fields=["line"])
    decide(line, LineState.PATRON, by, at)
    return row


@transaction.atomic
def take_repayment(*, line_id: int, campaign: str, by: User, at: datetime) -> BankLine:
    """A structure pays back what it owes for a gift refused after its payout; never more."""
    line = _new(line_id, by)
    require_income(line)
    _require_debt(line, campaign)
    lock(campaign)
    _require_debt(line, campaign)  # nobody else has paid it back meanwhile
    path = (accounts.BANK, accounts.receivable(campaign), line.amount)
    return _post(line, "repaid", path, LineState.REPAID, by, at, campaign=campaign)


def _require_debt(line: BankLine, campaign: str) -> None:
    if line.amount > owed_by_structures([campaign]).get(campaign, ZERO):
        raise LineRefused(_("The structure of this campaign does not owe as much."))


def _new(line_id: int, by: User) -> BankLine:
    line = lock_line(line_id, by)
    if line.state != LineState.NEW:
        raise LineRefused(_("This money is in the books already: match it, or send it back."))
    return line


def _write(line: BankLine, way: Way, by: User, at: datetime) -> BankLine:
    is_in = line.amount_cents > 0
    ends = (accounts.BANK, way.account) if is_in else (way.account, accounts.BANK)
    path = (*ends, Money(abs(line.amount_cents)))
    return _post(line, way.came if is_in else way.left, path, way.state, by, at)


def _post(  # noqa: PLR0913, PLR0917  what an entry says
    line: BankLine,
    kind: str,
    path: tuple[str, str, Money],
    state: LineState,
    by: User,
    at: datetime,
    *,
    campaign: str = "",
) -> BankLine:
    post(
        Posting(
            kind=kind,
            key=f"{kind}:{line.source}",
            lines=lines_of(path),
            source=line.source,
            campaign=campaign,
            at=at,
        )
    )
    return decide(line, state, by, at)
