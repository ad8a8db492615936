"""Figures that say what they count: definition, denominator, what is not known. Pure Python."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Period:
    """Both days included."""

    first: date
    last: date

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.first <= day <= self.last


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One figure. `known` of `asked` cases say something: the rest is told, never left out.

    `denominator` is what `value` is a part of, where it is a part; None where it is a plain count.
    """

    key: str
    title: str
    definition: str
    value: int
    denominator: int | None = None
    denominator_text: str = ""
    asked: int | None = None
    known: int | None = None
    is_amount: bool = False  # in cents
    parts: tuple[tuple[str, int], ...] = field(default=())

    @property
    def share(self) -> Decimal | None:
        """Percent of the denominator, with one decimal; None without a denominator, or of zero."""
        return percent(self.value, self.denominator)

    @property
    def unknown(self) -> int | None:
        return None if self.asked is None or self.known is None else self.asked - self.known

    @property
    def unknown_share(self) -> Decimal | None:
        return percent(self.unknown, self.asked)


def percent(part: int | None, whole: int | None) -> Decimal | None:
    if part is None or not whole:
        return None
    return (Decimal(100) * part / whole).quantize(Decimal("0.1"))
