"""National resources on a department's site: which show, in which order. Pure Python."""

from collections.abc import Iterable
from dataclasses import dataclass

# Kinds of the catalogue that a department may take up.
KINDS = ("sheet", "resource", "kit", "belief", "guide", "diagnosis")


@dataclass(frozen=True, slots=True)
class Choice:
    """What a coordinator decided about one thing."""

    key: tuple[str, str]  # source, key
    position: int
    is_pinned: bool = False
    is_hidden: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Shown[T]:
    thing: T
    note: str
    is_pinned: bool


def arrange[T](choices: Iterable[Choice], things: dict[tuple[str, str], T]) -> list[Shown[T]]:
    """Return what visitors see, pinned first; what its source withdrew is gone."""
    visible = [choice for choice in choices if not choice.is_hidden and choice.key in things]
    ordered = sorted(visible, key=lambda choice: (not choice.is_pinned, choice.position))
    return [Shown(things[choice.key], choice.note, choice.is_pinned) for choice in ordered]
