"""What a bank says of our account, read from a file: lines, and what tells one from another. Pure.

Two files may hold the same day. A line is known by what it says and by its place among equal ones
of that day: the same file again, or one that overlaps, adds nothing.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kernel.domain import DomainError

MOST_LINES = 20_000
MOST_BYTES = 5 * 1024 * 1024


class UnreadableStatement(DomainError):
    """The file is not what was expected; the message names the place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadLine:
    """One line of the account: what came is positive, what left negative."""

    on: date
    cents: int
    name: str = ""  # of the other side
    iban: str = ""
    words: str = ""  # what the other side wrote
    reference: str = ""  # end to end, or the creditor's
    bank_reference: str = ""  # the bank's own number of it

    @property
    def said(self) -> tuple[str, ...]:
        fields = (self.name, self.iban, self.words, self.reference, self.bank_reference)
        return (self.on.isoformat(), str(self.cents), *(" ".join(text.split()) for text in fields))


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """What the bank says is on the account at the end of a day."""

    on: date
    cents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadStatement:
    """A file of lines; its account is empty where the format names none."""

    format: str  # camt or csv
    account: str
    lines: tuple[ReadLine, ...]
    closing: Closing | None = None


def with_keys(lines: Iterable[ReadLine]) -> list[tuple[str, ReadLine]]:
    """Give each line the key under which it is kept once."""
    seen: Counter[tuple[str, ...]] = Counter()
    keyed = []
    for line in lines:
        seen[line.said] += 1
        text = "\x1f".join((*line.said, str(seen[line.said])))
        keyed.append((hashlib.sha256(text.encode()).hexdigest(), line))
    return keyed
