"""What happens to the money of a campaign that ends: a plan to read before it happens. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from campaigns.domain.ledger import commission, sum_of
from kernel.money import ZERO, Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What a gift counts for, and what its donor wants when the goal is missed."""

    gift: int
    amount: Money
    to_fund: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Where every cent goes: to the structure, the platform, the donors, the funds."""

    raised: Money
    to_structure: Money = ZERO
    to_platform: Money = ZERO
    to_donors: Money = ZERO
    to_funds: Money = ZERO
    refunds: int = 0
    redistributed: int = 0
    boosts: int = 0

    @property
    def leaving(self) -> Money:
        """What the limit for two persons is compared with: what donors and funds get back."""
        return self.to_donors + self.to_funds


def success(raised: Money, percent: Decimal) -> Plan:
    """The structure is owed what was raised, less the commission: once per campaign."""
    fee = commission(raised, percent)
    return Plan(raised=raised, to_structure=raised - fee, to_platform=fee)


def given_back(raised: Money, shares: Iterable[Share], boosts: Iterable[Money]) -> Plan:
    """A failure or a cancellation: gifts as their donors chose, boosts to their envelopes."""
    shares, boosts = list(shares), list(boosts)
    to_fund = [share.amount for share in shares if share.to_fund]
    to_donors = [share.amount for share in shares if not share.to_fund]
    return Plan(
        raised=raised,
        to_donors=sum_of(to_donors),
        to_funds=sum_of(to_fund) + sum_of(boosts),
        refunds=len(to_donors),
        redistributed=len(to_fund),
        boosts=len(boosts),
    )


def refusal(raised: Money, amount: Money) -> Plan:
    """A refused gift goes back whole, whatever its donor chose for a failure."""
    return Plan(raised=raised, to_donors=amount, refunds=1)


def is_enough(raised: Money, minimum: Money) -> bool:
    return raised >= minimum


def approvals_wanted(amount: Money, limit: Money) -> int:
    """Return how many persons must agree: two when much leaves, none below."""
    return 2 if amount > limit else 0
