"""The one style sheet of the product: the sources of static/css, joined by Python.

A finder offers `css/trousse.css` to everything that looks for static files: the development server
finds it fresh after each change of a source, `collectstatic` copies and hashes it like any other.
The sources stay beside it, so the addresses of fonts and drawings are the same in both.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

# In the order of the layers; the components in that of /styleguide/, a file for each family.
SOURCES = ("1-reset", "2-tokens", "3-base", "4-layout", "5-components/*", "6-utilities")
NAME = "css/trousse.css"


def join(folder: Path) -> str:
    """Return the sources as one, without comments and indentation."""
    return "".join(squeeze(path.read_text("utf-8")) for path in sources(folder))


def sources(folder: Path) -> list[Path]:
    return [path for name in SOURCES for path in sorted(folder.glob(f"{name}.css"))]


def squeeze(css: str) -> str:
    """Drop what only people read. Strings and the spaces inside a line are left alone."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    lines = (line.strip() for line in css.splitlines())
    return "\n".join(line for line in lines if line) + "\n"


class StylesheetFinder(BaseFinder):
    """Offer the joined file, made again when a source is newer."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.sources = Path(settings.BASE_DIR) / "static" / "css"
        self.built = Path(settings.STATE_DIR) / "stylesheet"
        super().__init__(*args, **kwargs)

    def check(self, **_kwargs: Any) -> list[Any]:
        return []

    # Django's stubs want one overload for each value of find_all.
    def find(self, path: str, find_all: bool = False, **_kwargs: Any) -> str | list[str]:  # type: ignore[override]  # noqa: FBT001, FBT002 - Django's signature
        found = [str(self.build())] if path == NAME else []
        return found if find_all else (found[0] if found else [])

    def list(self, _ignore_patterns: Any) -> Iterator[tuple[str, FileSystemStorage]]:
        self.build()
        yield NAME, FileSystemStorage(location=self.built)

    def build(self) -> Path:
        """Write the joined file if it is missing or older than a source; return its path."""
        target = self.built / NAME
        newest = max(path.stat().st_mtime for path in sources(self.sources))
        if not target.exists() or target.stat().st_mtime <= newest:
            target.parent.mkdir(parents=True, exist_ok=True)
            # Written aside and moved: another process never reads half a file.
            draft = target.with_suffix(".tmp")
            draft.write_text(join(self.sources), "utf-8")
            draft.replace(target)
        return target
