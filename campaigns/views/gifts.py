"""The donor's own pages: one gift behind its link, all gifts of an address."""

from contextlib import suppress
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import limits
from accounts.models import User
from campaigns import gift_mails
from campaigns.actions.change_choice import change_choice, may_choose
from campaigns.actions.settle_payment import settle_payment
from campaigns.actions.start_gift import GiftRefused, start_again
from campaigns.actions.write_message import may_write, read_by_donor
from campaigns.domain.payments import PaymentState
from campaigns.forms.giving import LinksForm, asked_at
from campaigns.forms.receipts import MessageForm, ReceiptForm
from campaigns.models import Gift, Method, OnFailure, Payment, Receipt
from campaigns.payments.base import ProviderTrouble
from campaigns.receipts import issuer_of
from campaigns.transfer_instructions import instructions
from campaigns.views.basket import Basket
from campaigns.views.checkout import page_to_pay
from campaigns.views.giving_limits import TooManyRefusals, check_breaker, take_gift
from kernel.ratelimit import RateLimit, TooManyAttempts
from kernel.signing import InvalidLink, unseal

# A donor who waits asks again and again: the provider is asked more rarely.
PATIENCE = timedelta(seconds=3)
MOST_MESSAGES = 50
OPEN_TO_CHOICE = frozenset({"paid", "pending", "awaited", "partial"})
LINKS_LIFE = timedelta(days=7)
LINKS = RateLimit(name="campaigns.links", per_caller=30, per_target=5, window=timedelta(hours=1))


@never_cache
@require_safe
def gift(request: HttpRequest, key: UUID) -> HttpResponse:
    """What became of a gift. While there is a doubt it is being confirmed, and never failed."""
    found = gift_of(key)
    read_by_donor(found, timezone.now())
    return show_gift(request, found)


@require_POST
def again(request: HttpRequest, key: UUID) -> HttpResponse:
    """Pay a gift whose last attempt came to nothing."""
    found, now = gift_of(key), timezone.now()
    try:
        take_gift(request, found.donor_email, found.campaign_id)
        check_breaker(now, is_proven_now=False)
        payment = start_again(gift_id=found.pk, at=now)
        back = reverse("giving:gift", args=[key])
        return redirect(page_to_pay(request, payment, back=back))
    except (GiftRefused, TooManyAttempts, TooManyRefusals, ProviderTrouble) as refusal:
        return show_gift(request, found, error=str(refusal))


@require_POST
def choose(request: HttpRequest, key: UUID) -> HttpResponse:
    """Change until the end what becomes of the gift if the goal is missed."""
    found = gift_of(key)
    try:
        change_choice(gift=found, wanted=request.POST.get("on_failure", ""))
    except GiftRefused as refusal:
        return show_gift(request, found, error=str(refusal))
    messages.success(request, _("Your choice is changed."))
    return redirect("giving:gift", key=key)


@never_cache
@require_http_methods(["GET", "POST"])
def mine(request: HttpRequest) -> HttpResponse:
    """The gifts of whoever is signed in; anybody else asks for a link, and learns nothing here."""
    gifts: list[dict[str, Any]] = []
    if isinstance(request.user, User):
        gifts = _rows(_gifts_of(request.user.verified_addresses()))
    form = LinksForm(request.POST or None)
    error = ""
    if request.method == "POST" and form.is_valid():
        try:
            _send_links(request, form.cleaned_data["email"].lower())
        except TooManyAttempts as refusal:
            error = str(refusal)
        else:
            text = _(
                "If gifts were made with this address, a message with their link is on its way."
            )
            messages.success(request, text)
            return redirect("giving:mine")
    context = {"form": form, "gifts": gifts, "error": error}
    return render(
        request, "campaigns/give/mine.html", context, status=422 if form.errors or error else 200
    )


