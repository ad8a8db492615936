"""Dump and restore the database with PostgreSQL's own programs."""

import contextlib
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psycopg
from django.db import connection
from psycopg import sql
from psycopg.conninfo import make_conninfo

from tenants.schema_template import connection_environment, find_pg_dump

TABLES = """
    SELECT table_schema, table_name FROM information_schema.tables
    WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')
    ORDER BY 1, 2
"""
GRANTED = """
    SELECT DISTINCT role.rolname FROM pg_class, aclexplode(relacl) AS entry
    JOIN pg_roles AS role ON role.oid = entry.grantee WHERE role.rolname !~ '^pg_' ORDER BY 1
"""
GENERATION = 10_000


class BackupError(Exception):
    """The backup or the restoration cannot go on; the message says why."""


@contextlib.contextmanager
def connect() -> Iterator[psycopg.Connection]:
    """Open a connection of our own: a snapshot must not depend on what the caller has begun."""
    keys = {
        "dbname": "NAME",
        "host": "HOST",
        "port": "PORT",
        "user": "USER",
        "password": "PASSWORD",
    }
    given = {name: connection.settings_dict.get(key) for name, key in keys.items()}
    where = make_conninfo(**{name: str(value) for name, value in given.items() if value})
    with psycopg.connect(where) as opened:
        yield opened


def generation(opened: psycopg.Connection) -> int:
    return opened.info.server_version // GENERATION


def count_rows(opened: psycopg.Connection) -> dict[str, int]:
    """Number of rows of every table of every schema, in the connection's snapshot."""
    counts = {}
    for schema, table in opened.execute(TABLES).fetchall():
        query = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(schema, table))
        counts[f"{schema}.{table}"] = _single(opened, query)
    return counts


def _single(opened: psycopg.Connection, query: sql.Composed) -> int:
    row = opened.execute(query).fetchone()
    return int(row[0]) if row else 0


def granted_roles(opened: psycopg.Connection) -> list[str]:
    """Roles that a dump of this database names."""
    return [name for (name,) in opened.execute(GRANTED)]


def dump(target: Path) -> tuple[dict[str, int], list[str], int]:
    """Write the whole database; return its row counts, its roles and the server's generation."""
    with connect() as opened:
        opened.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        opened.read_only = True
        snapshot = opened.execute("SELECT pg_export_snapshot()").fetchone()
        command = [find_pg_dump(), "--format=custom", f"--file={target}", "--no-owner"]
        # The counts and the dump then see the same moment, whatever is written meanwhile.
        _run([*command, f"--snapshot={snapshot[0] if snapshot else ''}"])
        return count_rows(opened), granted_roles(opened), generation(opened)


def refuse_unless_empty(needed_generation: int) -> None:
    """Raise BackupError for a database that holds anything, or whose server is too old."""
    with connect() as opened:
        if opened.execute(TABLES).fetchone():
            raise BackupError("The database is not empty: restore into a new one.")
        if generation(opened) < needed_generation:
            raise BackupError(
                f"The backup comes from PostgreSQL {needed_generation}; this server is older"
                f" ({generation(opened)})."
            )


def load(source: Path, roles: list[str]) -> bool:
    """Restore a dump, whole or not at all; tell whether the roles' rights came with it."""
    with connect() as opened:
        known = {name for (name,) in opened.execute("SELECT rolname FROM pg_roles")}
    has_roles = known.issuperset(roles)
    command = [str(Path(find_pg_dump()).with_name("pg_restore")), "--no-owner", "--exit-on-error"]
    command += ["--single-transaction", f"--dbname={connection.settings_dict['NAME']}"]
    _run([*command, *([] if has_roles else ["--no-privileges"]), str(source)])
    return has_roles


def _run(command: list[str]) -> None:
    done = subprocess.run(  # noqa: S603  fixed commands
        command, env=connection_environment(), capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise BackupError(f"{Path(command[0]).name} failed:\n{done.stderr.strip()}")
