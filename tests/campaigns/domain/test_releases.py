"""When reserved money may leave its envelope."""

from datetime import date, timedelta

import pytest

from campaigns.domain import accounts
from campaigns.domain.releases import ReleaseRefused, Reserve, refuse_release, releasable
from kernel.money import ZERO, Money
from tests.campaigns.books import euros

DAY = date(2026, 11, 20)
EARMARK = accounts.solidarity("theme:sport")


def reserve(**said) -> Reserve:
    return Reserve(**({"account": EARMARK, "balance": euros(100), "lately": ZERO} | said))


@pytest.mark.parametrize(
    ("said", "free"),
    [
        ({}, 100),
        ({"lately": euros(30)}, 70),
        ({"lately": euros(300)}, 0),  # what came lately was used in part: the old is gone
        ({"account": accounts.SOLIDARITY}, 0),
        ({"ends_on": DAY}, 0),
        ({"ends_on": DAY - timedelta(days=1), "lately": euros(100)}, 100),
    ],
)
def test_only_what_nobody_could_use_for_long_is_free(said, free):
    assert releasable(reserve(**said), DAY) == euros(free)


@pytest.mark.parametrize(
    ("amount", "target"),
    [
        (Money(10_001), accounts.SOLIDARITY),
        (ZERO, accounts.SOLIDARITY),
        (euros(10), accounts.solidarity("theme:art")),
        (euros(10), EARMARK),
    ],
)
def test_no_more_and_nowhere_else(amount, target):
    refuse_release(reserve(), euros(100), accounts.SOLIDARITY, DAY)

    with pytest.raises(ReleaseRefused):
        refuse_release(reserve(), amount, target, DAY)
