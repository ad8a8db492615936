"""A donor's bank takes a payment back, for a while or for good."""

from datetime import datetime

from django.db import transaction

from campaigns.actions.issue_receipt import void_receipts
from campaigns.actions.take_back import Part, taken_back
from campaigns.domain import accounts
from campaigns.domain.ledger import Posting, lines_of, sum_of
from campaigns.domain.payments import RefundState
from campaigns.models import Payment, Refund
from campaigns.models.gift_money import balance_of, counted_of
from campaigns.models.posting import lock, post, read
from campaigns.payments import provider
from campaigns.payments.base import ProviderDispute
from campaigns.search_documents import SOURCE
from kernel.money import Money
from search import registry
from tenants import alerts
from tenants.models import AlertLevel

ALERT = "campaigns.dispute"


def follow_dispute(*, dispute_id: str, at: datetime) -> None:
    """Ask what the dispute is now, and write what follows: opened, won or lost, each once.

    An inquiry moves no money: somebody answers it, and the books hear of it if it escalates.
    """
    found = provider().dispute(dispute_id)
    payment = Payment.objects.filter(provider_payment=found.payment).first()
    message = f"{found.id}: {found.status}"
    alerts.raise_alert(ALERT, found.id, message, AlertLevel.CRITICAL)
    if payment is None or not found.is_taken:
        return
    with transaction.atomic():
        Payment.objects.select_for_update(of=("self",)).get(pk=payment.pk)
        _open(found, payment, at)
        if found.status == "won":
            _win(found, payment, at)
        elif found.status == "lost":
            _lose(found, payment, at)
        if payment.gift.campaign_id:
            registry.refresh(SOURCE, str(payment.gift.campaign_id))


def _open(found: ProviderDispute, payment: Payment, at: datetime) -> None:
    """Write it as it was first seen: its fee may come back later."""
    key = f"dispute:{found.id}"
    if read(key) is None:
        taken = (accounts.DISPUTES, accounts.PSP, found.amount)
        _post(
            "dispute", key, payment, at, [taken, (accounts.DISPUTE_FEES, accounts.PSP, found.fee)]
        )


def _win(found: ProviderDispute, payment: Payment, at: datetime) -> None:
    key = f"dispute_won:{found.id}"
    opened = read(f"dispute:{found.id}")
    if read(key) is not None or opened is None:
        return
    paid = sum_of(line.amount for line in opened.lines if line.debit == accounts.DISPUTE_FEES)
    back = paid - found.fee if paid > found.fee else Money(0)
    parts = [
        (accounts.PSP, accounts.DISPUTES, found.amount),
        (accounts.PSP, accounts.DISPUTE_FEES, back),
    ]
    _post("dispute_won", key, payment, at, parts)


def _lose(found: ProviderDispute, payment: Payment, at: datetime) -> None:
    """Take the money from where it lies now; what is no longer there is the platform's loss."""
    key = f"dispute_lost:{found.id}"
    if read(key) is not None:
        return
    parts = _from_where_it_lies(payment, found.amount)
    kind = "dispute_lost" if parts else "dispute_absorbed"
    parts = parts or [(accounts.LOSS, accounts.DISPUTES, found.amount)]
    code = payment.gift.account if payment.gift.campaign_id else ""
    _post(kind, key, payment, at, parts, campaign=code)
    void_receipts(payment.gift_id, at=at)


def _from_where_it_lies(payment: Payment, amount: Money) -> list[Part]:
    gift = payment.gift
    if not gift.campaign_id:
        held = balance_of(gift.fund)
        return [(gift.fund, accounts.DISPUTES, amount)] if held >= amount else []
    lock(gift.account)  # before it is counted: a refusal may be taking it at this moment
    counted = counted_of(gift.account, gift.pk).get(gift.pk)
    if counted == amount:
        return taken_back(gift.account, amount, accounts.DISPUTES)
    # It was to go back to its donor anyway, and had not left yet: their bank was quicker.
    waiting = Refund.objects.select_for_update(of=("self",)).filter(
        payment=payment, provider_refund="", amount_cents=amount.cents
    )
    if refund := waiting.filter(state__in=[RefundState.DUE, RefundState.ASKED]).first():
        Refund.objects.filter(pk=refund.pk).update(state=RefundState.DISPUTED)
        return [(refund.account, accounts.DISPUTES, amount)]
    return []


def _post(  # noqa: PLR0913  what an entry says
    kind: str, key: str, payment: Payment, at: datetime, parts: list[Part], *, campaign: str = ""
) -> None:
    post(
        Posting(
            kind=kind,
            key=key,
            lines=lines_of(*parts, gift=payment.gift_id),
            source=f"payment:{payment.pk}",
            campaign=campaign,
            at=at,
        )
    )
