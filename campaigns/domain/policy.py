"""What the platform decided about money: the rules of a moment, and their defaults. Pure Python.

Staff change the rules in the back office, with a date (campaigns.models.policy); a campaign keeps
those of the day it was published.
"""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from enum import StrEnum

from kernel.money import Money

# Of what a successful campaign raised, boosts included; nothing on failure.
COMMISSION_PERCENT = Decimal("6.5")
# When less is left before the optimum, exactly that is accepted.
LEAST_GIFT = Money.euros(5)
# Above it staff confirm by hand: the form asks to be called.
LARGEST_GIFT = Money.euros(10_000)
# Above it a minimum goal needs an exception of staff, with its reason.
MINIMUM_CAP = Money.euros(5_000)
LONGEST_DAYS = 90
# Stripe wants half an hour at least; the hold outlives the page, so that the last click has room.
PAGE_LIFE, HOLD_MARGIN = timedelta(minutes=31), timedelta(minutes=5)
# How long a closing campaign waits for payments that have begun.
CLOSING_PATIENCE = timedelta(hours=24)
# A gift's payment may be begun again: not more often than that in an hour.
MOST_ATTEMPTS_AN_HOUR = 3
# So little too much of a transfer is not sent back: it goes to the solidarity fund.
SMALL_EXCESS = Money.euros(2)
# Above it two persons agree before money goes back or out.
TWO_PERSONS_ABOVE = Money.euros(3_000)
# A transfer is awaited so many bank days, and never past the end of the campaign.
TRANSFER_BANK_DAYS = 5
# Nearer to the end it would hardly arrive in time: it is not offered.
TRANSFER_LEAST = timedelta(days=3)
# Room is kept for days without a cent: one address keeps little of it.
MOST_TRANSFERS_AWAITED = 3
# The bank's statement of a day is read on the next one.
STATEMENT_DELAY = timedelta(days=1)
BOOST_PERCENT = Decimal(50)
# What donors kept for a theme, a level or a department and nobody could use for so long may be
# released to the free fund.
EARMARK_LIFE = timedelta(days=365)


class BoostReading(StrEnum):
    """Of what the boosts of a campaign may be a part; the first is the platform's."""

    TOTAL = "total"
    GIFTS = "gifts"
    MINIMUM = "minimum"


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The rules of a moment that staff may change."""

    commission_percent: Decimal
    least_gift: Money
    largest_gift: Money
    minimum_cap: Money
    longest_days: int
    two_persons_above: Money
    small_excess: Money
    boost_reading: BoostReading
    boost_percent: Decimal


def defaults() -> Terms:
    """Return the rules of a platform whose staff have decided nothing yet."""
    return Terms(
        commission_percent=COMMISSION_PERCENT,
        least_gift=LEAST_GIFT,
        largest_gift=LARGEST_GIFT,
        minimum_cap=MINIMUM_CAP,
        longest_days=LONGEST_DAYS,
        two_persons_above=TWO_PERSONS_ABOVE,
        small_excess=SMALL_EXCESS,
        boost_reading=BoostReading.TOTAL,
        boost_percent=BOOST_PERCENT,
    )
