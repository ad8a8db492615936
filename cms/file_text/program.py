"""Reads one file in a process of its own: a file that eats memory or time harms nobody.

    python -m cms.file_text.program pdf FILE

Writes the words on its output and ends with 0; 3 when a password keeps it, 4 when it is damaged.
"""

import contextlib
import logging
import resource
import sys
import warnings
from pathlib import Path

from cms.file_text.formats import Locked, Unreadable, text_of

MEMORY = 1024 * 1024 * 1024
CPU_SECONDS = 60
LOCKED, DAMAGED = 3, 4


def main(extension: str, path: str) -> int:
    # macOS knows no limit of this kind: there, time alone stops a file.
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    warnings.simplefilter("ignore")
    logging.disable()
    try:
        text = text_of(Path(path), extension)
    except Locked:
        return LOCKED
    except (Unreadable, MemoryError):
        return DAMAGED
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
