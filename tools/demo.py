"""`make demo`: the whole platform on this machine, until Ctrl-C.

Starts the database, prepares it when something changed, then runs web, worker and scheduler,
starts again what dies, and stops everything at the end. Settings: PORT, PLATFORM_DOMAIN,
DATABASE_URL (a real PostgreSQL 15 or newer instead of the embedded one), SEARCH=elasticsearch.
"""

import contextlib
import fcntl
import http.client
import os
import signal
import sys
import time
from collections.abc import Iterator
from types import FrameType
from typing import TextIO

import psutil

from tools import payments, places, ports, postgres, preparation, processes, search_server
from tools.processes import Child
from tools.search_package import SearchServerError

DEMO = places.STATE / "demo"
RUNNING = DEMO / "processes.json"
READY_SECONDS = 90
BEAT = 0.2
TAKE_OVER_SECONDS = 25
THREADS = 8
WEB = "web"


class StopAsked(Exception):
    """Ctrl-C, the end of the terminal, or the end of make."""


class DemoError(Exception):
    """The demo cannot go on; the message says why."""


def main() -> int:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        is_nohup = number is signal.SIGHUP and signal.getsignal(number) is signal.SIG_IGN
        if not is_nohup:
            signal.signal(number, _ask_to_stop)
    places.make_folder(DEMO)
    try:
        with only_one() as lock:
            return Demo(lock).run()
    except StopAsked:
        return 130
    except (
        DemoError, places.PlaceError, ports.NoPortError, postgres.PostgresError,
        preparation.PreparationError, SearchServerError,
    ) as problem:  # fmt: skip
        print(f"\n{problem}", file=sys.stderr)
        return 1


def _ask_to_stop(_number: int, _frame: FrameType | None) -> None:
    raise StopAsked


@contextlib.contextmanager
def only_one() -> Iterator[TextIO]:
    """Hold this checkout's demo; take over from one whose make is gone."""
    with (DEMO / "lock").open("a+") as lock:
        limit = time.monotonic() + TAKE_OVER_SECONDS
        while True:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                _make_way(lock, late=time.monotonic() > limit)
                time.sleep(BEAT)
        lock.truncate(0)
        lock.write(f"{os.getpid()} {os.getppid()}\n")
        lock.flush()
        yield lock


def _make_way(lock: TextIO, *, late: bool) -> None:
    """Refuse beside a demo that somebody watches; one that nobody watches is stopping."""
    lock.seek(0)
    words = lock.read().split()
    parent, *where = words[1:] or ["1"]
    is_watched = parent != "1" and psutil.pid_exists(int(parent))
    if is_watched or late:
        place = f" on {where[0]}" if where else ""
        message = f"The demo of this folder is already running{place}: stop it there with Ctrl-C."
        raise DemoError(message)


