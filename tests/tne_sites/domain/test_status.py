"""What a visitor is told, at each moment of a workshop's life."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tne_sites.domain import status as rules
from tne_sites.domain.places import Places
from tne_sites.domain.status import Facts, Status

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
OPEN = Facts(
    state="published", starts_at=NOON + 24 * HOUR, ends_at=NOON + 26 * HOUR, places=Places(10, 3)
)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (OPEN, Status.OPEN),
        (replace(OPEN, state="draft"), Status.DRAFT),
        (replace(OPEN, state="cancelled", places=Places(1, 1)), Status.CANCELLED),
        (replace(OPEN, starts_at=NOON - 2 * HOUR, ends_at=NOON), Status.OVER),
        (replace(OPEN, starts_at=NOON - HOUR, ends_at=NOON + HOUR), Status.CLOSED),
        (replace(OPEN, needs_registration=False), Status.FREE_ENTRY),
        (replace(OPEN, opens_at=NOON + HOUR), Status.NOT_OPEN),
        (replace(OPEN, opens_at=NOON), Status.OPEN),
        (replace(OPEN, closes_at=NOON), Status.CLOSED),
        (replace(OPEN, closed_at=NOON - HOUR), Status.CLOSED),
        (replace(OPEN, places=Places(3, 3)), Status.WAITING),
        (replace(OPEN, places=Places(3, 3), has_waiting_list=False), Status.FULL),
        (replace(OPEN, places=Places(None, 3000)), Status.OPEN),
    ],
)
def test_the_status_says_the_most_important_thing(facts: Facts, expected: Status) -> None:
    assert rules.status(facts, NOON) == expected


@pytest.mark.parametrize("closes_at", [None, OPEN.ends_at])
def test_registration_never_stays_open_after_the_beginning(closes_at) -> None:
    assert replace(OPEN, closes_at=closes_at).last_call == OPEN.starts_at


def test_visitors_are_told_why_they_may_not_register() -> None:
    with pytest.raises(rules.NotOpen, match="cancelled"):
        rules.check_open_to_visitors(replace(OPEN, state="cancelled"), NOON)
    rules.check_open_to_visitors(replace(OPEN, places=Places(3, 3)), NOON)


def test_staff_register_after_the_closing_and_a_week_after_the_end() -> None:
    closed = replace(OPEN, closed_at=NOON)

    rules.check_open_to_staff(closed, NOON)
    rules.check_open_to_staff(closed, OPEN.ends_at + timedelta(days=6))
    with pytest.raises(rules.NotOpen):
        rules.check_open_to_staff(closed, OPEN.ends_at + timedelta(days=7))
