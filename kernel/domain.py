"""What a rule may say: an event that happened, or an error that a person can read. Pure Python."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar


def gettext_noop(message: str) -> str:
    """Mark a message for the catalogs; DomainError translates it when it is read."""
    return message


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A past fact. Subclasses are frozen dataclasses of plain values: ids, amounts, instants."""


class DomainError(Exception):
    """A refusal that a person can read: ``str(error)`` is the message in the active language.

    The message is marked by ``gettext_noop`` (pure modules) or is a lazy translation (elsewhere);
    figures come as parameters: ``DomainError(gettext_noop("At most %(most)s."), most=5)``.
    """

    # Set to gettext when Django starts: this module imports no framework.
    translate: ClassVar[Callable[[str], str]] = str

    def __init__(self, message: object, **params: object) -> None:
        super().__init__(message)
        self.message = message
        self.params = params

    def __str__(self) -> str:
        # type(self): a function kept on a class, read from an instance, would receive it.
        text = type(self).translate(str(self.message))
        return text % self.params if self.params else text


class UnreadableInput(DomainError):
    """What a person typed could not be understood; the message says what is expected."""
