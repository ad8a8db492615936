"""Giving without our pages: the same steps, rules and limits; the provider asks for the card.

1. `POST gifts/codes` sends six digits to the donor's address. 2. `POST gifts/proofs` takes them.
3. `POST gifts` begins the gift, once for each `Idempotency-Key`.
"""

from typing import Annotated

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from ninja import Header, Query, Router

from campaigns.api import giving, proofs
from campaigns.api.campaigns import found as campaign_of, national_only
from campaigns.api.gift_schemas import (
    DEFAULT_LOCALE,
    CodeIn,
    CodeOut,
    GiftIn,
    GiftTerms,
    Locale,
    ProofIn,
    ProofOut,
    StartedOut,
)
from campaigns.api.gift_telling import started_out
from campaigns.api.schemas import Name
from campaigns.api.terms import terms_out
from campaigns.forms.giving import AddressForm, CodeForm
from campaigns.views.giving_limits import take_gift
from kernel.api.answers import answer
from kernel.api.forms import cleaned
from kernel.api.problems import (
    GONE,
    INVALID,
    KEY_REUSED,
    NOT_FOUND,
    REFUSED,
    UNAVAILABLE,
    UNPROVEN,
    Problem,
    documented,
)

router = Router(tags=["gifts"])
Once = Annotated[
    str, Header(alias="Idempotency-Key", min_length=8, max_length=100, pattern="^[!-~]+$")
]


@router.get(
    "gifts/terms",
    response={200: GiftTerms, **documented(NOT_FOUND)},
    summary="Read what may be given",
)
def read_terms(
    request: HttpRequest,
    campaign: Annotated[Name | None, Query()] = None,
    locale: Locale = DEFAULT_LOCALE,
) -> HttpResponseBase:
    """How much, until when and for what: for one collection, or for the solidarity fund."""
    national_only()
    with translation.override(locale):
        terms = terms_out(campaign_of(campaign) if campaign else None)
        return answer(request, terms, is_live=True)


@router.post(
    "gifts/codes",
    response={201: CodeOut, **documented(NOT_FOUND)},
    summary="Send a code to a donor's address",
)
def send_code(request: HttpRequest, given: CodeIn) -> HttpResponseBase:
    """Six digits that live fifteen minutes; only so many reach one mailbox."""
    national_only()
    with translation.override(given.locale):
        email = cleaned(AddressForm({"email": given.email}))["email"]
        token = proofs.send(request, email, timezone.now())
    data = {"token": token.text, "expires_at": token.until}
    return answer(request, data, is_private=True, status=201)


@router.post(
    "gifts/proofs",
    response={201: ProofOut, **documented(NOT_FOUND, UNPROVEN)},
    summary="Prove a donor's address",
)
def prove_address(request: HttpRequest, given: ProofIn) -> HttpResponseBase:
    """The digits that came by mail, with the token of the code: five wrong ones end it."""
    national_only()
    with translation.override(given.locale):
        digits = CodeForm({"code": given.code})
        typed = digits.cleaned_data["code"] if digits.is_valid() else ""
        proof = proofs.prove(given.token, given.email.lower(), typed, timezone.now())
        if proof is None:
            words = _("This is not the code, or it is too old. Ask for another one.")
            raise Problem(UNPROVEN, words)
    data = {"proof": proof.text, "expires_at": proof.until}
    return answer(request, data, is_private=True, status=201)


@router.post(
    "gifts",
    response={
        201: StartedOut,
        **documented(NOT_FOUND, GONE, UNPROVEN, KEY_REUSED, REFUSED, INVALID, UNAVAILABLE),
    },
    summary="Begin a gift",
)
def begin_gift(request: HttpRequest, given: GiftIn, once: Once) -> HttpResponseBase:
    """Keep the gift and its room, then say where to pay it, or how to make the transfer.

    Sent again with the same key and the same body, it is the same gift: do so when no answer came.
    """
    national_only()
    with translation.override(given.locale):
        if not proofs.is_proven(given.proof, given.email.lower(), timezone.now()):
            raise Problem(UNPROVEN, _("Prove the address first: ask for a code."))
        campaign = campaign_of(given.campaign) if given.campaign else None
        take_gift(request, given.email.lower(), campaign.pk if campaign else None)
        payment = giving.begin(campaign, given, once)
        url = giving.checkout_url(payment, given, request)
        data = started_out(payment, url, request)
    return answer(request, data, is_private=True, status=201)
