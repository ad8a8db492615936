"""Finding a Chromium that really starts: CHROMIUM, then PATH, then what Playwright fetched."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

# The shell first: it draws the same pages for a third of the processor time.
NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
)
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
PLAYWRIGHT_FOLDERS = ("~/.cache/ms-playwright", "~/Library/Caches/ms-playwright")
PLAYWRIGHT_NAMES = (
    "chromium_headless_shell-*/*/*headless*shell",
    "chromium-*/chrome-linux*/chrome",
    "chromium-*/chrome-mac*/*.app/Contents/MacOS/*",
)
# No sandbox: it does not start as root, nor in most containers. The pages are our own.
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-dev-shm-usage",
)  # fmt: skip
SECONDS = 30


def candidates() -> Iterator[str]:
    yield os.environ.get("CHROMIUM", "")
    for name in NAMES:
        yield shutil.which(name) or ""
    yield from PLACES
    for folder in PLAYWRIGHT_FOLDERS:
        for name in PLAYWRIGHT_NAMES:
            yield from map(str, sorted(Path(folder).expanduser().glob(name), reverse=True))


@cache
def chromium() -> str:
    """The path of a Chromium that answers, or nothing."""
    return next((path for path in candidates() if path and _answers(path)), "")


def _answers(path: str) -> bool:
    try:
        subprocess.run([path, "--version"], check=True, capture_output=True, timeout=SECONDS)
    except (OSError, subprocess.SubprocessError):
        return False
    return True


def missing() -> str:
    """What this machine lacks, in words; nothing when it lacks nothing."""
    return "" if chromium() else "no Chromium or Chrome was found (CHROMIUM=/path names one)"
