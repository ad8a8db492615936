"""The chain of daily statements: each digest covers a day's entries and the digest before.

Whoever noted down one digest can tell later that nothing before it was changed. Pure Python.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

GENESIS = "0" * 64


@dataclass(frozen=True, slots=True)
class SealedEntry:
    """What a statement covers of one entry; its fingerprint covers the lines."""

    number: int
    key: str
    fingerprint: bytes
    at: datetime

    def line(self) -> bytes:
        return f"{self.number}|{self.key}|{self.fingerprint.hex()}|{self.at.isoformat()}\n".encode()


class Sealed(Protocol):
    """A statement, as it was kept."""

    day: date
    number: int
    first_entry_id: int | None
    last_entry_id: int
    entries: int
    previous: str
    digest: str


def digest_of(*, previous: str, day: date, number: int, entries: Iterable[SealedEntry]) -> str:
    """Return the digest of a day, in hexadecimal."""
    found = hashlib.sha256(f"{previous}|{day.isoformat()}|{number}\n".encode())
    for entry in entries:
        found.update(entry.line())
    return found.hexdigest()


def chain_faults(
    statements: Iterable[Sealed], read: Callable[[int, int], Iterable[SealedEntry]]
) -> Iterator[date]:
    """Yield the days whose digest, number or place in the chain is wrong."""
    previous, number, last = GENESIS, 0, 0
    for kept in statements:
        entries = list(read(last, kept.last_entry_id))
        digest = digest_of(previous=previous, day=kept.day, number=number + 1, entries=entries)
        agrees = (kept.digest, kept.previous, kept.number, kept.entries) == (
            digest,
            previous,
            number + 1,
            len(entries),
        )
        if not agrees:
            yield kept.day
        previous, number, last = kept.digest, kept.number, kept.last_entry_id
