"""Asks the program that reads files, and says how it went."""

import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from django.conf import settings

from cms.domain.file_text import TextState
from cms.file_text import program
from cms.file_text.formats import READERS

MEGABYTE = 1024 * 1024
# In a folder of a server that holds many projects, another `cms` could come first.
ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Reading:
    state: TextState
    text: str = ""


def has_words(extension: str) -> bool:
    """Say whether files of this kind hold words at all: a sound does not."""
    return extension in READERS


def read(file: IO[bytes], *, extension: str, size: int) -> Reading:
    """Return the words of an open file, whatever it is."""
    if size > settings.FILE_TEXT_MEGABYTES * MEGABYTE:
        return Reading(TextState.TOO_LARGE)
    with tempfile.NamedTemporaryFile(suffix=f".{extension}") as copy:
        shutil.copyfileobj(file, copy)
        copy.flush()
        return _ask(extension, copy.name)


def _ask(extension: str, path: str) -> Reading:
    command = [sys.executable, "-m", "cms.file_text.program", extension, path]
    try:
        done = subprocess.run(  # noqa: S603  our own program, and a name of our own
            command,
            check=False,
            capture_output=True,
            cwd=ROOT,
            # It needs none of our secrets.
            env={"LC_ALL": "C.UTF-8"},
            timeout=settings.FILE_TEXT_SECONDS,
        )
    except subprocess.TimeoutExpired:
        return Reading(TextState.TOO_LONG)
    if done.returncode == program.LOCKED:
        return Reading(TextState.LOCKED)
    if done.returncode != 0:
        return Reading(TextState.DAMAGED)
    # A program cannot say these, and PostgreSQL holds none.
    text = done.stdout.decode("utf-8", "replace").replace("\0", "").strip()
    return Reading(TextState.READ if text else TextState.EMPTY, text)
