"""`make reset`: delete the data of this checkout's demo, after asking; never anything else."""

import os
import sys

from tools import demo, places, postgres, processes, search_server

KEPT = ("uv",)  # fetched, not data


def confirmed() -> bool:
    """Whether a person said yes, or FORCE=1 says it for a script."""
    if os.environ.get("FORCE", "") not in {"", "0"}:
        return True
    if not sys.stdin.isatty():
        print("Nothing was deleted: nobody is here to answer (FORCE=1 deletes without asking).")
        return False
    print("This deletes the demo's database, its files and its logs. Your own code stays.")
    answer = input("Type yes to go on: ").strip().lower()
    return answer in {"y", "yes", "o", "oui"}


def stop_servers() -> None:
    processes.end_recorded(demo.RUNNING)
    search_server.stop()
    for name in postgres.CLUSTERS:
        postgres.stop(name)


def delete_data() -> None:
    for name in postgres.CLUSTERS:
        postgres.remove(name)
    for folder in {places.STATE, places.server_state()}:
        for path in folder.iterdir():
            if path.name in KEPT:
                continue
            if path.is_dir() and not path.is_symlink():
                places.remove(path)
            else:
                path.unlink()


def main() -> int:
    places.make_folder(demo.DEMO)
    deleting = "--keep-data" not in sys.argv
    if deleting and not confirmed():
        return 1
    try:
        with demo.only_one():
            stop_servers()
            if deleting:
                delete_data()
    except demo.DemoError as problem:
        print(problem, file=sys.stderr)
        return 1
    print("Everything was deleted: make demo starts over." if deleting else "Stopped.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
