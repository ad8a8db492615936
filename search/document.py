"""What an app says of one public thing: the whole contract between the catalogue and the apps."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol, runtime_checkable


class Facet(StrEnum):
    """What a listing can be narrowed by; `registry.name_values` gives words to the values."""

    KIND = "kind"
    STATE = "state"
    LANGUAGE = "language"
    DEPARTMENT = "department"
    ACADEMY = "academy"
    THEME = "theme"
    LEVEL = "level"
    FORMAT = "format"
    AUDIENCE = "audience"
    MEDIA = "media"
    DURATION = "duration"
    LABEL = "label"
    COMMUNE = "commune"
    NEED = "need"  # what a collection needs now: a last push, the last days
    AMOUNT = "amount"  # about how much is left to collect
    FILE = "file"  # documents of a page's site, by number: for its upkeep, never shown
    SPOKEN = "spoken"  # languages a workshop is held in; LANGUAGE is that of its words


# The catalogue fills these in itself, from a document's own fields and its languages.
DERIVED = frozenset({Facet.KIND, Facet.STATE, Facet.LANGUAGE})


class Visibility(StrEnum):
    """Who may see an entry: every site of the network, or the site that owns it and no other."""

    NETWORK = "network"
    SITE = "site"


class Home(StrEnum):
    """Whose schemas hold a source's things."""

    SITES = "sites"  # the national site and every department
    NATIONAL = "national"
    DEPARTMENTS = "departments"
    PUBLIC = "public"  # what all sites share: shown as the national site's


class InvalidDocument(ValueError):
    """A source made a document that cannot be held: a mistake in code, never an editor's."""


@dataclass(frozen=True, slots=True)
class Point:
    """Degrees, WGS 84."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One public thing in one language, as plain values: nothing is read again elsewhere.

    `key` names the thing inside its source and is the same in all its languages. `url` is a path
    on the thing's own site, for the host is known to the tenant alone. `attached` is the text of
    its files and captions: found, but each word counts once, however long they are. `card` is
    JSON: what a card shows beyond the other fields (alternative text and address of a picture, a
    school's name). `figures` are whole numbers that change: cents left, places left.
    """

    key: str
    language: str
    kind: str
    title: str
    url: str
    summary: str = ""
    body: str = ""
    attached: str = ""
    state: str = ""
    card: Mapping[str, Any] = field(default_factory=dict)
    facets: Mapping[Facet, Collection[str]] = field(default_factory=dict)
    figures: Mapping[str, int] = field(default_factory=dict)
    published_at: datetime | None = None
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    point: Point | None = None
    popularity: float = 0
    visibility: Visibility = Visibility.NETWORK
    # False: in lists and feeds, but no text finds it.
    is_found: bool = True

    def __post_init__(self) -> None:
        missing = [
            name for name in ("key", "language", "kind", "title") if not getattr(self, name).strip()
        ]
        if missing:
            raise InvalidDocument(f"{self.kind} {self.key!r} has no {', '.join(missing)}.")
        if not self.url.startswith("/") or self.url.startswith("//"):
            raise InvalidDocument(
                f"{self.kind} {self.key!r}: {self.url!r} is not a path on its site."
            )
        if derived := DERIVED.intersection(self.facets):
            raise InvalidDocument(f"{', '.join(sorted(derived))}: derived, not given as facets.")
        for moment in (self.published_at, self.starts_at, self.ends_at):
            if moment is not None and moment.tzinfo is None:
                raise InvalidDocument(f"{self.kind} {self.key!r} has a date without time zone.")


class Source(Protocol):
    """One app's public things: reads the current schema, returns only what anyone may see."""

    @property
    def name(self) -> str:
        """A stable name, unique among the sources."""
        ...

    def count(self) -> int:
        """How many documents `documents()` would give."""
        ...

    def documents(self, keys: Collection[str] | None = None) -> Iterable[Document]:
        """All, or those of the given keys in every language; an unknown key gives nothing."""
        ...


@runtime_checkable
class KeyedSource(Protocol):
    """A source that can list keys without building documents: a rebuild reads things once."""

    def keys(self) -> Iterable[str]: ...
