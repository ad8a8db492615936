"""A database for the suite: made once per migration state, then copied in half a second.

The template holds `public`, the national site and two departments, Aisne and Vosges. A run, or each
of its processes, works on a copy of its own and drops it at the end.
"""

import fcntl
import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import psycopg
from django.conf import settings
from django.db import connection
from psycopg import sql

ROOT = Path(__file__).parents[1]
TEMPLATE_PREFIX = "trousse_test_template_"
KEPT = 2
DEPARTMENTS = {"02": ("Aisne", "aisne"), "88": ("Vosges", "vosges")}
# A change in these may change what the template holds.
SOURCES = (
    "*/migrations/*.py",
    "*/*/migrations/*.py",
    "cms/starter*.py",
    "cms/starter_words/*.py",
    "tne_sites/starter*.py",
    "tne_sites/place_roles.py",
    "accounts/groups.py",
    "accounts/projection.py",
    "accounts/rights.py",
    "cms/roles.py",
    "resources/permissions.py",
    "resources/starter.py",
    "tne_sites/*_roles.py",
    "tenants/migrating.py",
    "tenants/provisioning.py",
    "tenants/dump_script.py",
    "tenants/schema_template.py",
)


@contextmanager
def scratch_database(name: str) -> Iterator[None]:
    """Point the connection at a fresh copy of the template, and drop it at the end."""
    template = _ensure_template()
    original = connection.settings_dict["NAME"]
    _drop(name)
    _execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(_id(name), _id(template)))
    _use(name)
    try:
        yield
    finally:
        _use(original)
        _drop(name)


@cache
def _ensure_template() -> str:
    """Return the template's name, after building it if the migrations have changed."""
    name = TEMPLATE_PREFIX + _state()
    with _lock():
        if not _is_ready(name):
            for old in [*_templates()[KEPT:], name]:
                _drop(old)
            _execute(sql.SQL("CREATE DATABASE {}").format(_id(name)))
            original = connection.settings_dict["NAME"]
            _use(name)
            _fill()
            _use(original)
            _execute(sql.SQL("ALTER DATABASE {} IS_TEMPLATE true").format(_id(name)))
    return name


def _fill() -> None:
    from django.core.management import call_command

    from tenants import provisioning
    from tests.queue import drain

    call_command("migrate_schemas", verbosity=0)
    for code, (label, slug) in DEPARTMENTS.items():
        provisioning.create_department(code=code, name=label, slug=slug)
    # What making the sites put in the queue is done, so that a test finds its own tasks only.
    drain()


def _state() -> str:
    digest = hashlib.sha256((ROOT / "uv.lock").read_bytes())
    for path in sorted({path for pattern in SOURCES for path in ROOT.glob(pattern)}):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


@contextmanager
def _lock() -> Iterator[None]:
    """One process builds, the others wait; the lock goes with the process that held it."""
    server = settings.DATABASES["default"]
    address = hashlib.sha256(f"{server['HOST']}:{server['PORT']}".encode()).hexdigest()[:12]
    path = Path(tempfile.gettempdir()) / f"trousse-template-{os.getuid()}-{address}.lock"
    with path.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _use(name: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = name
    settings.DATABASES["default"]["NAME"] = name


def _templates() -> list[str]:
    """Newest first: another checkout may be using one of them."""
    names = [str(name) for (name,) in _query("SELECT datname FROM pg_database ORDER BY oid DESC")]
    return [name for name in names if name.startswith(TEMPLATE_PREFIX)]


def _is_ready(name: str) -> bool:
    return bool(_query("SELECT 1 FROM pg_database WHERE datistemplate AND datname = %s", name))


def _drop(name: str) -> None:
    if _query("SELECT 1 FROM pg_database WHERE datname = %s AND datistemplate", name):
        _execute(sql.SQL("ALTER DATABASE {} IS_TEMPLATE false").format(_id(name)))
    _execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(_id(name)))


def _id(name: str) -> sql.Identifier:
    return sql.Identifier(name)


def _query(query: str, *parameters: object) -> list[tuple[object, ...]]:
    with _server() as server:
        return server.execute(query, parameters or None).fetchall()


def _execute(statement: sql.Composable) -> None:
    with _server() as server:
        server.execute(statement)


def _server() -> psycopg.Connection:
    given = settings.DATABASES["default"]
    names = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD"}
    chosen = {key: given[name] for key, name in names.items() if given.get(name)}
    return psycopg.connect(dbname="postgres", autocommit=True, **chosen)