@never_cache
@require_safe
def by_link(request: HttpRequest, token: str) -> HttpResponse:
    """All gifts of the address to which the link was sent."""
    try:
        email = unseal(gift_mails.LINKS_PURPOSE, token, max_age=LINKS_LIFE)
    except InvalidLink as error:
        context = {"link_error": str(error), "form": LinksForm()}
        return render(request, "campaigns/give/mine.html", context, status=410)
    context = {"gifts": _rows(_gifts_of([email])), "form": LinksForm()}
    return render(request, "campaigns/give/mine.html", context)


def _send_links(request: HttpRequest, email: str) -> None:
    """Write to a known address; an unknown one is answered in the same words."""
    limits.take(LINKS, request, email)
    is_allowed = limits.is_allowed(lambda: limits.take_for(limits.MAILS, email))
    if is_allowed and _gifts_of([email]).exists():
        gift_mails.send_links(email, asked_at(timezone.now()), get_language() or "")


def _gifts_of(emails: list[str]) -> QuerySet[Gift]:
    rows = Gift.objects.filter(donor_email__in=[email.lower() for email in emails])
    return rows.select_related("campaign").prefetch_related("payments", "payments__refunds")


def gift_of(key: UUID) -> Gift:
    rows = Gift.objects.select_related("campaign__school", "campaign__structure")
    return get_object_or_404(rows, token=key)


def look(found: Gift) -> None:
    """Ask the provider when a payment is under way: the return page knows more than a delivery."""
    now = timezone.now()
    for payment in Payment.objects.unfinished().filter(gift=found, method=Method.CARD):
        if payment.looked_at is None or now - payment.looked_at > PATIENCE:
            with suppress(ProviderTrouble):
                settle_payment(payment_id=payment.pk, at=now)


def _rows(gifts: QuerySet[Gift]) -> list[dict[str, Any]]:
    return [{"gift": row, "status": status_of(list(row.payments.all()), row)} for row in gifts]


def status_of(payments: list[Payment], found: Gift) -> str:
    """Return what the donor is told: paid, refused, checking, awaited, partial, pending, unpaid."""
    states = {payment.state for payment in payments}
    if PaymentState.SUCCEEDED in states:
        return "refused" if found.refused_at else "paid"
    if PaymentState.MISMATCH in states:
        return "checking"
    if by_transfer := states & set(PaymentState.by_transfer()):
        return PaymentState(by_transfer.pop()).value
    return "pending" if states & set(PaymentState.unfinished()) else "unpaid"


def _known(found: Gift) -> dict[str, str]:
    return {
        "name": found.donor_name, "address": found.donor_address, "siret": found.donor_siret,
    }  # fmt: skip


def show_gift(
    request: HttpRequest,
    found: Gift,
    error: str = "",
    receipt_form: ReceiptForm | None = None,
    message_form: MessageForm | None = None,
) -> HttpResponse:
    """The donor's page of one gift, with what was refused and the forms that were sent back."""
    look(found)
    payments = list(found.payments.prefetch_related("refunds"))
    status = status_of(payments, found)
    if status == "paid":
        Basket(request, found.campaign.slug if found.campaign else "").forget()
    context = {
        "gift": found,
        "status": status,
        "refunds": [refund for payment in payments for refund in payment.refunds.all()],
        "may_choose": may_choose(found) and status in OPEN_TO_CHOICE,
        "transfer": instructions(payments),
        "choices": OnFailure.choices,
        "error": error,
        "receipt": Receipt.objects.valid().filter(gift=found).first(),
        "may_ask": status == "paid" and not found.wants_receipt and issuer_of(found) is not None,
        "receipt_form": receipt_form or ReceiptForm(initial=_known(found)),
        "gift_messages": found.messages.all()[:MOST_MESSAGES],
        "may_write": status == "paid" and may_write(found),
        "message_form": message_form or MessageForm(),
    }
    sent = (receipt_form, message_form)
    code = 422 if error or any(form and form.errors for form in sent) else 200
    return render(request, "campaigns/give/gift.html", context, status=code)
