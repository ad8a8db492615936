"""A plan spends every cent, once."""

from decimal import Decimal

from hypothesis import given, strategies as st

from campaigns.domain import settlement
from campaigns.domain.ledger import sum_of
from campaigns.domain.settlement import Share
from kernel.money import ZERO, Money

cents = st.integers(min_value=1, max_value=10**7).map(Money)
shares = st.lists(
    st.builds(Share, gift=st.integers(1, 10**6), amount=cents, to_fund=st.booleans()), max_size=20
)
RATE = Decimal("6.5")


@given(raised=cents)
def test_a_success_is_shared_between_structure_and_platform(raised: Money) -> None:
    plan = settlement.success(raised, RATE)

    assert plan.to_structure + plan.to_platform == raised
    assert plan.leaving == ZERO


@given(shares=shares, boosts=st.lists(cents, max_size=5))
def test_a_failure_gives_everything_back(shares: list[Share], boosts: list[Money]) -> None:
    raised = sum_of([share.amount for share in shares] + boosts)

    plan = settlement.given_back(raised, shares, boosts)

    assert plan.to_donors + plan.to_funds == raised
    assert plan.refunds + plan.redistributed == len(shares)


def test_much_money_takes_two_persons() -> None:
    assert settlement.approvals_wanted(Money(300_001), Money(300_000)) == 2
    assert settlement.approvals_wanted(Money(300_000), Money(300_000)) == 0
