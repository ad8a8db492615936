import os
from collections.abc import Iterator
from unittest import mock

import pytest

from search import registry
from search.catalogue import Entry
from search.engines import common
from tenants.context import enter
from territories.actions.load_reference_data import SOURCES, load_reference_data
from tests.database import scratch_database
from tests.search import engines
from tests.search.things import Things, create_table

SCHEMAS = ("national", "tne_02", "tne_88")


@pytest.fixture
def registered() -> Iterator[None]:
    """The things are the only source: what other apps registered is put back afterwards."""
    parts = (registry._sources, registry._homes, registry._covered, registry._labels)
    kept = [dict(part) for part in parts]
    for part in parts:
        part.clear()
    registry.register(Things())
    yield
    for part, before in zip(parts, kept, strict=True):
        part.clear()
        part.update(before)


@pytest.fixture
def france(db: None) -> None:
    """Departments as shipped; communes are for each test to make."""
    wanted = [source for source in SOURCES if source.name != "communes.csv.gz"]
    load_reference_data(wanted)


@pytest.fixture
def things(db: None, registered: None) -> None:
    """Each site has a table of things; all goes with the test's transaction."""
    _empty_shelves()


@pytest.fixture
def arrays(things: None) -> Iterator[engines.CatchUp]:
    """Let arrays answer; what is yielded makes those of now."""
    with engines.using(engines.ARRAYS, "") as told:
        yield told


@pytest.fixture
def used() -> Iterator[list[bool]]:
    """Note of each search whether arrays answered it."""
    seen: list[bool] = []

    def noted(*arguments):
        seen.append((answer := found_by(*arguments)) is not None)
        return answer

    found_by = common.found_by
    with mock.patch.object(common, "found_by", noted):
        yield seen


@pytest.fixture
def own_database(django_db_setup: None, django_db_blocker, registered: None) -> Iterator[None]:
    """A database for one test that really commits, in several threads or processes."""
    with django_db_blocker.unblock(), scratch_database(f"trousse_search_{os.getpid()}"):
        _empty_shelves()
        yield


def _empty_shelves() -> None:
    Entry.objects.all().delete()
    for schema in SCHEMAS:
        with enter(schema):
            create_table()
