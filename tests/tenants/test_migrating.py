"""Migrations of apps without tables in a schema: recorded there, no model is drawn up for them."""

import pytest
from django.conf import settings
from django.core.management.commands import migrate
from django.db import connection

from tenants import schemas
from tenants.context import enter
from tenants.migrating import Executor


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("schema", "app"),
    [
        pytest.param("public", "taggit", id="of sites, in public"),
        pytest.param("tne_02", "django_tasks_database", id="shared, in a department"),
        pytest.param("tne_02", "campaigns", id="national, in a department"),
    ],
)
def test_what_has_no_table_is_recorded_and_nothing_is_drawn_up(schema: str, app: str) -> None:
    with enter(schema):
        executor = Executor(connection)
        (last,) = executor.loader.graph.leaf_nodes(app)
        executor.recorder.record_unapplied(*last)
        executor.loader.build_graph()

        state = executor.migrate([last])

        assert "apps" not in state.__dict__
        assert schemas.pending([schema]) == {}


def test_sites_are_migrated_so() -> None:
    assert settings.TENANT_BASE_MIGRATE_COMMAND == "tenants.migrating.Command"
    assert migrate.MigrationExecutor is Executor  # type: ignore[attr-defined]  # imported there
