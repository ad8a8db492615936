"""Places: who gets one, who waits, to whom a free one is offered. Pure Python.

A waiting party is passed over only when it does not fit into what is free: an empty chair helps
nobody. As offers are made in the transaction that frees a place, whoever comes next never takes a
chair that somebody on the list could have had.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from kernel.domain import DomainError, gettext_noop
from tne_sites.domain.states import RegistrationState

OFFER_LASTS = timedelta(hours=48)
# An offer must leave time to read it, and the organiser time to know who comes.
OFFER_ENDS_BEFORE = timedelta(hours=2)
SHORTEST_OFFER = timedelta(hours=1)


class Full(DomainError):
    """No place is left for so many, and nobody may wait."""


class TooManyPeople(DomainError):
    """More people than one registration may have."""


class CapacityTooSmall(DomainError):
    """More people are expected than the places that somebody wants to leave."""


@dataclass(frozen=True, slots=True)
class Places:
    """`capacity` None: no limit. `taken` counts confirmed people and those with an offer."""

    capacity: int | None
    taken: int

    @property
    def free(self) -> int | None:
        return None if self.capacity is None else max(0, self.capacity - self.taken)

    def fit(self, people: int) -> bool:
        return self.free is None or people <= self.free

    def with_taken(self, people: int) -> "Places":
        return Places(self.capacity, self.taken + people)


def check_party(people: int, *, most: int) -> None:
    """Raise TooManyPeople beyond what the workshop accepts in one registration."""
    if people > most:
        raise TooManyPeople(
            gettext_noop(
                "One registration is for %(most)s people at most. For a larger group, write to the "
                "organiser."
            ),
            most=most,
        )


def check_could_ever(people: int, *, capacity: int | None) -> None:
    """Raise TooManyPeople for a party that no cancellation could ever seat."""
    if capacity is not None and people > capacity:
        raise TooManyPeople(
            gettext_noop("This workshop has %(capacity)s places in all: come in fewer people."),
            capacity=capacity,
        )


def outcome(places: Places, people: int, *, has_waiting_list: bool) -> RegistrationState:
    """Say what a new registration gets: its places, or the end of the list; or raise Full."""
    if places.fit(people):
        return RegistrationState.CONFIRMED
    could_ever = places.capacity is None or people <= places.capacity
    if has_waiting_list and could_ever:
        return RegistrationState.WAITING
    if not places.free:
        raise Full(gettext_noop("This workshop is full."))
    raise Full(
        gettext_noop("Only %(free)s places are left: register fewer people."), free=places.free
    )


def check_capacity(capacity: int | None, *, taken: int) -> None:
    """Raise CapacityTooSmall when fewer places are wanted than people are expected."""
    if capacity is not None and capacity < taken:
        raise CapacityTooSmall(
            gettext_noop(
                "%(taken)s places are already taken: cancel registrations first, or keep at least "
                "as many places."
            ),
            taken=taken,
        )


def next_offers[K](places: Places, waiting: Iterable[tuple[K, int]]) -> Iterator[K]:
    """Give those, in the order of the list, whose whole party fits into what is still free."""
    for who, people in waiting:
        if places.fit(people):
            places = places.with_taken(people)
            yield who


def offer_end(at: datetime, *, starts_at: datetime) -> datetime | None:
    """Until when an offer made now holds; None when it is too late to offer anything."""
    end = min(at + OFFER_LASTS, starts_at - OFFER_ENDS_BEFORE)
    return end if end - at >= SHORTEST_OFFER else None


def moved_offer_end(end: datetime, at: datetime, *, starts_at: datetime) -> datetime:
    """Until when an offer holds once the workshop begins at another hour: never longer.

    It leaves an hour to answer where there is one, and never outlives the beginning.
    """
    last = max(starts_at - OFFER_ENDS_BEFORE, at + SHORTEST_OFFER)
    return min(end, last, starts_at)
