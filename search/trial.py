"""A catalogue of given texts in a scratch database: how relevance and speed are measured.

Everything but the texts' source is what the site itself runs: rows, postings, vocabulary, plan and
engine.
"""

import os
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from itertools import batched
from types import TracebackType
from typing import Any, Self

import psycopg
from django.conf import settings
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils.timezone import now
from elasticsearch import ApiError, TransportError
from psycopg import sql

from search import analysis, answers, indexing, lexicon, snapshot, wording
from search.document import Document, Visibility
from search.engines import choice, reindex
from search.query import EVERY_LANGUAGE, Query
from search.rows import Site, to_row
from search.trial_files import Id, Text

ENGINES = (choice.POSTGRES, choice.ELASTICSEARCH)
# Where `python -m tools.search_server start` puts one.
LOCAL_SERVER = "http://127.0.0.1:9201"
MOST_FOUND = 20
BATCH = 500
VACUUM = "VACUUM ANALYZE public.search_entry, public.search_posting, public.search_profile"
# A text without a title keeps none: its first words would count more than the others.
NO_TITLE = "—"


class Trial:
    """Use it with `with`: the database, and the index of Elasticsearch, are gone at its end."""

    per_second = 0.0

    def __init__(self, engine: str) -> None:
        self.name = f"trousse_search_bench_{os.getpid()}"
        self.engine = engine
        self._own: str = connection.settings_dict["NAME"]
        self._known: dict[int, Id] = {}

    def __enter__(self) -> Self:
        _on_server(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)"), self.name)
        _on_server(sql.SQL("CREATE DATABASE {}"), self.name)
        self._index, settings.ELASTICSEARCH_INDEX = settings.ELASTICSEARCH_INDEX, self.name
        settings.ELASTICSEARCH_URL = settings.ELASTICSEARCH_URL or LOCAL_SERVER
        self._forced = choice.forced(self.engine)
        self._forced.__enter__()
        wording.forget()
        try:
            self._use(self.name)
            _make_tables()
        except BaseException:
            self._leave()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._leave()

    def _leave(self) -> None:
        if self.engine == choice.ELASTICSEARCH:
            with suppress(ApiError, TransportError):
                reindex.drop()
        self._forced.__exit__(None, None, None)
        settings.ELASTICSEARCH_INDEX = self._index
        self._use(self._own)
        wording.forget()
        _on_server(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)"), self.name)

    def _use(self, name: str) -> None:
        connection.close()
        connection.settings_dict["NAME"] = name

    def index(self, texts: Sequence[Text], progress: Callable[[int], object]) -> None:
        """Write the texts as the catalogue does, then learn their words."""
        started = time.perf_counter()
        for batch in batched(enumerate(texts, len(self._known)), BATCH):
            with transaction.atomic():
                rows = [row for number, text in batch for row in _rows(str(number), text)]
                indexing.upsert(rows)
            ids = (text.id for _number, text in batch)
            self._known |= {row.pk: name for row, name in zip(rows, ids, strict=True)}
            progress(len(batch))
        lexicon.learn(again=True)
        with connection.cursor() as cursor:
            cursor.execute(VACUUM)
            cursor.execute("ANALYZE public.search_word")
        if self.engine == choice.ELASTICSEARCH:
            reindex.run(now())
        else:
            snapshot.keep_up()
        self.per_second = len(texts) / max(time.perf_counter() - started, 0.001)

    def ask(self, text: str, mode: str) -> tuple[list[Id], float]:
        """Return the ids found, best first, and the milliseconds it took."""
        started = time.perf_counter()
        query = Query(text=text, language=EVERY_LANGUAGE, per_page=MOST_FOUND)
        found = complete(query) if mode == "autocomplete" else find(query)
        return [self._known[pk] for pk in found], (time.perf_counter() - started) * 1000


def find(query: Query) -> list[int]:
    """Return the ids of the entries that answer a text, best first."""
    request = answers.to_request(query, answers.plan_of(query))
    return [hit.entry_id for hit in choice.search(request).hits]


def complete(query: Query) -> list[int]:
    """Return the ids of the entries that a text may be the beginning of."""
    return [hit.entry_id for hit in answers.begun(query).hits]


def _rows(key: str, text: Text) -> Iterable[Any]:
    document = Document(
        key=key,
        language=text.language,
        kind=text.kind,
        title=text.title if analysis.title_key(text.title) else NO_TITLE,
        url="/",
        body=text.text,
        visibility=Visibility.NETWORK,
    )
    site = Site(schema="public", department="", is_open=True)
    return to_row("texts", site, {text.language: document})


def _make_tables() -> None:
    """Run the migrations of search alone: they need no other app's tables."""
    executor = MigrationExecutor(connection)
    leaves = [node for node in executor.loader.graph.leaf_nodes() if node[0] == "search"]
    executor.migrate(leaves)


def _on_server(statement: sql.SQL, name: str) -> None:
    given = connection.settings_dict
    names = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD"}
    chosen = {key: given[place] for key, place in names.items() if given.get(place)}
    with psycopg.connect(dbname="postgres", autocommit=True, **chosen) as server:
        server.execute(statement.format(sql.Identifier(name)))
