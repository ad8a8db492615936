"""Migrating a schema without preparing what has no table there.

Django draws up every model anew for each migration, and only then asks the router, which refuses
most: four tenths of what processors did for a new database. An app that has no table in the schema
is asked about first; its migrations are then known and recorded as before, and nothing is drawn up.
"""

from collections.abc import Sequence
from typing import Any

from django.core.management.commands import migrate
from django.db import router
from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ProjectState


class Executor(MigrationExecutor):
    def _migrate_all_forwards(
        self,
        state: ProjectState,
        plan: Sequence[tuple[Migration, bool]],
        _full_plan: Any,
        **options: bool,
    ) -> ProjectState:
        for migration, _is_backwards in plan:
            if router.allow_migrate(self.connection.alias, migration.app_label):
                state.apps  # noqa: B018  all models at once: one by one they take far longer
                state = self.apply_migration(state, migration, **options)
            else:
                state.__dict__.pop("apps", None)
                state = migration.mutate_state(state, preserve=False)
                self.record_migration(migration.app_label, migration.name)
        return state


# The command takes its executor from there; it has no other way to be given one.
migrate.MigrationExecutor = Executor  # type: ignore[attr-defined]  # imported there

Command = migrate.Command
