"""Narrows a short list already read, and counts what each choice would give. Pure Python."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

type Values[T] = Callable[[T], Iterable[str]]
type Chosen = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    count: int
    is_checked: bool


def narrow[T](things: Iterable[T], chosen: Chosen, values: Mapping[str, Values[T]]) -> list[T]:
    """Keep what has, in each facet chosen, one of the values chosen."""
    wanted = {name: set(picked) for name, picked in chosen.items() if picked}
    return [
        thing
        for thing in things
        if all(picked & set(values[name](thing)) for name, picked in wanted.items())
    ]


def options[T](
    name: str, things: Iterable[T], chosen: Chosen, values: Mapping[str, Values[T]]
) -> list[Option]:
    """Count each value of a facet as if nothing had been chosen in it; frequent ones first."""
    others = {other: picked for other, picked in chosen.items() if other != name}
    counted = Counter(
        value for thing in narrow(things, others, values) for value in values[name](thing)
    )
    for value in chosen.get(name, ()):
        counted.setdefault(value, 0)
    return [
        Option(value, count, value in chosen.get(name, ()))
        for value, count in sorted(counted.items(), key=lambda item: (-item[1], item[0]))
        if value
    ]
