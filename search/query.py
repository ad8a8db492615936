"""What may be asked of the catalogue, and what comes back: plain values that live in no schema."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.core.paginator import Paginator

from kernel.domain import DomainError, gettext_noop
from search.document import Facet, Point

# Every language version is wanted, not one for each thing (site maps).
EVERY_LANGUAGE = "*"
MOST_PER_PAGE = 100
# Nobody turns more pages than these; machines go on by cursor.
MOST_PAGES = 500


LOST = gettext_noop("This part of the list cannot be found.")


class InvalidCursor(DomainError):
    """The cursor was cut, changed, or made for another order."""


class ListChanged(DomainError):
    """Another engine answers than the one that gave the cursor: its order is not the same."""


class Scope(StrEnum):
    """Whose things, seen from the current site; what another site keeps to itself is in none."""

    NETWORK = "network"
    NATIONAL = "national"
    SITE = "site"
    # This site's own, and what others publish about its department.
    DEPARTMENT = "department"


class Sort(StrEnum):
    RELEVANCE = "relevance"  # without text: as RECENT
    RECENT = "recent"
    TITLE = "title"
    POPULAR = "popular"
    SOON = "soon"  # only what has a start
    ENDING = "ending"  # only what has an end
    NEAR = "near"  # only what has a point; without `Query.near`, as RELEVANCE
    KEY = "key"  # languages of the same thing follow each other


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A listing. `kinds` is what the page is about; `facets` is what its reader chose.

    Values of one facet widen a choice, facets narrow each other. `language` is the reader's: each
    thing comes once, in that language if it exists, else in the site's, else in its first one.
    A `cursor` goes on after the last card of a page, whatever was published since.
    """

    text: str = ""
    kinds: Collection[str] = ()
    facets: Mapping[Facet, Collection[str]] = field(default_factory=dict)
    scope: Scope = Scope.NETWORK
    language: str | None = None  # None: the active one
    not_over_at: datetime | None = None
    starts_from: datetime | None = None
    starts_until: datetime | None = None
    at_least: Mapping[str, int] = field(default_factory=dict)
    at_most: Mapping[str, int] = field(default_factory=dict)
    # A place to be near to, and how near at most.
    near: Point | None = None
    within_km: int | None = None
    sort: Sort = Sort.RELEVANCE
    page: int = 1
    per_page: int = 20
    cursor: str = ""
    # Facets to count, each as if nothing had been chosen in it.
    count: Collection[Facet] = ()
    # The words as they were typed: none is corrected.
    is_literal: bool = False

    def __post_init__(self) -> None:
        if self.page < 1 or not 1 <= self.per_page <= MOST_PER_PAGE:
            raise ValueError("A page is numbered from 1 and holds 1 to 100 cards.")
        if self.sort is Sort.NEAR and self.near is None:
            object.__setattr__(self, "sort", Sort.RELEVANCE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One thing as a list shows it; `url` is a path on this site, or an address on another one."""

    entry_id: int
    source: str
    key: str
    kind: str
    state: str
    language: str
    languages: tuple[str, ...]
    title: str
    summary: str
    url: str
    is_local: bool
    site_name: str
    site_code: str  # of the department; empty for the national site
    published_at: datetime | None
    starts_at: datetime | None
    ends_at: datetime | None
    point: Point | None
    facets: Mapping[Facet, tuple[str, ...]]
    figures: Mapping[str, int]
    more: Mapping[str, Any]  # what the source put in `Document.card`


@dataclass(frozen=True, slots=True)
class FacetCount:
    """One choice of a facet: how many cards it would give, all other choices kept."""

    value: str
    label: str
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Page[T]:
    """One page of a listing."""

    cards: tuple[T, ...]
    total: int
    number: int
    per_page: int
    has_next: bool
    next_cursor: str  # empty on the last page
    facets: Mapping[Facet, tuple[FacetCount, ...]] = field(default_factory=dict)
    # What was searched instead of the text, when nothing published holds one of its words.
    corrected: str = ""
    # What was looked for, as `search.highlights` reads it.
    terms: frozenset[str] = frozenset()

    @property
    def pages(self) -> int:
        return min(max(1, -(-self.total // self.per_page)), MOST_PAGES)

    @property
    def has_previous(self) -> bool:
        return self.number > 1

    # What follows is what templates/components/pagination.html asks of Django's own pages.
    @property
    def has_other_pages(self) -> bool:
        return self.pages > 1

    @property
    def next_page_number(self) -> int:
        return self.number + 1

    @property
    def previous_page_number(self) -> int:
        return self.number - 1

    @property
    def paginator(self) -> Paginator[int]:
        return Paginator(range(min(self.total, MOST_PAGES * self.per_page)), self.per_page)
