"""Money goes back by transfer: to a donor whose refund takes that way, or to somebody unknown."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from campaigns.actions.advance import ReasonMissing
from campaigns.actions.change_account import known_iban
from campaigns.actions.explain_line import decide, lock_line, receive_line, require_income
from campaigns.actions.guards import require_treasurer
from campaigns.actions.pay_out import PayoutRefused
from campaigns.domain import accounts
from campaigns.domain.ledger import Posting, lines_of
from campaigns.domain.payments import RefundState
from campaigns.models import LineState, Payout, PayoutState, Refund
from campaigns.models.posting import post
from tenants import audit

BY_TRANSFER = (RefundState.FAILED, RefundState.MANUAL)


@transaction.atomic
def prepare_refund(*, refund_id: int, by: User, iban: str = "", payee: str = "") -> Payout:
    """Pay a refund by transfer: to the account that it came from, or to one that is typed."""
    require_treasurer(by)
    rows = Refund.objects.select_for_update(of=("self",)).select_related("payment__gift")
    refund = rows.get(pk=refund_id)
    going = Payout.objects.filter(refund=refund).exclude(state=PayoutState.RETURNED)
    if refund.state not in BY_TRANSFER or going.exists():
        raise PayoutRefused(_("This refund is prepared already, or is not paid by transfer."))
    line = refund.payment.bank_lines.order_by("-pk").first()
    iban = iban.strip() or (line.iban if line else "")
    payee = payee.strip() or (line.name if line else "") or refund.payment.gift.donor_name
    return _prepare(by, refund.amount_cents, iban, payee, refund=refund)


@transaction.atomic
def return_line(*, line_id: int, reason: str, by: User, at: datetime) -> Payout:
    """Send back what nobody knows the use of, to the account that it came from."""
    line = lock_line(line_id, by)
    require_income(line)
    if not reason.strip():
        raise ReasonMissing
    receive_line(line, at)
    path = (accounts.SUSPENSE, accounts.UNKNOWN_REFUNDS, line.amount)
    post(
        Posting(
            kind="excess",
            key=f"excess:{line.source}",
            lines=lines_of(path),
            source=line.source,
            at=at,
        )
    )
    line.reason = reason.strip()[:300]
    decide(line, LineState.RETURNED, by, at)
    return _prepare(by, line.amount_cents, line.iban, line.name, line=line)


@transaction.atomic
def return_again(*, line_id: int, by: User, iban: str, payee: str) -> Payout:
    """Another transfer for a line whose return came back, to an account that somebody gave."""
    require_treasurer(by)
    rows = Payout.objects.select_for_update(of=("self",)).filter(line=line_id)
    last = rows.order_by("-pk").first()
    if last is None or last.state != PayoutState.RETURNED:
        raise PayoutRefused(_("This refund is prepared already, or is not paid by transfer."))
    return _prepare(by, last.amount_cents, iban, payee, line=last.line)


def _prepare(by: User, cents: int, iban: str, payee: str, **cause: object) -> Payout:
    if not iban:
        raise PayoutRefused(_("Write the IBAN to which the money goes."))
    if not payee.strip():
        raise PayoutRefused(_("Write in whose name the account is."))
    known = known_iban(iban)
    payout = Payout.objects.create(
        amount_cents=cents,
        payee=payee.strip()[:140],
        iban=str(known),
        bic=str(known.bic or ""),
        prepared_by=by,
        **cause,
    )
    audit.record(action="payout.prepared", actor=by, target=payout)
    return payout
