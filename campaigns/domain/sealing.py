"""The chain of daily statements: each digest covers a day's entries and the digest before.

Whoever noted down one digest can tell later that nothing before it was changed, and can compute
the chain again from what is published. Pure Python, apart from the function of the database that
seals (migration 0018): two hands write the same words.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator
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


class Sealed(Published, Protocol):
    """A statement, as it was kept."""

    last_entry_id: int
    salt: UUID


def content_of(salt: UUID, entries: Iterable[SealedEntry]) -> str:
    """Return the digest of a day's entries, in hexadecimal.

    The salt stays with us: without it nobody can try amounts until a quiet day's digest agrees.
    """
    found = hashlib.sha256(f"{salt}\n".encode())
    for entry in entries:
        found.update(entry.line())
    return found.hexdigest()


def sealed_text(kept: Published) -> str:
    """Return the words that a digest is of: all of them are published."""
    return (
        f"{kept.previous}|{kept.day.isoformat()}|{kept.number}|{kept.entries}|{kept.movements}"
        f"|{kept.content}"
    )


def digest_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def chain_faults(
    statements: Iterable[Sealed], read: Callable[[int, int], Iterable[SealedEntry]]
) -> Iterator[date]:
    """Yield the days whose digest, content, number or place in the chain is wrong."""
    previous, last = GENESIS, 0
    for number, kept in enumerate(statements, start=1):
        entries = list(read(last, kept.last_entry_id))
        agrees = (kept.digest, kept.content, kept.previous, kept.number, kept.entries) == (
            digest_of(sealed_text(kept)),
            content_of(kept.salt, entries),
            previous,
            number,
            len(entries),
        )
        if not agrees:
            yield kept.day
        previous, last = kept.digest, kept.last_entry_id