class Demo:
    """One run, from the database to the end of the last child."""

    def __init__(self, lock: TextIO) -> None:
        self.lock = lock
        self.parent = os.getppid()
        self.children: list[Child] = []
        self.embedded = "DATABASE_URL" not in os.environ
        self.searching = False
        self.environment = dict(os.environ)

    def run(self) -> int:
        try:
            self.start()
            self.watch()
        except StopAsked:
            print("\nStopping…", flush=True)
            return 0
        finally:
            self.stop()
        return 0

    def start(self) -> None:
        if left := processes.end_recorded(RUNNING):
            print(f"Ended what an earlier start left running: {', '.join(left)}.", flush=True)
        port = self.choose_port()
        domain = self.environment.setdefault("PLATFORM_DOMAIN", "trousse.localhost")
        self.environment["PLATFORM_PORT"] = str(port)
        self.environment.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
        self.environment["PYTHONUNBUFFERED"] = "1"
        # Seven programs load the same modules: let the first keep them compiled.
        self.environment.pop("PYTHONDONTWRITEBYTECODE", None)
        self.start_database()
        self.start_search()
        payments.prepare(self.environment, port)
        accounts = preparation.prepare(self.environment)
        self.children = self.programs(port)
        # The web first: three programs that load at once keep a person waiting longer.
        self.launch(self.children[:1])
        self.wait_for_web(port, domain)
        self.launch(self.children[1:])
        address = f"http://{domain}:{port}"
        self.lock.write(f"{address}\n")
        self.lock.flush()
        print(f"\nTrousse is ready: {address}\n\n{accounts.strip()}\n", flush=True)
        print("Logs are in .trousse/log; Ctrl-C stops everything, and the data stay.", flush=True)

    def choose_port(self) -> int:
        wanted = os.environ.get("PORT") or "8000"
        if not wanted.isdigit() or not 0 < int(wanted) < 65_536:  # noqa: PLR2004  ports end there
            raise DemoError(f"PORT must be a number between 1 and 65535; it is {wanted}.")
        port = ports.first_free(int(wanted))
        if port != int(wanted):
            print(f"Port {wanted} is in use by another program: taking {port}.", flush=True)
        return port

    def start_database(self) -> None:
        if self.embedded:
            self.environment |= postgres.start("demo").environment()
        else:
            self.environment.setdefault("DATABASE_OWNER_URL", self.environment["DATABASE_URL"])

    def start_search(self) -> None:
        """Elasticsearch only when asked for: the demo searches in PostgreSQL otherwise."""
        wanted = os.environ.get("SEARCH", "")
        if wanted not in {"", "postgres", "elasticsearch"}:
            raise DemoError(f"SEARCH must be postgres or elasticsearch; it is {wanted}.")
        if wanted == "elasticsearch" and "ELASTICSEARCH_URL" not in self.environment:
            self.searching = not search_server.is_running()
            self.environment["ELASTICSEARCH_URL"] = search_server.start()

    def programs(self, port: int) -> list[Child]:
        python = sys.executable
        gunicorn = [python, "-m", "gunicorn", "config.wsgi:application", "--no-control-socket"]
        gunicorn += ["--config=python:config.web_server", "--bind", f"{ports.HOST}:{port}"]
        gunicorn += ["--worker-class", "gthread", "--threads", str(THREADS)]
        gunicorn += ["--graceful-timeout", "3", "--timeout", "120"]
        return [
            Child(WEB, gunicorn, self.environment),
            *payments.programs(self.environment, port),
            Child("worker", [python, "manage.py", "worker"], self.environment),
            Child("scheduler", [python, "manage.py", "scheduler"], self.environment),
        ]

    def launch(self, children: list[Child]) -> None:
        for child in children:
            child.start()
            processes.record(RUNNING, self.children)

    def wait_for_web(self, port: int, domain: str) -> None:
        limit = time.monotonic() + READY_SECONDS
        while time.monotonic() < limit:
            self.revive()
            with contextlib.suppress(OSError, http.client.HTTPException):
                asked = http.client.HTTPConnection(ports.HOST, port, timeout=30)
                asked.request("GET", "/health/live", headers={"Host": f"{domain}:{port}"})
                asked.getresponse().read()
                return
            self.look_up_to_make()
            time.sleep(BEAT)
        log = next(child for child in self.children if child.name == WEB).tail()
        raise DemoError(f"The web server did not answer in {READY_SECONDS} s:\n{log}")

    def watch(self) -> None:
        while True:
            self.revive_database()
            self.revive()
            self.look_up_to_make()
            time.sleep(BEAT)

    def revive_database(self) -> None:
        if self.embedded and not postgres.is_running("demo"):
            print("\nThe database ended: starting it again.", flush=True)
            postgres.start("demo")

    def revive(self) -> None:
        for child in self.children:
            if child.has_died():
                code = child.process.returncode if child.process else "?"
                pause = child.plan_restart()
                print(f"\n{child.name} ended (code {code}); its log ends with:\n{child.tail()}")
                print(f"Starting {child.name} again in {pause:.0f} s.", flush=True)
            if child.process is None and child.started and time.time() >= child.again_at:
                child.start()
                processes.record(RUNNING, self.children)

    def look_up_to_make(self) -> None:
        """When make was killed nobody watches any more: stop too, rather than live on unseen."""
        if self.parent != 1 and os.getppid() != self.parent:
            raise StopAsked

    def stop(self) -> None:
        """Stop everything; a second Ctrl-C does not interrupt this."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        processes.end_children(self.children)
        RUNNING.unlink(missing_ok=True)
        if self.searching:
            search_server.stop()
        if self.embedded:
            postgres.stop("demo")
            print("Stopped. The data are kept: make demo goes on, make reset starts over.")


if __name__ == "__main__":
    sys.exit(main())
