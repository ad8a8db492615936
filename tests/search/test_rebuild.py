"""The commands: what they bring back, what they leave alone, at any time."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from search import drift, parallel, rebuild, registry
from search.catalogue import Entry
from search.listings import Query, find
from search.rebuild import Unit
from search.registry import Home
from tenants.context import enter
from tenants.models import Tenant, TenantState
from tests.search.things import KeyedThings, drop, publish, put


def run(name: str, *arguments: str) -> str:
    out = StringIO()
    call_command(name, *arguments, stdout=out)
    return out.getvalue()


def shelf() -> set[tuple[str, str, str, str]]:
    return set(Entry.objects.values_list("schema", "key", "language", "title"))


@pytest.fixture
def drifted(things: None, aisne: Tenant, vosges: Tenant) -> None:
    """One entry right, one old, one missing, one whose thing has gone, in two sites."""
    for site in (aisne, vosges):
        with enter(site):
            publish("right")
            publish("old")
            put("old", title="Nouveau titre")
            put("missing")
            put("missing", "ar", title="المدرسة")
            publish("gone")
            drop("gone")


def right_shelf() -> set[tuple[str, str, str, str]]:
    return {
        (schema, *rest)
        for schema in ("tne_02", "tne_88")
        for rest in (
            ("right", "fr", "Chose right"),
            ("old", "fr", "Nouveau titre"),
            ("missing", "fr", "Chose missing"),
            ("missing", "ar", "المدرسة"),
        )
    }


def test_a_rebuild_makes_the_catalogue_equal_to_the_sources(drifted: None) -> None:
    said = run("rebuild_catalogue")

    assert shelf() == right_shelf()
    assert "6 written, 2 unchanged, 2 removed" in said
    assert "entries/s" in said


def test_a_second_rebuild_writes_nothing(drifted: None) -> None:
    run("rebuild_catalogue")
    before = list(Entry.objects.order_by("pk").values_list("pk", "version"))

    said = run("rebuild_catalogue")

    assert "0 written, 8 unchanged, 0 removed" in said
    assert list(Entry.objects.order_by("pk").values_list("pk", "version")) == before


def test_an_interrupted_rebuild_goes_on_and_never_empties_the_lists(
    drifted: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rebuild, "BATCH", 1)
    seen: list[int] = []

    def interrupt(number: int) -> None:
        seen.append(find(Query()).total)
        if len(seen) == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rebuild.rebuild(Unit("tne_88", "things"), interrupt)
    run("rebuild_catalogue")

    assert min(seen) >= 4
    assert shelf() == right_shelf()


def test_one_site_can_be_rebuilt_alone(drifted: None) -> None:
    run("rebuild_catalogue", "--schema", "tne_88")

    assert {row for row in shelf() if row[0] == "tne_88"} == {
        row for row in right_shelf() if row[0] == "tne_88"
    }
    assert ("tne_02", "gone", "fr", "Chose gone") in shelf()


def test_a_source_that_lists_its_keys_is_rebuilt_the_same(drifted: None) -> None:
    registry.register(KeyedThings())
    run("rebuild_catalogue", "--source", "keyed")

    assert shelf() >= right_shelf()
    assert Entry.objects.filter(source="keyed").count() == 8


def test_a_source_is_read_only_where_its_things_live(things: None) -> None:
    national = KeyedThings()
    registry.register(national, home=Home.NATIONAL)

    assert rebuild.units(sources=["keyed"]) == [Unit("national", "keyed")]
    assert [unit.schema for unit in rebuild.units(sources=["things"])] == [
        "national",
        "tne_02",
        "tne_88",
    ]


def test_closed_sites_and_forgotten_sources_leave(drifted: None, aisne: Tenant) -> None:
    registry.register(KeyedThings())
    registry.refresh("keyed", "right")
    registry.forget("keyed")
    Tenant.objects.filter(schema_name="tne_88").update(state=TenantState.ARCHIVED)

    run("rebuild_catalogue")

    assert shelf() == {row for row in right_shelf() if row[0] == "tne_02"}


def test_what_a_site_cannot_have_leaves(drifted: None) -> None:
    with enter("national"):
        publish("webinar", title="Trousse")
    registry.register(registry.find_source("things"), home=Home.DEPARTMENTS)

    run("rebuild_catalogue")

    assert {row[0] for row in shelf()} == {"tne_02", "tne_88"}


def test_jobs_must_be_some(things: None) -> None:
    with pytest.raises(CommandError, match="--jobs"):
        run("rebuild_catalogue", "--jobs", "0")


def test_a_drift_is_told_by_number_and_by_content(drifted: None) -> None:
    found = drift.measure(Unit("tne_02", "things"), sample=None)

    assert (found.documents, found.entries, found.compared) == (4, 3, 3)
    assert set(found.different) == {"old", "missing", "gone"}


def test_a_check_fails_until_it_repairs(drifted: None) -> None:
    with pytest.raises(CommandError, match="2 of 3 parts differ"):
        run("check_catalogue", "--full")
    assert shelf() != right_shelf()

    repaired = run("check_catalogue", "--full", "--repair")

    assert "Repaired" in repaired
    assert shelf() == right_shelf()
    assert "The catalogue is right: 3 parts." in run("check_catalogue", "--full")


def test_a_check_sees_entries_of_a_closed_site(drifted: None) -> None:
    run("rebuild_catalogue")
    Tenant.objects.filter(schema_name="tne_88").update(state=TenantState.ARCHIVED)

    with pytest.raises(CommandError, match="4 entries belong to no site"):
        run("check_catalogue")
    run("check_catalogue", "--repair")

    assert {row[0] for row in shelf()} == {"tne_02"}


def test_several_processes_do_the_work_of_one(own_database: None) -> None:
    for schema in ("tne_02", "tne_88", "national"):
        with enter(schema):
            for number in range(5):
                put(str(number))
    told: list[int] = []

    tally = parallel.rebuild_all(rebuild.units(), jobs=2, progress=told.append)

    assert (tally.written, sum(told)) == (15, 15)
    assert len(shelf()) == 15
