"""A gift behind its token: what became of it, and what its donor may still change."""

from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from ninja import Router

from campaigns.actions.abandon_gift import abandon_gift
from campaigns.actions.await_transfer import correct_transfer
from campaigns.actions.change_choice import change_choice
from campaigns.actions.start_gift import start_again
from campaigns.api import giving
from campaigns.api.campaigns import national_only
from campaigns.api.gift_schemas import AmountIn, ChoiceIn, GiftOut, PayIn, StartedOut
from campaigns.api.gift_telling import gift_out, started_out
from campaigns.models import Gift
from campaigns.views.gifts import gift_of, look, status_of
from campaigns.views.giving_limits import take_gift
from kernel.api.answers import answer
from kernel.api.problems import NOT_FOUND, REFUSED, UNAVAILABLE, Problem, documented
from kernel.money import Money

router = Router(tags=["gifts"])
BEARER = {200: GiftOut, **documented(NOT_FOUND, REFUSED)}


@router.get("gifts/{uuid:token}", response=BEARER, summary="Read a gift")
def read_gift(request: HttpRequest, token: UUID) -> HttpResponseBase:
    """What became of it; while there is a doubt it is pending, and never said to have failed."""
    gift = _gift(token)
    look(gift)
    return _answer(request, gift)


@router.patch("gifts/{uuid:token}", response=BEARER, summary="Change a choice")
def change_gift(request: HttpRequest, token: UUID, given: ChoiceIn) -> HttpResponseBase:
    """What becomes of it if the goal is missed, until the end of the collection."""
    gift = _gift(token)
    change_choice(gift=gift, wanted=given.on_failure)
    return _answer(request, gift)


@router.post(
    "gifts/{uuid:token}/payments",
    response={201: StartedOut, **documented(NOT_FOUND, REFUSED, UNAVAILABLE)},
    summary="Pay a gift again",
)
def pay_again(request: HttpRequest, token: UUID, given: PayIn) -> HttpResponseBase:
    """The page of the attempt under way, or of another one when the last came to nothing."""
    gift, now = _gift(token), timezone.now()
    with translation.override(gift.language):
        giving.check_addresses(given)
        take_gift(request, gift.donor_email, gift.campaign_id)
        giving.check_cards(now)
        payment = start_again(gift_id=gift.pk, at=now)
        data = started_out(payment, giving.checkout_url(payment, given, request), request)
    return answer(request, data, is_private=True, status=201)


@router.patch("gifts/{uuid:token}/transfer", response=BEARER, summary="Change a transfer")
def change_transfer(request: HttpRequest, token: UUID, given: AmountIn) -> HttpResponseBase:
    """Await another amount, within what is left to give; the reference stays."""
    gift = _gift(token)
    correct_transfer(gift_id=gift.pk, amount=Money(given.amount_cents), at=timezone.now())
    return _answer(request, _gift(token))


@router.delete("gifts/{uuid:token}", response=BEARER, summary="Give a gift up")
def give_up(request: HttpRequest, token: UUID) -> HttpResponseBase:
    """Close its payment page, or await its transfer no more: its room is free for others."""
    gift = _gift(token)
    state = status_of(list(gift.payments.all()), gift)
    with translation.override(gift.language):
        if state == "partial":
            raise Problem(REFUSED, _("This transfer is no longer awaited, or has begun to arrive."))
        if state not in {"pending", "awaited", "unpaid"}:
            raise Problem(REFUSED, _("This gift is paid already: thank you."))
    abandon_gift(gift_id=gift.pk, at=timezone.now())
    return _answer(request, gift)


def _gift(token: UUID) -> Gift:
    national_only()
    return gift_of(token)


def _answer(request: HttpRequest, gift: Gift) -> HttpResponseBase:
    with translation.override(gift.language):
        return answer(request, gift_out(gift, request), is_private=True)
