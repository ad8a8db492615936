"""PostgreSQL is started again: whoever was writing starts afresh, whoever reads sees nothing."""

import psycopg
import pytest
from django.db import OperationalError, close_old_connections, connection, transaction
from django.test import Client

from search import lexicon, rebuild, registry
from search.catalogue import Entry
from search.rebuild import Unit
from search.tables import Posting
from tenants.context import enter
from tests.search.things import publish, put

pytestmark = pytest.mark.usefixtures("own_database")


def restart() -> None:
    """End every session of this database, as a restart does."""
    given = connection.settings_dict
    names = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD"}
    chosen = {key: given[place] for key, place in names.items() if given.get(place)}
    with psycopg.connect(dbname="postgres", autocommit=True, **chosen) as server:
        server.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s",
            [given["NAME"]],
        )


def things(number: int) -> None:
    with enter("tne_02"), transaction.atomic():
        for key in range(number):
            put(f"k{key}", title=f"Marée {key}")


def test_a_rebuild_that_lost_its_server_goes_on_when_run_again(monkeypatch) -> None:
    things(6)
    monkeypatch.setattr(rebuild, "BATCH", 2)
    unit, told = Unit("tne_02", "things"), list[int]()

    def lose(number: int) -> None:
        told.append(number)
        if len(told) == 2:
            restart()

    with pytest.raises(OperationalError):
        rebuild.rebuild(unit, lose)
    connection.close()
    rebuild.rebuild(unit)

    assert Entry.objects.count() == 6
    assert Posting.objects.values("entry_id").distinct().count() == 6


def test_a_publication_cut_off_left_nothing_behind() -> None:
    with pytest.raises(OperationalError):
        publish_then_lose()
    connection.close()

    assert not Entry.objects.exists()
    assert not Posting.objects.exists()


def publish_then_lose() -> None:
    with enter("tne_02"), transaction.atomic():
        put("one", title="Marée")
        registry.refresh("things", "one")
        restart()
        connection.cursor().execute("SELECT 1")


def test_the_next_visitor_after_a_restart_gets_an_answer() -> None:
    with enter("tne_02"), transaction.atomic():
        publish("one", title="Marée basse")
    lexicon.learn()
    restart()

    close_old_connections()  # what begins each request
    page = Client().get("/recherche/?q=maree", headers={"host": "aisne.trousse.localhost"})

    assert page.status_code == 200
    assert "basse" in page.text
