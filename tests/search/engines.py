"""Runs a test on both engines: the same things, the same questions, the same answers."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from django.conf import settings as django_settings
from django.utils.timezone import now
from elasticsearch import NotFoundError

from search import lexicon
from search.engines import choice, reindex

type CatchUp = Callable[[], object]


@contextmanager
def using(name: str, index: str) -> Iterator[CatchUp]:
    """Force an engine; what is yielded tells it of everything published."""
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


def _elasticsearch() -> None:
    lexicon.learn(again=True)
    reindex.run(now(), again=True)
