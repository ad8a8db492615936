"""Schemas as PostgreSQL sees them: which exist, which have migrations to run, how they are run.

Running Django's `migrate` in a schema takes seconds even when there is nothing to do; with a
hundred departments that is minutes. So each schema's recorded state is looked at first, in one
query for all.
"""

from collections.abc import Iterable

from django.apps import AppConfig, apps
from django.conf import settings
from django.core.management.commands.migrate import Command as MigrateCommand
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django_tenants.migration_executors import get_executor
from django_tenants.migration_executors.base import run_migrations
from django_tenants.utils import get_public_schema_name, quote_schema_name

from tenants.context import enter

# A hundred processes would fight for the database; two for each core keep it busy.
PARALLEL_FROM = 3

type Migration = tuple[str, str]


def exists(schema: str) -> bool:
    return bool(_existing([schema]))


def create(schema: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA {quote_schema_name(schema)}")


def drop(schema: str) -> None:
    """Remove a schema with everything in it. There is no way back but a dump."""
    if schema == get_public_schema_name():
        raise ValueError("The public schema is everybody's.")
    with connection.cursor() as cursor:
        cursor.execute(f"DROP SCHEMA IF EXISTS {quote_schema_name(schema)} CASCADE")


def applied(schemas: Iterable[str]) -> dict[str, set[Migration]]:
    """Read which migrations each schema has recorded; a schema never migrated has none."""
    found: dict[str, set[Migration]] = {schema: set() for schema in schemas}
    ready = _existing(found, table="django_migrations")
    if not ready:
        return found
    parts = [
        f"SELECT %s AS schema, app, name FROM {quote_schema_name(schema)}.django_migrations"  # noqa: S608  quoted
        for schema in ready
    ]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), ready)
        for schema, app, name in cursor.fetchall():
            found[schema].add((app, name))
    return found


def pending(schemas: Iterable[str]) -> dict[str, set[Migration]]:
    """Return, for the schemas that have any, the migrations on disk that they have not recorded."""
    disk = migrations_on_disk()
    missing = {schema: disk - done for schema, done in applied(schemas).items()}
    return {schema: left for schema, left in missing.items() if left}


def migrations_on_disk() -> set[Migration]:
    return set(MigrationLoader(None, ignore_no_migrations=True).disk_migrations)


def migrate(schema: str, tenant_type: str = "") -> None:
    """Bring one schema up to date."""
    run_migrations((), _options(), "standard", schema, tenant_type=tenant_type)


def migrate_tenants(tenants: list[tuple[str, str]]) -> None:
    """Bring (schema, type) pairs up to date, several at a time when they are many."""
    name = "multiprocessing" if len(tenants) >= PARALLEL_FROM else "standard"
    get_executor(codename=name)((), _options()).run_multi_type_migrations(tenants=tenants)


def forget(schema: str, labels: Iterable[str]) -> None:
    """Take some apps' migrations for not run, so that they run."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"DELETE FROM {quote_schema_name(schema)}.django_migrations WHERE app = ANY(%s)",  # noqa: S608  no word of a caller is in it
            [list(labels)],
        )


def labels_of(tenant_type: str) -> set[str]:
    """Return the labels of the apps that have tables in a type of schema."""
    return {AppConfig.create(entry).label for entry in settings.TENANT_TYPES[tenant_type]["APPS"]}


def unexpected_tables(schema: str, tenant_type: str) -> dict[str, set[str]]:
    """Compare a schema's tables with those its type's apps declare.

    Every schema records every migration as applied, so an app moved into a type later creates no
    table there: only this comparison shows it.
    """
    expected = _expected_tables(tenant_type)
    with enter("public"), connection.cursor() as cursor:
        cursor.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = %s",
            [schema],
        )
        found = {name for (name,) in cursor.fetchall()} - {"django_migrations"}
    return {
        kind: names
        for kind, names in {"missing": expected - found, "extra": found - expected}.items()
        if names
    }


def _options() -> dict[str, object]:
    """What `migrate --noinput --verbosity 0 --skip-checks` means, whatever options Django adds."""
    parser = MigrateCommand().create_parser("manage.py", "migrate")
    given = ["--noinput", "--verbosity=0", "--skip-checks"]
    return vars(parser.parse_args(given)) | {"skip_checks": True}


def _expected_tables(tenant_type: str) -> set[str]:
    listed = labels_of(tenant_type)
    return {
        model._meta.db_table
        for config in apps.get_app_configs()
        if config.label in listed
        for model in config.get_models(include_auto_created=True)
        # One that Django does not manage is made by its app's own SQL.
        if not model._meta.proxy
    }


def _existing(schemas: Iterable[str], table: str | None = None) -> list[str]:
    query = "SELECT nspname FROM pg_namespace WHERE nspname = ANY(%s)"
    if table:
        query = "SELECT schemaname FROM pg_tables WHERE schemaname = ANY(%s) AND tablename = %s"
    with connection.cursor() as cursor:
        cursor.execute(query, [list(schemas), *([table] if table else [])])
        return [name for (name,) in cursor.fetchall()]
