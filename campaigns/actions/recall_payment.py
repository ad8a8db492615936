"""Where the money of one payment lies, when its provider or a donor's bank has taken it back."""

from dataclasses import dataclass

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from campaigns.actions.pay_out import PAYABLE
from campaigns.actions.refuse_gift import UNDER_MINIMUM
from campaigns.actions.take_back import Part, taken_back
from campaigns.domain import accounts
from campaigns.domain.ledger import sum_of
from campaigns.domain.payments import PaymentState, RefundState
from campaigns.models import Payment, PayoutState, Refund
from campaigns.models.gift_money import balance_of, counted_of
from campaigns.models.posting import lock
from kernel.money import ZERO, Money
from tenants import alerts

GOING = set(PayoutState) - {PayoutState.RETURNED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Recalled:
    """What was found of an amount: due to the donor already, movements, and what lies nowhere."""

    due: Money
    parts: list[Part]
    rest: Money


def recall(payment: Payment, amount: Money, target: str) -> Recalled:
    """Find an amount where it lies now, the payment locked; what is not there is the platform's.

    First what is due to its donor and has not left: those refunds are due no more, and the caller
    keeps another one for what was taken. Then suspense, when nobody has decided about the payment;
    else what its gift counts for.
    """
    gift = payment.gift
    if gift.campaign_id:
        lock(gift.account)  # before anything is counted: a refusal may be taking it at this moment
    # What goes back of this payment is no more where it was, whatever its gift counts for.
    kept = payment.kept
    due = _use_due(payment, amount)
    parts = _parts(payment, min(amount - due, kept), target)
    found = due + sum_of(part for _debit, _credit, part in parts)
    return Recalled(due=due, parts=parts, rest=amount - found)


def _parts(payment: Payment, amount: Money, target: str) -> list[Part]:
    gift = payment.gift
    if not amount:
        return []
    if payment.state == PaymentState.MISMATCH:
        return [(accounts.SUSPENSE, target, amount)]
    if not gift.campaign_id:
        return [(gift.fund, target, amount)] if balance_of(gift.fund) >= amount else []
    part = min(amount, counted_of(gift.account, gift.pk).get(gift.pk, ZERO))
    parts = taken_back(gift.account, part, target) if part else []
    if parts:
        _warn(payment, part)
    return parts


def _warn(payment: Payment, part: Money) -> None:
    """A success that falls under its minimum by it is staff's to decide, before it is paid out."""
    campaign = payment.gift.campaign
    if campaign is None or campaign.state not in PAYABLE:
        return
    if lock(payment.gift.account).raised_cents - part.cents < (campaign.minimum_cents or 0):
        message = _("A bank took a gift back from a campaign under its minimum: decide about it.")
        alerts.raise_alert(UNDER_MINIMUM, campaign.pk, message)


def _use_due(payment: Payment, amount: Money) -> Money:
    """Take an amount off the refunds that wait, and return how much of it they were."""
    used = ZERO
    for refund in _waiting(payment):
        part = min(amount - used, Money(refund.amount_cents))
        same = Refund.objects.filter(pk=refund.pk)
        if part.cents == refund.amount_cents:
            same.update(state=RefundState.DROPPED)
        elif part:
            # Another amount is another question to the provider.
            same.update(amount_cents=F("amount_cents") - part.cents, attempt=F("attempt") + 1)
        used += part
    return used


def _waiting(payment: Payment) -> QuerySet[Refund]:
    rows = Refund.objects.select_for_update(of=("self",)).filter(payment=payment)
    unanswered = Q(state__in=[RefundState.DUE, RefundState.ASKED], provider_refund="")
    # To be paid by transfer; or paid so, and that came back as well.
    to_transfer = Q(state__in=[RefundState.FAILED, RefundState.MANUAL])
    came_back = to_transfer & ~Q(payouts__state__in=GOING)
    return rows.filter(unanswered | came_back).order_by("pk")
