"""For which gift a transfer was meant: suggestions, the surest first; a person decides. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from campaigns.domain.transfers import gifts_named_in


class Sureness(IntEnum):
    """How sure a suggestion is; only the first may be confirmed without reading."""

    EXACT = 3  # reference and amount
    REFERENCE = 2  # reference, another amount
    CLOSE = 1  # one sign of the reference differs
    AMOUNT = 0  # no reference; amount and name agree


@dataclass(frozen=True, slots=True, kw_only=True)
class Awaited:
    """A gift that somebody wanted to pay by transfer."""

    payment: str
    reference: str
    cents: int  # still missing
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    awaited: Awaited
    sureness: Sureness


def suggestions(
    *, words: str, reference: str, cents: int, name: str, awaited: Iterable[Awaited]
) -> list[Suggestion]:
    """Return the gifts that fit, three at most."""
    named = gifts_named_in(f"{reference} {words}")
    tight = _tight(f"{reference} {words}")
    found = []
    for one in awaited:
        if one.reference in named:
            sureness = Sureness.EXACT if one.cents == cents else Sureness.REFERENCE
        elif not named and is_nearly_in(_tight(one.reference), tight):
            sureness = Sureness.CLOSE
        elif not named and one.cents == cents and _same_person(one.name, name):
            sureness = Sureness.AMOUNT
        else:
            continue
        found.append(Suggestion(awaited=one, sureness=sureness))
    found.sort(key=lambda suggestion: -suggestion.sureness)
    return found[:3]


def _tight(text: str) -> str:
    return "".join(letter for letter in text.upper() if letter.isalnum())


def is_nearly_in(wanted: str, text: str) -> bool:
    """Tell whether the text holds the reference with one sign wrong."""
    size = len(wanted)
    # One wrong sign leaves one half whole: looked for first, since that is quick.
    if wanted[:4] not in text and wanted[-4:] not in text:
        return False
    windows = (text[place : place + size] for place in range(len(text) - size + 1))
    return any(sum(a != b for a, b in zip(wanted, one, strict=True)) == 1 for one in windows)


def _same_person(one: str, other: str) -> bool:
    """Names of banks are in capitals and in any order: one word of three letters in common."""
    words = [{word for word in name.upper().split() if len(word) > 2} for name in (one, other)]  # noqa: PLR2004  shorter ones say nothing
    return bool(words[0] & words[1])
