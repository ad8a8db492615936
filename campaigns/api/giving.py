"""From what a program asked to the provider's page: the forms, limits and actions of the pages."""

import hashlib
import hmac
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _, override

from campaigns.actions.begin_once import OtherRequest, begin_once, begun
from campaigns.actions.start_gift import open_page
from campaigns.api.gift_schemas import GiftIn, PayIn
from campaigns.domain.payments import PaymentState
from campaigns.forms.giving import AmountForm, WhoForm, rewards_for
from campaigns.models import Campaign, Method, Payment
from campaigns.payments import provider
from campaigns.payments.base import ProviderTrouble
from campaigns.views.checkout import label_of, start
from campaigns.views.giving import is_open
from campaigns.views.giving_limits import WITHIN, TooManyRefusals, check_breaker
from kernel.api.forms import mistakes
from kernel.api.problems import GONE, INVALID, KEY_REUSED, TOO_MANY, UNAVAILABLE, Problem
from kernel.money import Money

# Names of the forms' fields that the API calls otherwise.
NAMES = {"amount": "amount_cents", "preset": "amount_cents"}
# What does not say which gift is asked: the same gift may be asked again with a newer proof.
NOT_THE_GIFT = {"proof"}
ON_PAGE = (PaymentState.CREATED, PaymentState.REDIRECTED)
SOON = {"Retry-After": "10"}


def begin(campaign: Campaign | None, given: GiftIn, word: str) -> Payment:
    """Begin the gift, or return the one that the same request began; or raise a problem."""
    key, said = _digest(word, given.email.lower()), _said(given)
    try:
        known = begun(key=key, said=said)
        if known is not None:
            return known
        data = accepted(campaign, given)
        if given.method == Method.CARD:
            check_cards(timezone.now())
        method = Method(given.method)
        return begin_once(key=key, said=said, begin=lambda: start(campaign, data, method))
    except OtherRequest as error:
        raise Problem(KEY_REUSED, str(error)) from error


def accepted(campaign: Campaign | None, given: GiftIn) -> dict[str, Any]:
    """Return what the steps of the pages would have kept; or raise a problem with each mistake."""
    if campaign is not None and not is_open(campaign):
        raise Problem(GONE, _("This campaign takes no gift any more."))
    data = given.dict() | {"preset": given.amount_cents}
    amount = AmountForm(data, campaign=campaign)
    who = WhoForm(data, rewards=rewards_for(campaign, Money(given.amount_cents)))
    errors = mistakes([amount, who], NAMES) + _wrong_addresses(given)
    if given.reward and "reward" not in who.fields:
        errors.append(_mistake("reward", _("This amount gives a right to no thank-you.")))
    if errors:
        raise Problem(INVALID, errors=errors)
    return amount.cleaned_data | who.cleaned_data


def check_cards(at: datetime) -> None:
    """A program shows no code of this minute: it waits as soon as cards seem to be tried."""
    try:
        check_breaker(at, is_proven_now=False)
    except TooManyRefusals as error:
        pause = {"Retry-After": str(int(WITHIN.total_seconds()))}
        raise Problem(TOO_MANY, str(error), headers=pause) from error


def checkout_url(payment: Payment, asked: PayIn, request: HttpRequest) -> str:
    """Return the provider's page of an attempt that is still to be paid; else nothing.

    A provider that does not answer leaves an attempt that may be asked for again.
    """
    is_over = payment.expires_at <= timezone.now() or payment.state not in ON_PAGE
    if payment.method != Method.CARD or is_over:
        return ""
    try:
        if payment.checkout:
            return provider().checkout(payment.checkout).url
        return _opened(payment, asked, request)
    except ProviderTrouble as error:
        raise Problem(UNAVAILABLE, str(error), headers=SOON) from error


def _opened(payment: Payment, asked: PayIn, request: HttpRequest) -> str:
    gift = payment.gift
    ours = request.build_absolute_uri(reverse("giving:gift", args=[gift.token]))
    there = asked.return_url.replace("{token}", str(gift.token))
    back = asked.cancel_url.replace("{token}", str(gift.token))
    with override(gift.language or None):
        label = label_of(gift)
    return open_page(
        payment=payment, label=label, return_url=there or ours, cancel_url=back or there or ours
    )


def check_addresses(asked: PayIn) -> None:
    if errors := _wrong_addresses(asked):
        raise Problem(INVALID, errors=errors)


def _wrong_addresses(asked: PayIn) -> list[dict[str, Any]]:
    """A donor is led to a front end that was named in the settings, and nowhere else."""
    words = _("This address is not on an origin that API_CORS_ORIGINS names.")
    return [
        _mistake(name, words)
        for name in PayIn.model_fields
        if getattr(asked, name) and not _is_known(getattr(asked, name))
    ]


def _is_known(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return f"{parts.scheme}://{parts.netloc}" in settings.API_CORS_ORIGINS and url.isprintable()


def _mistake(name: str, message: str) -> dict[str, Any]:
    return {"at": ["body", name], "message": message}


def _said(given: GiftIn) -> str:
    return _digest(given.model_dump_json(exclude=NOT_THE_GIFT))


def _digest(*words: str) -> str:
    key = settings.SECRET_KEY.encode()
    return hmac.new(key, "\0".join(words).encode(), hashlib.sha256).hexdigest()
