"""`make test`: the whole suite on an embedded PostgreSQL of its own, or on DATABASE_URL.

Words after the command go to pytest: python -m tools.run_tests tests/kernel -x
"""

import os
import subprocess
import sys

from tools import messages, places, postgres, preparation, search_server

# One file stays in one process: its fixtures are made once.
WHOLE_SUITE = ["--numprocesses=auto", "--maxprocesses=4", "--dist=loadfile", "--durations=10"]


def run(command: list[str]) -> int:
    """Run a command with a database that it may fill; stop afterwards what was started for it."""
    messages.compile_changed()
    environment = os.environ | {"DATABASE_ROLE": "owner"}
    embedded = "DATABASE_URL" not in environment
    was_searching = search_server.is_running()
    was_running = embedded and postgres.is_running("test")
    try:
        if embedded:
            environment |= postgres.start("test").environment()
        else:
            environment.setdefault("DATABASE_OWNER_URL", environment["DATABASE_URL"])
            preparation.database_identity(environment["DATABASE_OWNER_URL"])
        return subprocess.run(command, check=False, cwd=places.ROOT, env=environment).returncode
    finally:
        if not was_searching:
            search_server.stop()
        if embedded and not was_running:
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
