"""The chain of daily statements: each digest covers a day's entries and the digest before.

Whoever noted down one digest can tell later that nothing before it was changed, and can compute
the chain again from what is published. Pure Python, apart from the function of the database that
seals (migration 0018): two hands write the same words.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

GENESIS = "0" * 64


@dataclass(frozen=True, slots=True)
class SealedEntry:
    """What a statement covers of one entry; its fingerprint covers the lines. The instant: UTC."""

    number: int
    key: str
    fingerprint: bytes
    at: datetime

    def line(self) -> bytes:
        at = self.at.isoformat(timespec="microseconds")
        return f"{self.number}|{self.key}|{self.fingerprint.hex()}|{at}\n".encode()


class Published(Protocol):
    """What anybody may read of a statement."""

    day: date
    number: int
    entries: int
    movements: int
    content: str
    previous: str
    digest: str


class Sealed(Protocol):
    """What a statement keeps of its entries."""

    entries: int
    content: str
    salt: UUID


def holds(kept: Sealed, entries: Iterable[SealedEntry]) -> bool:
    """Tell whether a statement's content and number of entries are those of these entries.

    They are read one by one: a day may hold a million. The salt stays with us: without it nobody
    can try amounts until a quiet day's digest agrees.
    """
    found, number = hashlib.sha256(f"{kept.salt}\n".encode()), 0
    for number, entry in enumerate(entries, start=1):  # noqa: B007  their number, at the end
        found.update(entry.line())
    return (kept.content, kept.entries) == (found.hexdigest(), number)


def sealed_text(kept: Published) -> str:
    """Return the words that a digest is of: all of them are published."""
    return (
        f"{kept.previous}|{kept.day.isoformat()}|{kept.number}|{kept.entries}|{kept.movements}"
        f"|{kept.content}"
    )


def digest_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def broken_links(statements: Iterable[Published]) -> Iterator[date]:
    """Yield the days whose digest, number or place in the chain is wrong, whatever they hold."""
    previous = GENESIS
    for number, kept in enumerate(statements, start=1):
        if (kept.digest, kept.previous, kept.number) != (
            digest_of(sealed_text(kept)),
            previous,
            number,
        ):
            yield kept.day
        previous = kept.digest
