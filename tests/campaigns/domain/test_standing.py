"""Where a collection stands."""

from datetime import UTC, datetime, timedelta

import pytest

from campaigns.domain.standing import Band, Need, Standing

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def standing(raised: int, held: int = 0) -> Standing:
    return Standing(
        raised_cents=raised, held_cents=held, minimum_cents=60_000, optimum_cents=150_000
    )


def test_what_is_being_paid_is_no_longer_left() -> None:
    assert standing(100_000, held=20_000).left_cents == 30_000
    assert standing(150_000, held=20_000).left_cents == 0


@pytest.mark.parametrize(
    ("raised", "is_near"),
    [
        (0, False), (44_999, False), (45_000, True), (59_999, True), (60_000, False),
        (112_499, False), (112_500, True), (150_000, False),
    ],
)  # fmt: skip
def test_three_quarters_of_the_next_goal_are_nearly_there(*, raised: int, is_near: bool) -> None:
    assert standing(raised).is_nearly_there is is_near


@pytest.mark.parametrize(
    ("raised", "band"),
    [
        (0, Band.MORE), (49_999, Band.MORE), (50_000, Band.TO_1000), (100_000, Band.TO_500),
        (140_000, Band.TO_100), (150_000, Band.TO_100),
    ],
)  # fmt: skip
def test_bands_do_not_overlap(raised: int, band: Band) -> None:
    assert standing(raised).band == band


def test_the_last_week_is_a_need() -> None:
    needs = standing(50_000).needs

    assert needs(closes_at=NOON + timedelta(days=7), at=NOON) == [Need.ENDING, Need.NEARLY]
    assert needs(closes_at=NOON + timedelta(days=8), at=NOON) == [Need.NEARLY]
