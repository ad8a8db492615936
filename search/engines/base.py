"""What every engine answers, whatever it is made of."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from search.document import Facet
from search.plan import Plan
from search.query import EVERY_LANGUAGE, Query, Sort

type Counts = dict[Facet, dict[str, int]]


class EngineDown(Exception):
    """The engine cannot answer now; another one may."""


class EngineRefuses(EngineDown):
    """The engine does not answer this search; it is well, and answers others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A page of results to find, of a text that was already understood."""

    query: Query
    plan: Plan
    sort: Sort
    at: datetime
    limit: int
    offset: int = 0
    # Values of the sort's columns in the last card of the page before, and who gave them.
    after: tuple[Any, ...] | None = None
    after_by: str = ""
    count: Collection[Facet] = ()
    # How many there are, when that was counted already: the page alone is wanted then.
    total: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    entry_id: int
    score: float
    # Where it stands in the order: what `Request.after` goes on from.
    position: tuple[Any, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    hits: tuple[Hit, ...]
    total: int
    counts: Mapping[Facet, Mapping[str, int]] = field(default_factory=dict)
    engine: str = ""


def counts_languages(request: Request) -> bool:
    """Say whether versions in other languages than the reader's are to be counted."""
    return Facet.LANGUAGE in request.count and request.query.language != EVERY_LANGUAGE


class SearchEngine(Protocol):
    """Finds entries; it never writes the catalogue, nor reads a site's own tables."""

    name: str

    def search(self, request: Request) -> Answer:
        """Return one page, the total and the facets; or raise EngineDown or InvalidCursor."""
        ...

    def starting(self, request: Request, last: Collection[str]) -> Answer:
        """Return titles that begin with the plan's title, then those that hold its words.

        `last` are the known words that the last one, being typed, may become.
        """
        ...
