"""The three steps of a gift: how much, who, check and pay. No account, no script is needed."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.models import AcademicDomain, User
from campaigns import gift_mails
from campaigns.actions.start_gift import GiftRefused, room_of, transfer_limit
from campaigns.domain.states import State
from campaigns.forms.giving import (
    AmountForm,
    CodeForm,
    WhoForm,
    asked_at,
    presets_of,
    rewards_for,
)
from campaigns.models import Campaign
from campaigns.payments.base import ProviderTrouble
from campaigns.views.basket import Basket
from campaigns.views.checkout import NewCodeWanted, send_to_pay
from campaigns.views.giving_limits import TooManyRefusals, TooQuick, take_code
from kernel.money import Money
from kernel.ratelimit import TooManyAttempts

REFUSALS = (GiftRefused, TooManyAttempts, TooManyRefusals, TooQuick, ProviderTrouble)
# A field that nobody sees: who fills it in is a program.
TRAP = "website"


@never_cache
@require_http_methods(["GET", "POST"])
def amount(request: HttpRequest, slug: str = "") -> HttpResponse:
    """Step 1: how much, and what if the goal is missed."""
    campaign, basket = target_of(slug), Basket(request, slug)
    if campaign and not is_open(campaign):
        return render(request, "campaigns/give/closed.html", {"campaign": campaign}, status=410)
    form = AmountForm(request.POST or None, campaign=campaign, initial=basket.data)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        basket.keep(
            cents=given["cents"],
            amount=given["cents"],
            on_failure=given.get("on_failure", ""),
            earmark=given.get("earmark", ""),
            begun=basket.data.get("begun") or timezone.now().timestamp(),
        )
        return redirect(step("who", slug))
    context = {"presets": presets_of(campaign), "chosen": basket.data.get("cents", 3000)}
    return _page(request, "amount", campaign, form=form, **context)


@never_cache
@require_http_methods(["GET", "POST"])
def who(request: HttpRequest, slug: str = "") -> HttpResponse:
    """Step 2: who gives; an address that is not proven yet receives a code."""
    campaign, basket = target_of(slug), Basket(request, slug)
    if "cents" not in basket.data:
        return redirect(step("give", slug))
    total = Money(basket.data["cents"])
    initial = {"email": _own_address(request)} | basket.data
    form = WhoForm(request.POST or None, rewards=rewards_for(campaign, total), initial=initial)
    if request.method == "POST" and request.POST.get(TRAP):
        form.add_error(None, _("Leave empty the field that is not shown, and send the page again."))
    elif request.method == "POST" and form.is_valid():
        basket.keep(**form.cleaned_data)
        if form.cleaned_data["email"] in _own_addresses(request):
            basket.keep(proven=form.cleaned_data["email"])
        if basket.is_proven:
            return redirect(step("pay", slug))
        try:
            send_code(request, basket)
        except TooManyAttempts as error:
            form.add_error("email", str(error))
        else:
            return redirect(step("code", slug))
    return _page(request, "who", campaign, form=form, total=total)


def send_code(request: HttpRequest, basket: Basket) -> None:
    """Send a new code; only so many reach one mailbox."""
    email, now = basket.data["email"], timezone.now()
    take_code(request, email)
    code = basket.new_code(now)
    gift_mails.send_code(email, code, asked_at(now), get_language() or "")


@never_cache
@require_http_methods(["GET", "POST"])
def code(request: HttpRequest, slug: str = "") -> HttpResponse:
    """Step 2, end: the six digits that came by mail; or another six."""
    campaign, basket = target_of(slug), Basket(request, slug)
    if not basket.data.get("email"):
        return redirect(step("who", slug))
    form = CodeForm(request.POST if request.method == "POST" and not _asks_again(request) else None)
    error = ""
    if _asks_again(request):
        try:
            send_code(request, basket)
        except TooManyAttempts as refusal:
            error = str(refusal)
    elif form.is_bound and form.is_valid():
        if basket.try_code(form.cleaned_data["code"], timezone.now()):
            return redirect(step("pay", slug))
        form.add_error("code", _("This is not the code, or it is too old. Ask for another one."))
    was_sent = _asks_again(request) and not error
    context = {"form": form, "email": basket.data["email"], "error": error, "was_sent": was_sent}
    return _page(request, "code", campaign, **context)


@never_cache
@require_http_methods(["GET", "POST"])
def pay(request: HttpRequest, slug: str = "") -> HttpResponse:
    """Step 3: read it again, then the provider's page."""
    campaign, basket = target_of(slug), Basket(request, slug)
    if not basket.is_proven or "cents" not in basket.data:
        return redirect(step("who", slug))
    error = ""
    if request.method == "POST":
        try:
            return send_to_pay(request, campaign, basket, back=step("pay", slug))
        except NewCodeWanted as wanted:
            return _ask_code(request, basket, step("code", slug), str(wanted))
        except REFUSALS as refusal:
            error = str(refusal)
    context = {
        "basket": basket.data,
        "total": Money(basket.data["cents"]),
        "error": error,
        "transfer_until": transfer_limit(campaign, timezone.now()),
    }
    return _page(request, "pay", campaign, **context)


def _ask_code(request: HttpRequest, basket: Basket, url: str, why: str) -> HttpResponse:
    """Send a new code, or say that the mailbox has had enough; the page of codes takes it."""
    try:
        send_code(request, basket)
    except TooManyAttempts as refusal:
        why = str(refusal)
    messages.info(request, why)
    return redirect(url)


def step(name: str, slug: str) -> str:
    """Return the address of a step, for a project or for the fund."""
    if slug:
        return reverse(f"giving:{name}", args=[slug])
    return reverse(f"giving:{name}_fund")


def target_of(slug: str) -> Campaign | None:
    """Return the campaign that a visitor may see; None for the fund."""
    if not slug:
        return None
    rows = Campaign.objects.public().select_related("school", "proposal")
    campaign = rows.filter(slug=slug).first()
    if campaign is None:
        raise Http404
    return campaign


def is_open(campaign: Campaign) -> bool:
    """Say whether there is time and room for a gift."""
    ended = campaign.closes_at is not None and campaign.closes_at <= timezone.now()
    return campaign.state == State.PUBLISHED and not ended and bool(room_of(campaign))


def _own_addresses(request: HttpRequest) -> set[str]:
    """Return the addresses that whoever is signed in has proven already."""
    if not isinstance(request.user, User):
        return set()
    return {email.lower() for email in request.user.verified_addresses()}


def _own_address(request: HttpRequest) -> str:
    for email in sorted(_own_addresses(request)):
        if not AcademicDomain.objects.matching([email]).exists():
            return email
    return ""


def _asks_again(request: HttpRequest) -> bool:
    return request.method == "POST" and "again" in request.POST


def _page(
    request: HttpRequest, name: str, campaign: Campaign | None, **context: Any
) -> HttpResponse:
    form = context.get("form")
    refused = bool(context.get("error") or (form and form.errors))
    slug = campaign.slug if campaign else ""
    context |= {
        "campaign": campaign,
        "urls": {each: step(each, slug) for each in ("give", "who", "code", "pay")},
    }
    status = 422 if refused else 200
    return render(request, f"campaigns/give/{name}.html", context, status=status)
