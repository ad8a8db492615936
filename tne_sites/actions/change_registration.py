"""What a registrant, or staff for them, does after registering: come in fewer, accept, leave."""

from datetime import datetime

from django.db import transaction

from kernel.domain import DomainError, gettext_noop
from tne_sites.actions.hold_places import lock, settle
from tne_sites.actions.tell_registrants import drop_calls, tell
from tne_sites.domain import places, status
from tne_sites.domain.places import Places
from tne_sites.domain.registrations import check_offered, move
from tne_sites.domain.states import HOLDING, LIVE, CallReason, RegistrationState
from tne_sites.models import Registration, Workshop


class TooLate(DomainError):
    """The workshop has begun, or the registration is over."""


class OfferNotOver(DomainError):
    """The offer still holds."""


@transaction.atomic
def change_registration(
    *, registration_id: int, party: int, needs: str, at: datetime, by_staff: bool = False
) -> Registration:
    """Change the number of people and the needs; or raise DomainError and change nothing.

    Somebody who waits keeps their place on the list.
    """
    registration, workshop = _locked(registration_id)
    status.check_open_to_staff(workshop.facts, at)
    _check_time(workshop, at, by_staff=by_staff)
    if registration.state not in LIVE:
        raise TooLate(gettext_noop("This registration is over: register again."))
    places.check_party(party, most=workshop.party_most)
    if registration.state in HOLDING:
        others = Places(workshop.capacity, workshop.places_taken - registration.party)
        places.outcome(others, party, has_waiting_list=False)
    is_other_number = registration.party != party
    if is_other_number:
        places.check_could_ever(party, capacity=workshop.capacity)
    registration.party, registration.needs = party, needs
    registration.save(update_fields=["party", "needs"])
    if is_other_number and registration.state == RegistrationState.CONFIRMED:
        tell(registration, "confirmed", f"party:{at.isoformat()}", workshop=workshop, at=at)
    settle(workshop, at=at)
    return registration


@transaction.atomic
def cancel_registration(
    *, registration_id: int, at: datetime, by_staff: bool = False
) -> Registration:
    """Free its places, which go to the list at once; or raise DomainError."""
    registration, workshop = _locked(registration_id)
    _check_time(workshop, at, by_staff=by_staff)
    _to(registration, RegistrationState.CANCELLED, at)
    tell(registration, "left", "left", workshop=workshop, at=at)
    settle(workshop, at=at)
    return registration


@transaction.atomic
def accept_offer(*, registration_id: int, at: datetime, by_staff: bool = False) -> Registration:
    """Confirm an offered place; or raise IllegalMove when the offer has ended."""
    registration, workshop = _locked(registration_id)
    status.check_open_to_staff(workshop.facts, at)
    _check_time(workshop, at, by_staff=by_staff)
    if registration.state == RegistrationState.OFFERED and _is_late(registration, at):
        # The job has not run yet; the answer is the same as if it had.
        move(RegistrationState.EXPIRED, RegistrationState.CONFIRMED)
    check_offered(registration.state)
    _to(registration, RegistrationState.CONFIRMED, at)
    tell(registration, "confirmed", "accepted", workshop=workshop, at=at)
    settle(workshop, at=at)
    return registration


@transaction.atomic
def expire_offer(*, registration_id: int, at: datetime) -> Registration:
    """End an offer nobody answered: its places pass on to the next of the list."""
    registration, workshop = _locked(registration_id)
    if not _is_late(registration, at):
        raise OfferNotOver(gettext_noop("This offer still holds."))
    _to(registration, RegistrationState.EXPIRED, at)
    tell(registration, "expired", "expired", workshop=workshop, at=at)
    settle(workshop, at=at)
    return registration


def _locked(registration_id: int) -> tuple[Registration, Workshop]:
    """Lock the workshop first, as everybody does; the registration is read under that lock."""
    row = Registration.objects.only("workshop_id").get(pk=registration_id)
    workshop = lock(row.workshop_id)
    return Registration.objects.get(pk=registration_id), workshop


def _check_time(workshop: Workshop, at: datetime, *, by_staff: bool) -> None:
    if not by_staff and at >= workshop.starts_at:
        raise TooLate(gettext_noop("The workshop has begun: call the organiser."))


def _is_late(registration: Registration, at: datetime) -> bool:
    return registration.offer_ends_at is not None and registration.offer_ends_at <= at


def _to(registration: Registration, state: RegistrationState, at: datetime) -> None:
    registration.state = move(registration.state, state)
    # Whatever it became, nobody must be told of an offer any more.
    drop_calls(registration.calls.filter(reason=CallReason.OFFER))
    registration.offer_ends_at = None
    if state == RegistrationState.CANCELLED:
        registration.cancelled_at = at
    registration.save(update_fields=["state", "offer_ends_at", "cancelled_at"])
