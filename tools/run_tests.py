"""`make test`: the whole suite on an embedded PostgreSQL of its own, or on DATABASE_URL.

Words after the command go to pytest: python -m tools.run_tests tests/kernel -x
"""

import os
import subprocess
import sys

from tools import messages, places, postgres, preparation, search_server

# One file stays in one process: its fixtures are made once.
WHOLE_SUITE = ["--numprocesses=auto", "--maxprocesses=4", "--dist=loadfile", "--durations=10"]


def main() -> int:
    messages.compile_changed()
    environment = dict(os.environ)
    embedded = "DATABASE_URL" not in environment
    was_searching = search_server.is_running()
    was_running = embedded and postgres.is_running("test")
    try:
        if embedded:
            environment |= postgres.start("test").environment()
            environment["POSTGRES_BIN"] = str(postgres.binaries())
        else:
            environment.setdefault("DATABASE_OWNER_URL", environment["DATABASE_URL"])
            preparation.database_identity(environment["DATABASE_OWNER_URL"])
        # The suite makes and drops databases, which the application's own role may not.
        environment["DATABASE_ROLE"] = "owner"
        command = [sys.executable, "-m", "pytest", *(sys.argv[1:] or WHOLE_SUITE)]
        return subprocess.run(command, check=False, cwd=places.ROOT, env=environment).returncode
    finally:
        if not was_searching:
            search_server.stop()
        if embedded and not was_running:
            postgres.stop("test")


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
    except (postgres.PostgresError, preparation.PreparationError, places.PlaceError) as problem:
        sys.exit(str(problem))
