"""Registering, changing and leaving, through the same actions and forms as the pages.

Nobody is named in an answer. The token of a registration is its link's: whoever has an address is
sent it there and nowhere else, so that typing somebody's address opens nothing of theirs.
"""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone, translation
from ninja import Field, Router, Schema

from kernel.api.answers import answer
from kernel.api.forms import cleaned
from kernel.api.problems import GONE, NOT_FOUND, REFUSED, Problem, documented
from kernel.http import client_address
from kernel.signing import InvalidLink
from tne_sites import links
from tne_sites.actions.change_registration import (
    accept_offer,
    cancel_registration,
    change_registration,
)
from tne_sites.actions.register_for_workshop import Registrant, answer_visitor
from tne_sites.api.workshops import Locale, WorkshopOut, find_workshop, workshop_out
from tne_sites.domain.states import LIVE, RegistrationState
from tne_sites.forms.registration import ChangeForm, PartyFields, PersonFields, RegistrationForm
from tne_sites.models import Registration
from tne_sites.views.registrations import position, row_of

router = Router(tags=["registrations"])
Token = Annotated[str, Field(max_length=500)]


class ApiForm(PersonFields, PartyFields):
    """The public form without what stops robots: the allowance of a network remains."""


class RegistrationIn(Schema):
    """Who comes: an e-mail or a telephone number is enough."""

    name: Annotated[str, Field(max_length=120)]
    email: Annotated[str, Field(max_length=254)] = ""
    phone: Annotated[str, Field(max_length=60)] = ""
    party: Annotated[int, Field(ge=1, le=1000)] = 1
    needs: Annotated[str, Field(max_length=500)] = ""
    locale: Locale = settings.LANGUAGE_CODE


class ChangeIn(Schema):
    party: Annotated[int, Field(ge=1, le=1000)]
    needs: Annotated[str, Field(max_length=500)] = ""


class RegisteredOut(Schema):
    """`state` is confirmed or waiting. `token` is given to those without e-mail alone."""

    state: str
    token: str | None


class RegistrationOut(Schema):
    """What the bearer of a token sees; `position` is that in the waiting list, else 0."""

    state: str
    party: int
    needs: str
    position: int
    offer_ends_at: datetime | None
    may_change: bool
    online_url: str
    workshop: WorkshopOut


BEARER = {200: RegistrationOut, **documented(NOT_FOUND, GONE, REFUSED)}


@router.post(
    "workshops/{uuid:key}/registrations",
    response={201: RegisteredOut, **documented(NOT_FOUND, REFUSED)},
    summary="Register for a workshop",
)
def register(request: HttpRequest, key: UUID, given: RegistrationIn) -> HttpResponseBase:
    """Take places, or the end of the waiting list; a full or closed workshop refuses."""
    RegistrationForm.limit.take(caller=client_address(request))
    with translation.override(given.locale):
        workshop = find_workshop(key)
        form = ApiForm(given.dict(exclude={"locale"}), workshop=workshop)
        registrant = Registrant(**cleaned(form), language=given.locale)
        told = answer_visitor(workshop_id=workshop.pk, registrant=registrant, at=timezone.now())
    token = links.token(told.registration) if told.registration else None
    return answer(request, {"state": told.state, "token": token}, is_private=True, status=201)


@router.get("registrations/{token}", response=BEARER, summary="Read a registration")
def read_registration(request: HttpRequest, token: Token) -> HttpResponseBase:
    """What was decided, for the bearer of its link."""
    return _answer(request, _row(token))


@router.patch("registrations/{token}", response=BEARER, summary="Change a registration")
def change(request: HttpRequest, token: Token, given: ChangeIn) -> HttpResponseBase:
    """Come in another number; who waits keeps their place on the list."""
    row = _row(token)
    changes = cleaned(ChangeForm(given.dict(), workshop=row.workshop))
    change_registration(registration_id=row.pk, at=timezone.now(), **changes)
    return _answer(request, _row(token))


@router.delete("registrations/{token}", response=BEARER, summary="Cancel a registration")
def cancel(request: HttpRequest, token: Token) -> HttpResponseBase:
    """Free its places; they go to the list at once."""
    cancel_registration(registration_id=_row(token).pk, at=timezone.now())
    return _answer(request, _row(token))


@router.post("registrations/{token}/accept", response=BEARER, summary="Accept an offered place")
def accept(request: HttpRequest, token: Token) -> HttpResponseBase:
    """Take the place that was offered, while the offer holds."""
    accept_offer(registration_id=_row(token).pk, at=timezone.now())
    return _answer(request, _row(token))


def _row(token: str) -> Registration:
    try:
        return row_of(token)
    except InvalidLink as error:
        raise Problem(GONE, str(error)) from error


def _answer(request: HttpRequest, row: Registration) -> HttpResponseBase:
    workshop = row.workshop
    is_coming = row.state == RegistrationState.CONFIRMED
    is_ahead = timezone.now() < workshop.starts_at and not workshop.cancelled_at
    with translation.override(row.language):
        data = {
            "state": row.state,
            "party": row.party,
            "needs": row.needs,
            "position": position(row),
            "offer_ends_at": row.offer_ends_at,
            "may_change": row.state in LIVE and is_ahead,
            "online_url": workshop.online_url if is_coming and workshop.is_online else "",
            "workshop": workshop_out(workshop),
        }
        return answer(request, data, is_private=True)
