"""Pieces of statements: only fixed words are put together, every value has a place."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Sql:
    """Words, and the values that their places take, in order."""

    text: str
    values: list[Any] = field(default_factory=list)


def joined(*pieces: Sql) -> Sql:
    return Sql(
        "".join(piece.text for piece in pieces),
        [value for piece in pieces for value in piece.values],
    )
