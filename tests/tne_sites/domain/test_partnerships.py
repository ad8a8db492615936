"""Where an agreement stands, and what is still to be paid."""

from datetime import date, timedelta

import pytest
from hypothesis import given, strategies as st

from tne_sites.domain.partnerships import AgreementState, Instalment, Phase, amounts, phase

FIRST, LAST = date(2026, 9, 1), date(2027, 8, 31)
SIGNED = AgreementState.SIGNED


@pytest.mark.parametrize(
    ("state", "today", "expected"),
    [
        (AgreementState.DRAFT, FIRST, Phase.PREPARING),
        (AgreementState.SIGNING, FIRST, Phase.PREPARING),
        (SIGNED, FIRST - timedelta(days=1), Phase.TO_COME),
        (SIGNED, FIRST, Phase.RUNNING),
        (SIGNED, LAST - timedelta(days=60), Phase.ENDING),
        (SIGNED, LAST, Phase.ENDING),
        (SIGNED, LAST + timedelta(days=1), Phase.ENDED),
        (AgreementState.TERMINATED, FIRST, Phase.TERMINATED),
    ],
)
def test_the_phase_follows_the_state_and_the_calendar(state, today, expected):
    assert phase(state, starts_on=FIRST, ends_on=LAST, today=today) == expected


def test_an_agreement_without_a_last_day_runs_on():
    assert phase(SIGNED, starts_on=FIRST, ends_on=None, today=date(2040, 1, 1)) == Phase.RUNNING


def test_a_payment_that_is_late_is_told():
    parts = [Instalment(300_00, FIRST), Instalment(500_00, FIRST, paid_on=FIRST)]

    found = amounts(1_000_00, parts, today=FIRST + timedelta(days=1))

    assert (found.paid, found.late, found.left, found.unplanned) == (500_00, 300_00, 500_00, 200_00)


cents = st.integers(min_value=0, max_value=10**9)
parts = st.lists(st.builds(Instalment, cents, st.dates(), st.none() | st.dates()))


@given(agreed=cents, told=parts, today=st.dates())
def test_no_euro_is_counted_twice(agreed, told, today):
    found = amounts(agreed, told, today=today)

    assert found.paid + found.late <= found.planned
    assert found.paid + found.left == agreed
