"""What the platform decided about money: the defaults of its policy. Pure Python."""

from datetime import timedelta
from decimal import Decimal

from kernel.money import Money

# Of what a successful campaign raised, boosts included; nothing on failure.
COMMISSION_PERCENT = Decimal("6.5")
# When less is left before the optimum, exactly that is accepted.
LEAST_GIFT = Money.euros(5)
# Above it staff confirm by hand: the form asks to be called.
LARGEST_GIFT = Money.euros(10_000)
# Stripe wants half an hour at least; the hold outlives the page, so that the last click has room.
PAGE_LIFE, HOLD_MARGIN = timedelta(minutes=31), timedelta(minutes=5)
# How long a closing campaign waits for payments that have begun.
CLOSING_PATIENCE = timedelta(hours=24)
# A gift's payment may be begun again: not more often than that in an hour.
MOST_ATTEMPTS_AN_HOUR = 3
# Above it two persons agree before money goes back or out.
TWO_PERSONS_ABOVE = Money.euros(3_000)
