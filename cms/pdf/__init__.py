"""PDF files, set by typst: tagged for screen readers (PDF/UA-1), with their title and language.

    typeset("document", {"title": …, "language": "fr", "nodes": …})

A template is `templates/pdf/<name>.typ`; it reads its data with `json(bytes(sys.inputs.data))` and
begins with `#import "trousse.typ"`. A picture without alternative text or a skipped heading stops
the setting: a PDF that nobody can hear is a mistake, not a style.
"""

import json
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import typst
from django.conf import settings

FONTS = Path(__file__).parent / "fonts"
STANDARD = "ua-1"


def typeset(
    name: str, data: Mapping[str, Any], *, files: Mapping[str, bytes] | None = None
) -> bytes:
    """Return the PDF; `files` are the pictures that the data name."""
    return _compile(name, data, files or {}, format="pdf", pdf_standards=STANDARD)


def picture(
    name: str, data: Mapping[str, Any], *, files: Mapping[str, bytes] | None = None, ppi: int = 144
) -> bytes:
    """Return the only page of a template as a PNG."""
    return _compile(name, data, files or {}, format="png", ppi=float(ppi))


@cache
def fonts() -> typst.Fonts:
    """The fonts of the product and no other, so that every machine sets the same page."""
    return typst.Fonts(include_system_fonts=False, font_paths=[str(FONTS)])


def _compile(
    name: str, data: Mapping[str, Any], files: Mapping[str, bytes], **options: Any
) -> bytes:
    """Set a template in a folder of its own, from which it cannot read anything else."""
    source = Path(settings.BASE_DIR) / "templates" / "pdf"
    with tempfile.TemporaryDirectory(prefix="trousse-pdf-") as place:
        for path in source.glob("*.typ"):
            (Path(place) / path.name).write_bytes(path.read_bytes())
        for file_name, content in files.items():
            (Path(place) / Path(file_name).name).write_bytes(content)
        made = typst.compile(
            str(Path(place) / f"{name}.typ"),
            root=place,
            font_paths=fonts(),
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            **options,
        )
    return bytes(made)
