"""From what was filled in to the provider's page: the gift is kept before anybody is asked."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext as _, override

from campaigns import gift_mails
from campaigns.actions.abandon_gift import abandon_gift
from campaigns.actions.start_gift import Donor, Wishes, open_page, start_again, start_gift
from campaigns.domain.accounts import solidarity
from campaigns.models import Campaign, Gift, Method, OnFailure, Payment
from campaigns.views.basket import Basket
from campaigns.views.giving_limits import check_pace, take_gift, wants_new_code
from kernel.domain import DomainError
from kernel.money import Money

CHOSEN = ("cents", "on_failure", "earmark", "email", "kind", "name", "address", "siret", "reward")
WORDS = ("message", "pseudonym", "wants_receipt")


class NewCodeWanted(DomainError):
    """Cards are being tried: the address is proven anew before this payment."""

    def __init__(self) -> None:
        super().__init__(_("One more check: type the code that we have just sent you."))


def send_to_pay(
    request: HttpRequest, campaign: Campaign | None, basket: Basket, *, back: str
) -> HttpResponse:
    """Redirect to the page where the gift is paid, or that says how; twice is the same gift."""
    now, data = timezone.now(), basket.data
    method = Method.TRANSFER if request.POST.get("method") == Method.TRANSFER else Method.CARD
    check_pace(data.get("begun", 0), now)
    take_gift(request, data["email"], campaign.pk if campaign else None)
    if method == Method.CARD and wants_new_code(now) and not basket.use_new_proof():
        raise NewCodeWanted
    chosen = [method.value, *(data.get(name) for name in (*CHOSEN, *WORDS))]
    if data.get("gift") and data.get("paid_for") == chosen:
        payment = start_again(gift_id=data["gift"], at=now, method=method)
    else:
        if data.get("gift"):  # something was changed since
            abandon_gift(gift_id=data["gift"], at=now)
        payment = start(campaign, data, method)
        basket.keep(gift=payment.gift_id, paid_for=chosen)
    if method == Method.TRANSFER:
        return redirect("giving:gift", payment.gift.token)
    return redirect(page_to_pay(request, payment, back=back))


def start(campaign: Campaign | None, data: dict[str, Any], method: Method) -> Payment:
    """Begin the gift that was filled in; or raise GiftRefused."""
    words = {name: str(data.get(name) or "") for name in (*CHOSEN, *WORDS)}
    return start_gift(
        campaign=campaign,
        fund=solidarity(words["earmark"]),
        amount=Money(int(str(data["cents"]))),
        donor=Donor(
            email=words["email"],
            kind=words["kind"],
            name=words["name"],
            address=words["address"],
            siret=words["siret"],
            language=get_language() or "",
        ),
        wishes=Wishes(
            on_failure=words["on_failure"] or OnFailure.REFUND,
            reward=words["reward"],
            message=words["message"],
            pseudonym=words["pseudonym"],
            wants_receipt=bool(data.get("wants_receipt")),
        ),
        at=timezone.now(),
        method=method,
    )


def page_to_pay(request: HttpRequest, payment: Payment, *, back: str) -> str:
    """Ask the provider for its page; both ways out of it lead here."""
    gift = payment.gift
    with override(gift.language or None):
        label = label_of(gift)
    return open_page(
        payment=payment,
        label=label,
        return_url=request.build_absolute_uri(reverse("giving:gift", args=[gift.token])),
        cancel_url=request.build_absolute_uri(back),
    )


def label_of(gift: Gift) -> str:
    """Return what the provider's page and the bank's statement call it."""
    title = gift_mails.title_of(gift.campaign)
    return _("Gift for “%(title)s”") % {"title": title}
