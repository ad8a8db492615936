"""`make check`: everything that judges the code without running it, in one list of verdicts.

A check that fails does not hide the next ones; the exit code tells whether all passed.
"""

import os
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field

from tools import messages, places

PYTHON = sys.executable
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
        Check("format", module("ruff", "format", "--check", "--quiet", ".")),
        Check("lint", module("ruff", "check", "--quiet", ".")),
        Check("types", module("mypy", ".")),
        Check("layers", [PYTHON, "-c", LINT_IMPORTS]),
        Check("templates", module("djade", "--check", *templates())),
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
        print(ended.stdout.strip(), flush=True)
    return ended.returncode == 0


def main() -> int:
    messages.compile_changed()
    failed = [check.name for check in checks() if not passes(check)]
    if failed:
        print(f"\nFailed: {', '.join(failed)}.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
