"""Chooses the engine that answers: the one of the settings, PostgreSQL while it is away.

A circuit breaker keeps visitors from waiting for a server that does not answer: after a few
failures in a row it is left alone for a while, then tried again by one search.
"""

import logging
import threading
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace

from django.conf import settings

from kernel.domain import gettext_noop
from kernel.health import Health, Measure, health_check, measures
from search.engines.base import Answer, EngineDown, EngineRefuses, Request, SearchEngine
from search.engines.elasticsearch import ElasticsearchEngine
from search.engines.postgres import PostgresEngine
from search.query import LOST, InvalidCursor, ListChanged

POSTGRES, ELASTICSEARCH = "postgres", "elasticsearch"
MOST_FAILURES = 3
REST_SECONDS = 30.0
REORDERED = gettext_noop("The list is ordered anew. Start again from its first page.")

logger = logging.getLogger(__name__)
_engines: Mapping[str, SearchEngine] = {
    POSTGRES: PostgresEngine(),
    ELASTICSEARCH: ElasticsearchEngine(),
}
# For trials and tests: nobody waits, and nothing answers instead.
PATIENCE_SECONDS = 60.0
_patient: Mapping[str, SearchEngine] = {
    POSTGRES: _engines[POSTGRES],
    ELASTICSEARCH: ElasticsearchEngine(PATIENCE_SECONDS),
}


class Breaker:
    """Counts failures in a row; open, it lets nobody through until its rest is over."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._failures = 0
        self._open_until = 0.0

    def lets_through(self) -> bool:
        with self._lock:
            if self._failures < MOST_FAILURES:
                return True
            if self._clock() < self._open_until:
                return False
            # One search tries; the others go on without until it has come back.
            self._open_until = self._clock() + REST_SECONDS
            return True

    def succeeded(self) -> None:
        with self._lock:
            self._failures = 0

    def failed(self) -> None:
        with self._lock:
            self._failures += 1
            self._open_until = self._clock() + REST_SECONDS

    @property
    def is_open(self) -> bool:
        return self._failures >= MOST_FAILURES


breaker = Breaker()
_forced: list[str] = []


def chosen() -> str:
    """Return the name of the engine of the settings."""
    return _forced[-1] if _forced else settings.SEARCH_ENGINE


@contextmanager
def forced(name: str) -> Iterator[None]:
    """Use this engine, without another behind it: for trials and tests."""
    _forced.append(name)
    try:
        yield
    finally:
        _forced.pop()


def search(request: Request) -> Answer:
    """Return a page; ListChanged when it goes on from one that another engine gave."""
    return _asked(lambda engine: _page(engine, request))


def _page(engine: SearchEngine, request: Request) -> Answer:
    if request.after is not None and request.after_by != engine.name:
        raise ListChanged(REORDERED) if request.after_by in _engines else InvalidCursor(LOST)
    return replace(engine.search(request), engine=engine.name)


def starting(request: Request, last: Collection[str]) -> Answer:
    return _asked(lambda engine: engine.starting(request, last))


def _asked(question: Callable[[SearchEngine], Answer]) -> Answer:
    name = chosen()
    if _forced:
        return question(_patient[name])
    if name == POSTGRES:
        return question(_engines[name])
    if breaker.lets_through():
        try:
            answer = question(_engines[name])
        except EngineDown as error:
            # What one visitor asks for never turns the engine off for the others.
            if not isinstance(error, EngineRefuses):
                breaker.failed()
            logger.warning("search falls back to PostgreSQL: %s", error)
        else:
            breaker.succeeded()
            return answer
    return question(_engines[POSTGRES])


@health_check("search")
def engine_is_answering() -> Health:
    """Say which engine answers; away, PostgreSQL does, and the platform is ill but answers."""
    from search.engines import sync  # noqa: PLC0415  it needs the tables

    if chosen() == POSTGRES:
        return Health(is_well=True, detail={"engine": POSTGRES})
    answering = POSTGRES if breaker.is_open else ELASTICSEARCH
    dead = sync.dead_letters()
    detail = {"engine": ELASTICSEARCH, "answering": answering, "dead_letters": dead}
    return Health(is_well=not breaker.is_open and not dead, detail=detail)


@measures
def waiting_changes() -> Iterator[Measure]:
    from search.tables import Change  # noqa: PLC0415  tables come after settings

    if chosen() == ELASTICSEARCH:
        yield Measure(
            name="trousse_search_changes_waiting",
            value=Change.objects.count(),
            help="Entries that Elasticsearch has yet to hear of.",
        )
