"""Runs a test on both engines: the same things, the same questions, the same answers.

PostgreSQL answers twice: from its postings, and from the arrays that it has of common words.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, nullcontext, suppress
from unittest import mock

from django.conf import settings as django_settings
from django.db import connection
from django.utils.timezone import now
from elasticsearch import NotFoundError

from search import answers, lexicon, snapshot
from search.engines import choice, reindex
from search.engines.base import Answer
from search.query import Query
from tests.search.things import NOON

ARRAYS = "arrays"
# As common as this, no word is.
ALWAYS_POSTINGS = 10**9
EVERY_TERM = """
    INSERT INTO public.search_frequency (term, entries)
    SELECT term, count(*) FROM public.search_posting GROUP BY term ON CONFLICT DO NOTHING
"""

type CatchUp = Callable[[], object]


@contextmanager
def using(name: str, index: str) -> Iterator[CatchUp]:
    """Force an engine; what is yielded tells it of everything published."""
    if name == ARRAYS:
        with _every_word_common(), choice.forced(choice.POSTGRES):
            yield make_arrays
        return
    before = django_settings.ELASTICSEARCH_INDEX
    django_settings.ELASTICSEARCH_INDEX = index
    try:
        with choice.forced(name):
            yield _elasticsearch if name == choice.ELASTICSEARCH else _postgres
    finally:
        if name == choice.ELASTICSEARCH:
            drop()
        django_settings.ELASTICSEARCH_INDEX = before


def drop() -> None:
    with suppress(NotFoundError):
        reindex.drop()


def _postgres() -> None:
    lexicon.learn(again=True)


@contextmanager
def _every_word_common() -> Iterator[None]:
    """Take every word for a common one, and make arrays inside the test's transaction."""
    with ExitStack() as changed:
        for name, value in {
            "_one_moment": nullcontext,
            "_settled_version": _last_version,
        }.items():
            changed.enter_context(mock.patch.object(snapshot, name, value))
        changed.enter_context(mock.patch.object(lexicon, "IN_ARRAYS", 1))
        yield


def _last_version() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT last_value FROM public.search_entry_version")
        return int(cursor.fetchone()[0])


def make_arrays() -> None:
    """Have arrays of every word that is in use now."""
    lexicon.learn(again=True)
    with connection.cursor() as cursor:
        cursor.execute(EVERY_TERM)
    snapshot.take()


def _elasticsearch() -> None:
    lexicon.learn(again=True)
    reindex.run(now(), again=True)


def ask(query: Query) -> Answer:
    """Return what the engine in use answers at noon."""
    plan = answers.plan_of(query)
    with mock.patch.object(answers, "now", return_value=NOON):
        return choice.search(answers.to_request(query, plan))
