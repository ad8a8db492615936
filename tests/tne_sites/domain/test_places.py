"""Who gets a place, who waits, who is offered one."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, strategies as st

from tne_sites.domain import places
from tne_sites.domain.places import Full, Places
from tne_sites.domain.states import RegistrationState

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
people = st.integers(min_value=1, max_value=12)
rooms = st.builds(Places, st.none() | st.integers(1, 30), st.just(0))


def test_a_party_that_fits_is_confirmed_and_the_next_one_waits() -> None:
    room = Places(capacity=3, taken=1)

    assert places.outcome(room, 2, has_waiting_list=True) == RegistrationState.CONFIRMED
    assert places.outcome(room, 3, has_waiting_list=True) == RegistrationState.WAITING


def test_without_a_list_a_full_workshop_refuses_and_says_how_many_places_are_left() -> None:
    with pytest.raises(Full, match="full"):
        places.outcome(Places(3, 3), 1, has_waiting_list=False)
    with pytest.raises(Full, match="Only 1 places"):
        places.outcome(Places(3, 2), 2, has_waiting_list=False)


def test_a_party_larger_than_the_room_never_waits_in_vain() -> None:
    with pytest.raises(Full):
        places.outcome(Places(3, 0), 4, has_waiting_list=True)


def test_no_limit_takes_everybody() -> None:
    assert places.outcome(Places(None, 900), 6, has_waiting_list=False) == "confirmed"


@given(room=rooms, waiting=st.lists(people, max_size=20))
def test_offers_never_exceed_the_room_and_leave_nobody_who_fits(room, waiting) -> None:
    offered = set(places.next_offers(room, enumerate(waiting)))

    taken = sum(waiting[who] for who in offered)
    after = room.with_taken(taken)
    assert after.capacity is None or after.taken <= after.capacity
    assert not [n for who, n in enumerate(waiting) if who not in offered and after.fit(n)]


@given(room=rooms, waiting=st.lists(st.just(1), max_size=20))
def test_equal_parties_are_offered_places_in_order(room, waiting) -> None:
    offered = list(places.next_offers(room, enumerate(waiting)))

    assert offered == list(range(len(offered)))


def test_an_offer_lasts_two_days_and_ends_before_the_workshop() -> None:
    assert places.offer_end(NOON, starts_at=NOON + timedelta(days=9)) == NOON + timedelta(days=2)
    assert places.offer_end(NOON, starts_at=NOON + timedelta(hours=10)) == NOON + timedelta(hours=8)
    assert places.offer_end(NOON, starts_at=NOON + timedelta(hours=2)) is None


@pytest.mark.parametrize(
    ("starts_in", "ends_in"),
    [(100 * HOUR, 48 * HOUR), (30 * HOUR, 28 * HOUR), (2 * HOUR, HOUR), (HOUR / 2, HOUR / 2)],
)
def test_an_offer_ends_in_time_for_a_workshop_that_was_moved(starts_in, ends_in) -> None:
    end = places.moved_offer_end(NOON + 48 * HOUR, NOON, starts_at=NOON + starts_in)

    assert end == NOON + ends_in


def test_places_are_not_taken_away_from_people() -> None:
    places.check_capacity(None, taken=400)
    places.check_capacity(4, taken=4)
    with pytest.raises(places.CapacityTooSmall, match="4 places are already taken"):
        places.check_capacity(3, taken=4)


def test_three_hundred_people_are_not_one_registration() -> None:
    with pytest.raises(places.TooManyPeople, match="6 people at most"):
        places.check_party(300, most=6)
