"""A donor's bank takes a payment back, for a while or for good."""

from datetime import datetime

from django.db import transaction

from campaigns.actions.issue_receipt import void_receipts
from campaigns.actions.recall_payment import recall
from campaigns.actions.settle_payment import MISMATCH_ALERT, settle_unheard
from campaigns.actions.take_back import Part
from campaigns.domain import accounts
from campaigns.domain.ledger import Posting, lines_of, sum_of
from campaigns.domain.payments import PaymentState, RefundState
from campaigns.models import Payment, Refund
from campaigns.models.posting import post, read
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
    settle_unheard(intent_id=found.payment, at=at)
    rows = Payment.objects.filter(provider_payment=found.payment)
    # A charge made elsewhere names no payment, as a gift that nobody has paid.
    payment = rows.first() if found.payment else None
    message = f"{found.id}: {found.status}"
    alerts.raise_alert(ALERT, found.id, message, AlertLevel.CRITICAL)
    if payment is None or not found.is_taken:
        return
    with transaction.atomic():
        # As a refund made elsewhere does.
        Payment.objects.select_for_update(of=("self",), no_key=True).get(pk=payment.pk)
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
    gift = payment.gift
    owed, code = accounts.refund_payable(gift.account), gift.account if gift.campaign_id else ""
    source = recall(payment, found.amount, accounts.DISPUTES)
    if source.due or source.parts:
        parts = [(owed, accounts.DISPUTES, source.due), *source.parts]
        _post("dispute_lost", key, payment, at, parts, campaign=code)
    if source.rest:
        # The key says that the dispute is over: it is that of the first entry.
        key = f"dispute_absorbed:{found.id}" if read(key) else key
        loss = (accounts.LOSS, accounts.DISPUTES, source.rest)
        _post("dispute_absorbed", key, payment, at, [loss], campaign=code)
    waited = source.due
    if payment.state == PaymentState.MISMATCH:
        waited = found.amount - source.rest
    elif source.parts or source.rest:
        void_receipts(gift.pk, at=at)
    _note_taken(payment, owed, waited, f"dispute_lost:{found.id}")


def _note_taken(payment: Payment, owed: str, waited: Money, cause: str) -> None:
    """What was to go back to its donor, or to be decided about, is gone: their bank was quicker."""
    if waited:
        Refund.objects.create(
            payment=payment,
            cause=cause,
            account=owed,
            amount_cents=waited.cents,
            state=RefundState.DISPUTED,
        )
    if not payment.kept:
        alerts.clear(MISMATCH_ALERT, payment.pk)


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
