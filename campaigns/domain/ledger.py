"""Entries before they are written: what does not balance cannot even be said. Pure Python.

Every amount of a provider goes through two entries. *Receive* depends on the provider alone, so a
repetition changes nothing; *allocate* depends on the state of the campaign, so it is decided once,
under that campaign's lock (campaigns.models.posting.allocate).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from campaigns.domain import accounts
from campaigns.domain.patterns import REVERSAL
from kernel.money import ZERO, Money


@dataclass(frozen=True, slots=True)
class Line:
    """One amount leaves one account for another."""

    debit: str
    credit: str
    amount: Money
    gift: int | None = None  # analytic axis; says nothing of the donor

    def __post_init__(self) -> None:
        if self.amount <= ZERO:
            raise ValueError(f"a movement is positive, not {self.amount.cents} cents")
        if self.debit == self.credit:
            raise ValueError(f"{self.debit} cannot pay itself")

    def mirrored(self) -> "Line":
        return replace(self, debit=self.credit, credit=self.debit)


@dataclass(frozen=True, slots=True, kw_only=True)
class Posting:
    """A fact to write once: the same key with other content is refused."""

    kind: str
    key: str
    lines: tuple[Line, ...]
    at: datetime
    source: str = ""  # what caused it: "payment:12"
    campaign: str = ""  # account of the campaign it is about; its accounts alone may then be used
    reverses: str = ""  # key of the entry that this one corrects

    def __post_init__(self) -> None:
        if not self.lines:
            raise ValueError(f"{self.key} moves nothing")
        if not self.key or (self.kind == REVERSAL) != bool(self.reverses):
            raise ValueError(f"{self.kind} {self.key!r} reverses {self.reverses!r}")

    @property
    def total(self) -> Money:
        return sum_of(line.amount for line in self.lines)


def sum_of(amounts: Iterable[Money]) -> Money:
    total = ZERO
    for amount in amounts:
        total += amount
    return total


def lines_of(*parts: tuple[str, str, Money], gift: int | None = None) -> tuple[Line, ...]:
    """Keep the parts that move something: a share may be nothing."""
    return tuple(Line(debit, credit, amount, gift) for debit, credit, amount in parts if amount)


def receive(*, payment: str, gross: Money, at: datetime, into: str = accounts.PSP) -> Posting:
    """Money arrived at the provider, or at the bank; what it is for is decided apart."""
    return Posting(
        kind="receive",
        key=f"receive:{payment}",
        lines=(Line(into, accounts.SUSPENSE, gross),),
        source=f"payment:{payment}",
        at=at,
    )


def reverse(posting: Posting, *, at: datetime) -> Posting:
    """Correct an entry by its mirror; two persons decide it, and it happens once."""
    return replace(
        posting,
        kind=REVERSAL,
        key=f"rev:{posting.key}",
        lines=tuple(line.mirrored() for line in posting.lines),
        reverses=posting.key,
        at=at,
    )


def commission(raised: Money, percent: Decimal) -> Money:
    """Return the platform's share of a whole campaign, half to even on the cent.

    Computed once per campaign: per gift the roundings would drift.
    """
    return raised.percent(percent)
