"""What a type of page says beyond its own fields: read from elsewhere, as its HTML page does.

An app adds them when it starts, so that the contract is whole when its address is first asked.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

type Reader = Callable[[Any, HttpRequest], Any]


@dataclass(frozen=True, slots=True)
class Extra:
    """A name of the answer: its type in the contract, and how to read it.

    The value may hold pictures, files and pages: they are described with those of the body.
    """

    type: Any
    read: Reader


_extras: defaultdict[type[Any], dict[str, Extra]] = defaultdict(dict)


def add(model: type[Any], **extras: Extra) -> None:
    """Tell more of the pages of a type, and of the types made from it."""
    _extras[model].update(extras)


def of(model: type[Any]) -> Mapping[str, Extra]:
    """Return all that was added to a type; what was added to itself comes last."""
    found: dict[str, Extra] = {}
    for ancestor in reversed(model.__mro__):
        found |= _extras.get(ancestor, {})
    return found
