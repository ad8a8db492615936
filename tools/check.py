"""`make check`: everything that judges the code without running it, in one list of verdicts.

A check that fails does not hide the next ones; the exit code tells whether all passed.
"""

import os
import subprocess
import sys
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from tools import messages, places

PYTHON = sys.executable
PROGRAMS = str(Path(PYTHON).parent) + os.sep
SHOWN_LINES = 60
# None of the checks connects: the address only has to be one.
UNUSED_DATABASE = "postgresql://nobody@127.0.0.1:1/none"
# Its script carries the absolute path of the .venv it was installed in; its module does not.
LINT_IMPORTS = "from importlinter.cli import lint_imports_command as run; run()"
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "config.settings.production",
    "SECRET_KEY": "only-for-the-check-0123456789-abcdefghijklmnopqrstuvwxyz",
    "PLATFORM_DOMAIN": "trousse.example",
    "DATABASE_URL": "postgresql://app@127.0.0.1:1/none",
    "DATABASE_OWNER_URL": "postgresql://owner@127.0.0.1:1/none",
    "CACHE_URL": "redis://127.0.0.1:1/0",
    "EMAIL_URL": "smtp://mail.trousse.example:587",
}


@dataclass(frozen=True, slots=True)
class Check:
    """One tool and what its failure means."""

    name: str
    command: list[str]
    environment: Mapping[str, str] = field(default_factory=dict)


def module(name: str, *words: str) -> list[str]:
    return [PYTHON, "-m", name, *words]


def templates() -> list[str]:
    folders = [places.ROOT / "templates", *places.ROOT.glob("*/templates")]
    return [str(path) for folder in folders for path in sorted(folder.rglob("*.html"))]


def checks() -> list[Check]:
    manage = [PYTHON, "manage.py"]
    return [
        Check("format", module("ruff", "format", "--check", "--output-format=concise", ".")),
        Check("lint", module("ruff", "check", "--output-format=concise", ".")),
        Check("types", module("mypy", ".")),
        Check("layers", [PYTHON, "-c", LINT_IMPORTS]),
        Check("templates", [PROGRAMS + "djade", "--check", *templates()]),
        Check("migrations", [*manage, "makemigrations", "--check", "--dry-run"]),
        Check("system", [*manage, "check"]),
        Check("deployment", [*manage, "check", "--deploy", "--fail-level", "WARNING"], PRODUCTION),
        Check("catalogs", module("tools.messages", "check")),
    ]  # fmt: skip


def passes(check: Check) -> bool:
    """Run one check; print its output only when it fails, or when it left something out."""
    began = time.monotonic()
    environment = {"DATABASE_URL": UNUSED_DATABASE, **os.environ, **check.environment}
    ended = subprocess.run(
        check.command, check=False, cwd=places.ROOT, text=True, env=environment,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    verdict = "failed" if ended.returncode else "ok"
    print(f"{check.name:<12} {verdict:<7} {time.monotonic() - began:5.1f} s", flush=True)
    if ended.returncode or "Left out" in ended.stdout:
        print(shortened(ended.stdout), flush=True)
    return ended.returncode == 0


def shortened(text: str) -> str:
    lines = text.strip().splitlines()
    more = [f"… {len(lines) - SHOWN_LINES} more lines"] if len(lines) > SHOWN_LINES else []
    return "\n".join(lines[:SHOWN_LINES] + more)


def main() -> int:
    messages.compile_changed()
    # Each is a program of its own: as many at once as there are processors.
    with ThreadPoolExecutor(max_workers=min(4, os.cpu_count() or 1)) as at_once:
        verdicts = {check.name: at_once.submit(passes, check) for check in checks()}
    failed = [name for name, verdict in verdicts.items() if not verdict.result()]
    if failed:
        print(f"\nFailed: {', '.join(failed)}.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
