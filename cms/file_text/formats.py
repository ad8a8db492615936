"""The words of a file, by its format: no layout, no pictures. Plain Python, run apart.

Files come from people: XML is read without entities, an archive no further than a limit.
"""

import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO
from xml.etree.ElementTree import Element, ParseError

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException
from pypdf import PdfReader
from pypdf.errors import PyPdfError

LONGEST = 200_000  # letters kept of a file
MOST_PAGES = 500
# XML unpacked from one archive; what is beyond is not read.
MOST_UNPACKED = 24 * 1024 * 1024
_NUMBER = re.compile(r"(\d+)")
_TIMES = re.compile(r"^.*-->.*$")
_TAG = re.compile(r"<[^>]*>")


class Locked(Exception):
    """A password keeps it."""


class Unreadable(Exception):
    """It is damaged, or not what its name says."""


def text_of(path: Path, extension: str) -> str:
    """Return the words of a file; empty for a format without words. Or Locked, or Unreadable."""
    reader = READERS.get(extension)
    if reader is None:
        return ""
    found: list[str] = []
    length = 0
    try:
        for part in reader(path):
            words = " ".join(part.split())
            if words:
                found.append(words)
                length += len(words) + 1
            if length >= LONGEST:
                break
    except (PyPdfError, zipfile.BadZipFile, ParseError, DefusedXmlException, KeyError) as error:
        raise Unreadable(str(error)) from error
    except (ValueError, TypeError, AttributeError, IndexError, OSError, RecursionError) as error:
        # What pypdf and zipfile also raise on a damaged file.
        raise Unreadable(str(error)) from error
    return "\n".join(found)[:LONGEST]


def _pdf(path: Path) -> Iterator[str]:
    reader = PdfReader(path, strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        raise Locked
    for page in reader.pages[:MOST_PAGES]:
        yield page.extract_text()


def _office(beginning: str, *names: str) -> Callable[[Path], Iterator[str]]:
    """Read the parts of an Office file whose names begin so, in the order of their numbers."""

    def read(path: Path) -> Iterator[str]:
        for root in _parts(path, lambda name: name.startswith(beginning) and _is(name, names)):
            for paragraph in root.iter():
                if _local(paragraph) in {"p", "si", "is"}:
                    yield "".join(_runs(paragraph))

    return read


def _is(name: str, names: tuple[str, ...]) -> bool:
    return name.endswith(".xml") and Path(name).stem.rstrip("0123456789") in names


def _runs(paragraph: Element) -> Iterator[str]:
    for element in paragraph.iter():
        name = _local(element)
        if name == "t":
            yield element.text or ""
        elif name in {"tab", "br", "cr"}:
            yield " "


def _open_document(path: Path) -> Iterator[str]:
    for root in _parts(path, lambda name: name == "content.xml"):
        for element in root.iter():
            if _local(element) in {"p", "h"}:
                yield " ".join(element.itertext())


def _book(path: Path) -> Iterator[str]:
    for root in _parts(path, lambda name: name.endswith((".xhtml", ".html", ".htm"))):
        for body in root.iter():
            if _local(body) == "body":
                yield " ".join(body.itertext())


def _parts(path: Path, is_wanted: Callable[[str], bool]) -> Iterator[Element]:
    left = MOST_UNPACKED
    with zipfile.ZipFile(path) as archive:
        members = [member for member in archive.infolist() if is_wanted(member.filename)]
        for member in sorted(members, key=lambda member: _numbered(member.filename)):
            if member.flag_bits & 1:
                raise Locked
            with archive.open(member) as opened:
                data = _at_most(opened, left)
            if data is None:
                return
            left -= len(data)
            yield ElementTree.fromstring(data)


def _at_most(opened: IO[bytes], most: int) -> bytes | None:
    """Read by what really comes out: the size that an archive announces may be a lie."""
    data = opened.read(most + 1)
    return None if len(data) > most else data


def _numbered(name: str) -> list[tuple[int, str]]:
    """Order slide2 before slide10."""
    return [(int(part), "") if part.isdigit() else (0, part) for part in _NUMBER.split(name)]


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _plain(path: Path) -> Iterator[str]:
    with path.open("rb") as file:
        data = file.read(LONGEST * 4)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    yield from text.splitlines()


def _captions(path: Path) -> Iterator[str]:
    return captions_words("\n".join(_plain(path)))


def captions_words(text: str) -> Iterator[str]:
    """Return what WebVTT captions say: neither times, names of captions, notes nor styles."""
    for block in re.split(r"\n\s*\n", text.replace("\r\n", "\n")):
        lines = block.strip().splitlines()
        timed = [number for number, line in enumerate(lines) if _TIMES.match(line)]
        if timed:
            yield _TAG.sub(" ", " ".join(lines[timed[0] + 1 :]))


READERS: dict[str, Callable[[Path], Iterator[str]]] = {
    "pdf": _pdf,
    "docx": _office("word/", "document", "footnotes", "endnotes", "header", "footer"),
    "pptx": _office("ppt/", "slide", "notesSlide"),
    "xlsx": _office("xl/", "sharedStrings", "sheet"),
    "odt": _open_document,
    "ods": _open_document,
    "odp": _open_document,
    "epub": _book,
    "txt": _plain,
    "csv": _plain,
    "vtt": _captions,
}
