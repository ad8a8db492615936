"""What a database needs before the demo can start, each step only when its sources changed."""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import psycopg

from tools import messages, places, processes

OLDEST_POSTGRES = 150_000
ACCOUNTS, ADDRESS = "demo_accounts", "address"


class PreparationError(Exception):
    """A step failed; the message says which, and its own output says why."""


@dataclass(frozen=True, slots=True)
class Step:
    """One management command, and the files that call for it again when they change."""

    command: str
    words: str
    sources: tuple[str, ...] = ()


STEPS = (
    Step("migrate_schemas", "Preparing the tables", ("*/migrations/*.py", "*/*/migrations/*.py")),
    Step("load_territories", "Loading the départements and académies", ("territories/data/**/*",)),
    Step("load_demo_schools", "Adding invented schools", ("territories/data/**/*",)),
    Step("load_legal_texts", "Publishing the terms and the privacy policy"),
    # No sources: what people changed since then is theirs, and is not loaded over.
    Step("load_demo", "Making the sites and their content"),
)


def database_identity(url: str) -> str:
    """What tells this database from another at the same address; also refuses old servers."""
    try:
        with psycopg.connect(url, connect_timeout=10) as connection:
            if connection.info.server_version < OLDEST_POSTGRES:
                raise PreparationError("DATABASE_URL must lead to PostgreSQL 15 or newer.")
            query = (
                "SELECT (SELECT system_identifier FROM pg_control_system()) || '/' || oid"
                " FROM pg_database WHERE datname = current_database()"
            )
            return str(connection.execute(query).fetchone())
    except psycopg.OperationalError as error:
        message = f"The database does not answer; look at DATABASE_URL.\n{error}"
        raise PreparationError(message) from error


def prepare(environment: Mapping[str, str]) -> str:
    """Run the steps that are due; return the sites and accounts to print."""
    messages.compile_changed()
    marks = Marks(database_identity(environment["DATABASE_OWNER_URL"]))
    address = f"{environment['PLATFORM_DOMAIN']}:{environment['PLATFORM_PORT']}"
    if not marks.get(ADDRESS):
        marks.set(ADDRESS, address)
    for step in STEPS:
        mark = fingerprint(step.sources)
        if marks.get(step.command) != mark:
            print(f"{step.words}…", flush=True)
            manage(environment, step.command)
            marks.set(step.command, mark)
            marks.set(ACCOUNTS, "")
    if marks.get(ADDRESS) != address:
        manage(environment, "follow_addresses")
        marks.set(ADDRESS, address)
        marks.set(ACCOUNTS, "")
    if not marks.get(ACCOUNTS):
        marks.set(ACCOUNTS, manage(environment, ACCOUNTS, capture=True))
    return marks.get(ACCOUNTS)


def manage(environment: Mapping[str, str], command: str, *, capture: bool = False) -> str:
    """Run one management command; manage.py makes it the owner of the tables."""
    process = subprocess.Popen(
        [sys.executable, "manage.py", command], cwd=places.ROOT, text=True,
        env={"LOG_LEVEL": "WARNING", **environment}, stdout=subprocess.PIPE if capture else None,
    )  # fmt: skip
    try:
        output, _ = process.communicate()
    except BaseException:
        processes.end_process(process)
        raise
    if process.returncode:
        message = f"The step {command} failed; what it said is above."
        raise PreparationError(message)
    return output or ""


def fingerprint(patterns: tuple[str, ...]) -> str:
    """A digest of the files' names and contents."""
    digest = hashlib.sha256()
    for path in sorted(_files(patterns)):
        digest.update(os.fsencode(path.relative_to(places.ROOT)) + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _files(patterns: tuple[str, ...]) -> Iterator[Path]:
    for pattern in patterns:
        yield from (path for path in places.ROOT.glob(pattern) if path.is_file())


class Marks:
    """What was done, for one database; kept beside the demo's other files."""

    def __init__(self, database: str) -> None:
        name = hashlib.sha256(database.encode()).hexdigest()[:16]
        self.path = places.make_folder(places.STATE / "demo") / f"done-{name}.json"
        try:
            self.done: dict[str, str] = json.loads(self.path.read_text())
        except (OSError, ValueError):
            self.done = {}

    def get(self, name: str) -> str:
        return self.done.get(name, "")

    def set(self, name: str, value: str) -> None:
        self.done[name] = value
        draft = self.path.with_suffix(".new")
        draft.write_text(json.dumps(self.done))
        draft.replace(self.path)
