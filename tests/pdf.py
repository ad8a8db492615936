"""Reading a PDF as a reader's tools do: pypdf always, poppler where the machine has it."""

import io
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from pypdf import PdfReader, PdfWriter


@dataclass(frozen=True, slots=True)
class Read:
    title: str
    language: str
    is_tagged: bool
    pages: int
    words: str
    tags: frozenset[str]
    spoken: frozenset[str]  # the languages that parts say they are in


def blank() -> bytes:
    """Return a whole PDF of one empty page."""
    writer, file = PdfWriter(), io.BytesIO()
    writer.add_blank_page(width=200, height=200)
    writer.write(file)
    return file.getvalue()


def read(data: bytes) -> Read:
    """Read a PDF; poppler, when it is there, must open it and agree about title and tags."""
    reader = PdfReader(io.BytesIO(data))
    root = reader.trailer["/Root"]
    found = Read(
        title=str(reader.metadata.title),
        language=str(root.get("/Lang", "")),
        is_tagged=bool(root.get("/MarkInfo", {}).get("/Marked", False)),
        pages=len(reader.pages),
        words="\n".join(page.extract_text() for page in reader.pages),
        tags=frozenset(_said(root["/StructTreeRoot"], "/S")),
        spoken=frozenset(_said(root["/StructTreeRoot"], "/Lang")),
    )
    if shutil.which("pdfinfo"):
        told = _poppler(data)
        assert f"Title:           {found.title}" in told
        assert "Tagged:          yes" in told
    return found


def _said(element: object, name: str) -> set[str]:
    """What elements of the structure tree say: /S is H1, P, L, Table…, /Lang is fr, ar."""
    found, waiting = set(), [element]
    while waiting:
        item = waiting.pop()
        item = item.get_object() if hasattr(item, "get_object") else item
        if isinstance(item, list):
            waiting += item
        elif isinstance(item, dict):
            if name in item:
                found.add(str(item[name]).lstrip("/"))
            waiting += [item[key] for key in ("/K",) if key in item]
    return found


def _poppler(data: bytes) -> str:
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "read.pdf"
        path.write_bytes(data)
        told = subprocess.run(["pdfinfo", path], check=True, capture_output=True, text=True)
        subprocess.run(["pdftotext", path, "-"], check=True, capture_output=True)
    return told.stdout
