"""The two database roles: an owner who makes tables, and the application, which only uses them."""

from typing import LiteralString

from psycopg import Connection, sql

OWNER, APP, DATABASE = "trousse_owner", "trousse_app", "trousse"

ROLES: tuple[LiteralString, ...] = (
    "DROP ROLE IF EXISTS {owner}",
    "DROP ROLE IF EXISTS {app}",
    "CREATE ROLE {owner} LOGIN CREATEDB",
    "CREATE ROLE {app} LOGIN",
    # The owner ends the application's sessions before it replaces a database.
    "GRANT {app}, pg_signal_backend TO {owner}",
)
# Rights that every later database inherits, since they are set in template1.
DEFAULTS: tuple[LiteralString, ...] = (
    "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} GRANT USAGE ON SCHEMAS TO {app}",
    (
        "ALTER DEFAULT PRIVILEGES FOR ROLE {owner}"
        " GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {app}"
    ),
    "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} GRANT USAGE, SELECT, UPDATE ON SEQUENCES TO {app}",
    "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} GRANT EXECUTE ON FUNCTIONS TO {app}",
)


def prepare(connection: Connection) -> None:
    """Make the roles and the database where they are missing; ``connection`` is to template1."""
    known = {name for (name,) in connection.execute("SELECT rolname FROM pg_roles")}
    if OWNER not in known or APP not in known:
        for statement in ROLES + DEFAULTS:
            connection.execute(_named(statement))
    databases = {name for (name,) in connection.execute("SELECT datname FROM pg_database")}
    if DATABASE not in databases:
        connection.execute(_named("CREATE DATABASE {database} OWNER {owner}"))


def _named(statement: LiteralString) -> sql.Composed:
    return sql.SQL(statement).format(
        owner=sql.Identifier(OWNER), app=sql.Identifier(APP), database=sql.Identifier(DATABASE)
    )
