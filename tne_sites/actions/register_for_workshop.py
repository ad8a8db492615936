"""Register somebody: a place, or the end of the waiting list, or a refusal; never a place twice.

A visitor learns nothing of others here: what `answer_visitor` returns or raises is what a stranger
would get, whoever the address belongs to. What was decided for them goes to the address.
"""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction

from tne_sites.actions.hold_places import lock, settle
from tne_sites.actions.tell_registrants import tell
from tne_sites.domain import places, status
from tne_sites.domain.places import Full
from tne_sites.domain.states import RegistrationSource, RegistrationState
from tne_sites.models import Registration, Workshop


@dataclass(frozen=True, slots=True, kw_only=True)
class Registrant:
    """What a person says; a telephone number is already in its international form."""

    name: str
    email: str = ""
    phone: str = ""
    party: int = 1
    needs: str = ""
    language: str = settings.LANGUAGE_CODE


@dataclass(frozen=True, slots=True)
class Answer:
    """What a visitor is told; `registration` is given for those without e-mail alone."""

    state: RegistrationState
    registration: Registration | None


def answer_visitor(*, workshop_id: int, registrant: Registrant, at: datetime) -> Answer:
    """Register a visitor; or raise DomainError as for a stranger.

    Somebody who is registered already keeps what they have, and is sent it again.
    """
    try:
        with transaction.atomic():
            workshop = lock(workshop_id)
            status.check_open_to_visitors(workshop.facts, at)
            state = _outcome(workshop, registrant, RegistrationSource.ONLINE)
            row = register_for_workshop(workshop_id=workshop_id, registrant=registrant, at=at)
    except Full:
        _remind_known(workshop_id, registrant.email, at)
        raise
    return Answer(state, None if registrant.email else row)


@transaction.atomic
def register_for_workshop(
    *,
    workshop_id: int,
    registrant: Registrant,
    at: datetime,
    source: RegistrationSource = RegistrationSource.ONLINE,
) -> Registration:
    """Return the registration, confirmed or waiting; or raise DomainError and write nothing.

    For staff, who see who comes: visitors go through `answer_visitor`.

    The same address asked twice is registered once, and is sent its link again.
    """
    workshop = lock(workshop_id)
    if source == RegistrationSource.ONLINE:
        status.check_open_to_visitors(workshop.facts, at)
    else:
        status.check_open_to_staff(workshop.facts, at)
    if (known := _known(workshop, registrant.email)) is not None:
        _tell_state(known, workshop, at)
        return known
    registration = _add(workshop, registrant, source, at)
    _tell_state(registration, workshop, at)
    settle(workshop, at=at)
    return registration


def _known(workshop: Workshop, email: str) -> Registration | None:
    if not email:
        return None
    return workshop.registrations.live().with_email(email).first()


def _add(
    workshop: Workshop, registrant: Registrant, source: RegistrationSource, at: datetime
) -> Registration:
    return Registration.objects.create(
        workshop=workshop,
        state=_outcome(workshop, registrant, source),
        source=source,
        created_at=at,
        name=registrant.name,
        email=registrant.email.strip().lower(),
        phone=registrant.phone,
        party=registrant.party,
        needs=registrant.needs,
        language=registrant.language,
        attended=registrant.party if source == RegistrationSource.DOOR else None,
    )


def _outcome(
    workshop: Workshop, registrant: Registrant, source: RegistrationSource
) -> RegistrationState:
    """Say what somebody new gets; or raise TooManyPeople or Full."""
    places.check_party(registrant.party, most=workshop.party_most)
    return places.outcome(
        workshop.places,
        registrant.party,
        # Whoever stands at the door is let in or not: there is no list to wait on.
        has_waiting_list=workshop.has_waiting_list and source != RegistrationSource.DOOR,
    )


@transaction.atomic
def _remind_known(workshop_id: int, email: str, at: datetime) -> None:
    workshop = lock(workshop_id)
    if (known := _known(workshop, email)) is not None:
        _tell_state(known, workshop, at)


def _tell_state(registration: Registration, workshop: Workshop, at: datetime) -> None:
    """Say what was decided; asked again within the hour, it is not said twice."""
    kind = "waiting" if registration.state != RegistrationState.CONFIRMED else "confirmed"
    tell(registration, kind, f"{kind}:{at:%Y%m%d%H}", workshop=workshop, at=at)
