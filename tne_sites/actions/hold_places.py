"""Places of one workshop, under its lock: counted from the registrations, then offered."""

from datetime import datetime

from django.db.models import Sum

from search import registry
from tne_sites.actions.tell_registrants import tell
from tne_sites.domain import places as rules
from tne_sites.domain.places import Places
from tne_sites.domain.states import CallReason, RegistrationState, WorkshopState
from tne_sites.models import Registration, Workshop
from tne_sites.wording import until

SOURCE = "workshops"


def lock(workshop_id: int) -> Workshop:
    """Return the workshop, kept for this transaction: one decision at a time about its places."""
    rows = Workshop.objects.select_for_update(of=("self",)).select_related("organiser")
    return rows.get(pk=workshop_id)


def settle(workshop: Workshop, *, at: datetime) -> None:
    """Count who holds places, offer what is free to the list, and say it to the catalogue.

    The last thing of each transaction that changes registrations or places.
    """
    taken = _taken(workshop)
    end = rules.offer_end(at, starts_at=workshop.starts_at)
    places = Places(workshop.capacity, taken)
    if end is not None and workshop.state == WorkshopState.PUBLISHED and places.free != 0:
        taken += _offer(workshop, places, end=end, at=at)
    workshop.places_taken = taken
    workshop.save(update_fields=["places_taken"])
    registry.refresh(SOURCE, str(workshop.key))


def shorten_offers(workshop: Workshop, *, at: datetime) -> None:
    """End offers in time for a workshop that begins earlier than it did, and say so."""
    for registration in workshop.registrations.filter(state=RegistrationState.OFFERED):
        known = registration.offer_ends_at or at
        end = rules.moved_offer_end(known, at, starts_at=workshop.starts_at)
        if end < known:
            registration.offer_ends_at = end
            registration.save(update_fields=["offer_ends_at"])
            _tell_offer(registration, workshop, at)


def _taken(workshop: Workshop) -> int:
    people = Registration.objects.holding().filter(workshop=workshop).aggregate(all=Sum("party"))
    return people["all"] or 0


def _offer(workshop: Workshop, places: Places, *, end: datetime, at: datetime) -> int:
    """Offer free places in the order of the list; return how many people hold them now."""
    waiting = {row.pk: row for row in workshop.registrations.waiting()}
    chosen = rules.next_offers(places, ((pk, row.party) for pk, row in waiting.items()))
    people = 0
    for pk in chosen:
        registration = waiting[pk]
        registration.state = RegistrationState.OFFERED
        registration.offered_at, registration.offer_ends_at = at, end
        registration.save(update_fields=["state", "offered_at", "offer_ends_at"])
        _tell_offer(registration, workshop, at)
        people += registration.party
    return people


def _tell_offer(registration: Registration, workshop: Workshop, at: datetime) -> None:
    tell(
        registration,
        "offer",
        f"offer:{at.isoformat()}",
        workshop=workshop,
        at=at,
        reason=CallReason.OFFER,
        until=until(registration.offer_ends_at or at, workshop, registration.language),
    )
