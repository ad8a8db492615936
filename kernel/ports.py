"""Contracts between apps that may not import each other; implementations are registered at start.

class WorkshopRegistrations:            # in an app
    name = "workshops"
    ...
personal_data.register(WorkshopRegistrations())   # in its AppConfig.ready()
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from django.contrib.auth.base_user import AbstractBaseUser

from kernel.money import Money


class Named(Protocol):
    """What every provider has: a stable name, unique among the providers of its port."""

    @property
    def name(self) -> str: ...


class Port[T: Named]:
    """The providers of one contract, in the order of their registration."""

    def __init__(self, title: str) -> None:
        self.title = title
        self._providers: dict[str, T] = {}

    def register(self, provider: T) -> T:
        """Add a provider; two of the same name are a mistake, unless they are of one class."""
        known = self._providers.get(provider.name)
        if known is not None and type(known) is not type(provider):
            msg = f"two providers of {self.title} are called {provider.name!r}"
            raise ValueError(msg)
        self._providers[provider.name] = provider
        return provider

    def forget(self, name: str) -> None:
        """Remove a provider: for tests."""
        self._providers.pop(name, None)

    def __iter__(self) -> Iterator[T]:
        return iter(tuple(self._providers.values()))

    def __len__(self) -> int:
        return len(self._providers)

    def first(self) -> T | None:
        """Return the provider of a port that wants only one, or None when no app offers it."""
        return next(iter(self), None)


# --- Personal data --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody, as every app can recognise them: an account, addresses, or both."""

    user_id: int | None
    emails: frozenset[str] = frozenset()  # lower case, verified


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One part of "my data": a title and rows of JSON values, labels in the active language."""

    title: str
    rows: Sequence[dict[str, Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What anonymising left, and the law or the need that says so: shown to the person."""

    title: str
    reason: str


class PersonalData(Named, Protocol):
    """What one app holds about a person; a check refuses a personal model that nobody covers."""

    @property
    def covers(self) -> frozenset[str]:
        """Models answered for: ``app.model`` in lower case, ``app.*`` for a whole app."""
        ...

    @property
    def per_tenant(self) -> bool:
        """Whether the caller must ask once in each schema (rows of tenants) or once in public."""
        ...

    def export(self, person: Person) -> Sequence[Section]: ...

    def anonymise(self, person: Person) -> Sequence[Kept]:
        """Make the rows name nobody, in the caller's transaction; calling it twice is harmless."""
        ...


# --- To do ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Todo:
    """One line of "À faire": what, how many, where to do it, until when."""

    title: str
    url: str
    count: int = 1
    due_on: date | None = None
    is_urgent: bool = field(default=False)


class TodoSource(Named, Protocol):
    """What waits for this user in the current site; empty when it is not their role."""

    def todos(self, user: AbstractBaseUser) -> Sequence[Todo]: ...


# --- Staff ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """Somebody to write to, and in which language."""

    email: str
    language: str = ""


class StaffDirectory(Named, Protocol):
    """Who is told of an alert: those who run the platform, beside those of ``ALERT_EMAILS``."""

    def alert_recipients(self) -> Sequence[Recipient]: ...


# --- Funding --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedCampaign:
    """What a campaign that is over had asked for at least, and what it raised, boosts included."""

    minimum: Money
    raised: Money


class FundingEstimate(Named, Protocol):
    """What such projects cost, for the gauge of project sheets (cms/domain/gauge.py)."""

    def comparable(
        self, *, format_code: str, themes: Collection[str], levels: Collection[str]
    ) -> Sequence[ClosedCampaign]:
        """Return the closed campaigns of this format that share a theme and a level.

        Success or failure, cancelled ones left out; an empty word or collection narrows nothing.
        """
        ...


personal_data: Port[PersonalData] = Port("personal data")
staff_directories: Port[StaffDirectory] = Port("staff directories")
todo_sources: Port[TodoSource] = Port("to-do lists")
funding_estimates: Port[FundingEstimate] = Port("funding estimates")
