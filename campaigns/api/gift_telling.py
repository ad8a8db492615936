"""Tells a gift to whoever holds its token: what became of it, and nobody's name."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from campaigns import gift_mails, links
from campaigns.actions.change_choice import may_choose
from campaigns.models import Gift, Payment, Receipt
from campaigns.transfer_instructions import Instructions, instructions
from campaigns.views.gifts import OPEN_TO_CHOICE, status_of


def gift_out(gift: Gift, request: HttpRequest) -> dict[str, Any]:
    payments = list(gift.payments.prefetch_related("refunds").order_by("created_at"))
    status = status_of(payments, gift)
    page = reverse("giving:gift", args=[gift.token])
    return {
        "token": gift.token,
        "reference": gift.reference,
        "state": status,
        "method": payments[-1].method,
        "amount_cents": gift.amount_cents,
        "target": _target(gift),
        "on_failure": gift.on_failure,
        "may_choose": may_choose(gift) and status in OPEN_TO_CHOICE,
        "transfer": _transfer(instructions(payments)),
        "refunds": [
            {"amount_cents": refund.amount_cents, "state": refund.state}
            for payment in payments
            for refund in payment.refunds.all()
        ],
        "receipt_url": _receipt(gift, request),
        "url": request.build_absolute_uri(page),
    }


def started_out(payment: Payment, checkout_url: str, request: HttpRequest) -> dict[str, Any]:
    until = payment.expires_at if checkout_url else None
    told = gift_out(payment.gift, request)
    return told | {"checkout_url": checkout_url or None, "checkout_until": until}


def _target(gift: Gift) -> dict[str, str]:
    campaign = gift.campaign
    return {
        "slug": campaign.slug if campaign else "",
        "title": gift_mails.title_of(campaign),
        "url": links.public_url(campaign) if campaign else "",
    }


def _transfer(found: Instructions | None) -> dict[str, Any] | None:
    if found is None:
        return None
    names = ("name", "iban", "bic", "reference", "until", "may_change")
    return {
        **{name: getattr(found, name) for name in names},
        "missing_cents": found.missing.cents,
        "qr_svg": str(found.code),
    }


def _receipt(gift: Gift, request: HttpRequest) -> str | None:
    if not Receipt.objects.valid().filter(gift=gift).exists():
        return None
    return request.build_absolute_uri(reverse("giving:receipt", args=[gift.token]))
