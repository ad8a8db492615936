"""Amounts in whole cents of euros: exact, and never mixed up with plain numbers. Pure Python."""

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Literal, Self

from kernel.domain import UnreadableInput, gettext_noop
from kernel.numbers import NO_BREAK_SPACE, format_decimal, format_integer
from kernel.typed import tidy

CENTS = 100
# What a BIGINT column holds with room for sums; more than that was not typed on purpose.
LARGEST_CENTS = 10**15

_CURRENCY = re.compile(r"€|euros?|eur|e", re.IGNORECASE)
# "5€50": the sign stands where the comma would.
_SIGN_AS_COMMA = re.compile(r"(?P<whole>\d[\d .]*?) ?(?:€|euros?) ?(?P<cents>\d\d)", re.IGNORECASE)
_WHOLE = r"(?P<whole>\d+|[1-9]\d{0,2}(?P<mark>[ .'’])\d{3}(?:(?P=mark)\d{3})*)"
_FRENCH = re.compile(_WHOLE + r"(?: ?, ?(?P<cents>\d{1,2})?)?")
# A point before one or two last digits can only mean cents, and "1,424.50" can only be English.
_ENGLISH = re.compile(r"(?P<whole>\d+|[1-9]\d{0,2}(?:,\d{3})+)\.(?P<cents>\d{1,2})")


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount in cents: adds to Money (and the 0 of ``sum``), multiplies by whole numbers."""

    cents: int

    def __post_init__(self) -> None:
        if type(self.cents) is not int:
            msg = f"cents must be an int, not {type(self.cents).__name__}"
            raise TypeError(msg)

    @classmethod
    def euros(cls, amount: Decimal | int) -> Self:
        """Make an amount from euros; ValueError when it has fractions of a cent."""
        cents = Decimal(amount) * CENTS
        if cents != cents.to_integral_value():
            msg = f"{amount} has fractions of a cent"
            raise ValueError(msg)
        return cls(int(cents))

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read an amount in any notation French people type, or raise UnreadableInput.

        ``5``, ``5,00``, ``5€50``, ``1.424,50``, ``1 424,5 euros``, ``١٢٫٥٠``; never negative.
        """
        typed = tidy(text)
        if not typed:
            raise UnreadableInput(gettext_noop("Enter an amount."))
        if typed[0] in "-\u2212":
            raise UnreadableInput(gettext_noop("An amount cannot be negative."))
        match = _read(typed)
        if match is None:
            raise UnreadableInput(
                gettext_noop("“%(typed)s” is not an amount we can read. Examples: 25 or 25,50."),
                typed=typed[:40],
            )
        cents = int(re.sub(r"\D", "", match["whole"])) * CENTS + int(
            (match["cents"] or "0").ljust(2, "0")
        )
        if cents > LARGEST_CENTS:
            raise UnreadableInput(gettext_noop("This amount is too large."))
        return cls(cents)

    def __add__(self, other: Self) -> Self:
        return type(self)(self.cents + other.cents) if isinstance(other, Money) else NotImplemented

    def __radd__(self, other: Literal[0]) -> Self:
        # sum() starts from 0; any other number is a mistake.
        return self if type(other) is int and other == 0 else NotImplemented

    def __sub__(self, other: Self) -> Self:
        return type(self)(self.cents - other.cents) if isinstance(other, Money) else NotImplemented

    def __mul__(self, times: int) -> Self:
        return type(self)(self.cents * times) if type(times) is int else NotImplemented

    __rmul__ = __mul__

    def __neg__(self) -> Self:
        return type(self)(-self.cents)

    def __abs__(self) -> Self:
        return type(self)(abs(self.cents))

    def __bool__(self) -> bool:
        return self.cents != 0

    def percent(self, rate: Decimal | int) -> Self:
        """Return that percentage, rounded half to even on the cent: 5,00 € at 6.5 % is 0,32 €."""
        return type(self)(
            round(Fraction(rate) * self.cents / 100)
        )  # round() of a Fraction is half to even

    def to_euros(self) -> Decimal:
        """Return euros with two decimals, for a form's initial value or a spreadsheet."""
        return Decimal(self.cents).scaleb(-2)

    def __str__(self) -> str:
        """``1 424,50 €``: narrow no-break space in thousands, no-break space before the sign."""
        return format_decimal(self.to_euros(), 2) + NO_BREAK_SPACE + "€"

    def short(self) -> str:
        """Drop the cents when there are none: ``1 424 €``."""
        if self.cents % CENTS:
            return str(self)
        return format_integer(self.cents // CENTS) + NO_BREAK_SPACE + "€"


def _read(typed: str) -> re.Match[str] | None:
    """Match the digits, whichever side the currency stands on."""
    if match := _SIGN_AS_COMMA.fullmatch(typed):
        return match if _FRENCH.fullmatch(match["whole"].strip()) else None
    found = list(_CURRENCY.finditer(typed))
    if len(found) > 1:
        return None
    number = typed
    if found:
        start, end = found[0].span()
        if start and end < len(typed):
            return None
        number = (typed[:start] + typed[end:]).strip()
    if len(number) > 40:  # noqa: PLR2004 - longer than any amount; keeps int() cheap
        return None
    return _FRENCH.fullmatch(number) or _ENGLISH.fullmatch(number)


ZERO = Money(0)
