"""How much an envelope may add to a campaign: a help to donors, never in their place. Pure."""

from dataclasses import dataclass

from campaigns.domain.policy import BoostReading, Terms
from kernel.domain import DomainError, gettext_noop
from kernel.money import ZERO, Money

WHOLE = 100


class BoostRefused(DomainError):
    """The policy refuses this boost; the message says what it would take."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Books:
    """What the ledger says of a campaign, under its lock when a boost is decided."""

    raised: Money  # boosts included
    boosts: Money  # those that it still holds
    room: Money  # before the optimum, what is being paid included
    minimum: Money

    @property
    def gifts(self) -> Money:
        return self.raised - self.boosts

    @property
    def missing(self) -> Money:
        """What the minimum wants; nothing when it is reached."""
        return max(ZERO, self.minimum - self.raised)


def ceiling(books: Books, terms: Terms) -> Money:
    """Return what all boosts of the campaign may be together, in whole cents, rounded down."""
    percent = terms.boost_percent
    match terms.boost_reading:
        case BoostReading.GIFTS:
            return Money(int(books.gifts.cents * percent / WHOLE))
        case BoostReading.MINIMUM:
            return Money(int(books.minimum.cents * percent / WHOLE))
    if percent >= WHOLE:
        return books.boosts + books.room
    return Money(int(books.gifts.cents * percent / (WHOLE - percent)))


def most(books: Books, terms: Terms) -> Money:
    """Return the largest boost possible now: under the ceiling, never past the optimum."""
    return max(ZERO, min(ceiling(books, terms) - books.boosts, books.room))


def suggested(books: Books, terms: Terms) -> Money:
    """Return the boost that reaches the minimum, or nothing when none can or none is needed."""
    return books.missing if books.missing <= most(books, terms) else ZERO


def is_over(books: Books, terms: Terms) -> bool:
    """Say whether the boosts are too much: a gift was refused or given back since."""
    return books.boosts > ceiling(books, terms)


def refuse_boost(books: Books, amount: Money, terms: Terms, exception: str = "") -> None:
    """Raise BoostRefused when the policy does not allow the amount; an exception has a reason."""
    if amount <= ZERO:
        raise BoostRefused(gettext_noop("Enter an amount."))
    if amount > books.room:
        raise BoostRefused(
            gettext_noop("There is %(room)s left before the optimum."), room=books.room.short()
        )
    if amount > most(books, terms):
        raise BoostRefused(
            gettext_noop("With what donors gave, a boost is of %(most)s at most."),
            most=most(books, terms).short(),
        )
    if amount < books.missing and not exception.strip():
        raise BoostRefused(
            gettext_noop("%(missing)s are missing to the minimum: say why less is wanted."),
            missing=books.missing.short(),
        )
