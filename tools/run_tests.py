"""`make test`: the whole suite on an embedded PostgreSQL of its own, or on DATABASE_URL.

Words after the command go to pytest: python -m tools.run_tests tests/kernel -x
"""

import contextlib
import fcntl
import os
import subprocess
import sys
from typing import IO

from tools import messages, places, postgres, preparation, search_server

# One file stays in one process: its fixtures are made once. In their own order: sorted by their
# number of tests, the few long ones of the browser would come last, and the others wait for them.
WHOLE_SUITE = [
    *("--numprocesses=auto", "--maxprocesses=4", "--dist=loadfile", "--no-loadscope-reorder"),
    "--durations=10",
]


def run(command: list[str]) -> int:
    """Run it with a database that it may fill; the last of several runs stops what they started."""
    messages.compile_changed()
    environment = os.environ | {"DATABASE_ROLE": "owner"}
    with (places.make_folder(places.STATE) / "tests.lock").open("a+") as runs:
        fcntl.flock(runs, fcntl.LOCK_SH)
        if not search_server.is_running():
            runs.write("search\n")
        try:
            if "DATABASE_URL" not in environment:
                if not postgres.is_running("test"):
                    runs.write("postgres\n")
                environment |= postgres.start("test").environment()
            else:
                environment.setdefault("DATABASE_OWNER_URL", environment["DATABASE_URL"])
                preparation.database_identity(environment["DATABASE_OWNER_URL"])
            runs.flush()
            return subprocess.run(command, check=False, cwd=places.ROOT, env=environment).returncode
        finally:
            _leave(runs)


def _leave(runs: IO[str]) -> None:
    with contextlib.suppress(BlockingIOError):  # another run goes on
        fcntl.flock(runs, fcntl.LOCK_EX | fcntl.LOCK_NB)
        runs.seek(0)
        started = set(runs.read().split())
        runs.truncate(0)
        if "search" in started:
            search_server.stop()
        if "postgres" in started:
            postgres.stop("test")


def main(command: list[str]) -> int:
    """Run it, and turn what a person can mend into one sentence."""
    try:
        return run([sys.executable, "-m", *command])
    except KeyboardInterrupt:
        return 130
    except (postgres.PostgresError, preparation.PreparationError, places.PlaceError) as problem:
        print(problem, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(["pytest", *(sys.argv[1:] or WHOLE_SUITE)]))
