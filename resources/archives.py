"""The ZIP files of a mallette: what goes in, under which names, and where they are kept.

An archive's name holds a digest of what it is made from: what changed is never offered under its
old content, and nothing has to be remembered elsewhere. Number 0 is the whole mallette, the others
its sections.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from django.core.files.storage import default_storage
from django.urls import reverse

from cms.file_text.handing import kept_apart
from cms.models import Document
from resources.models import KitPage, ResourcePage
from resources.reading import Section, kit_sections

FOLDER = "archives"
# Grows when the page without network changes, so that every archive is made again.
EDITION = 2
WHOLE = 0
# What the page, the licences and the manifest weigh for each resource, about.
WORDS_BYTES = 4_000


@dataclass(frozen=True, slots=True)
class Piece:
    """A file of the archive: its name in it, and the field that holds it."""

    name: str
    file: Any
    size: int
    kind: str  # recording, picture or document
    title: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A resource in an archive, with its files."""

    resource: ResourcePage
    note: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A section in an archive."""

    title: str
    theme: str
    introduction: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Archive:
    """One archive that a mallette offers, made or still to be made."""

    kit: KitPage
    number: int
    title: str
    parts: tuple[Part, ...]
    digest: str

    @property
    def folder(self) -> str:
        """Where this archive and those it replaces are kept."""
        language = self.kit.locale.language_code
        return f"{FOLDER}/{self.kit.translation_key}/{language}-{self.number}"

    @property
    def path(self) -> str:
        return f"{self.folder}/{self.digest}.zip"

    @property
    def file_name(self) -> str:
        return f"{self.kit.slug}{f'-{self.number}' if self.number else ''}.zip"

    @property
    def url(self) -> str:
        return reverse("resources:kit_archive", args=[self.kit.pk, self.number])

    @property
    def pieces(self) -> dict[str, Piece]:
        """Every file once, by its name, however often the mallette shows it."""
        entries = (entry for part in self.parts for entry in part.entries)
        return {piece.name: piece for entry in entries for piece in entry.pieces}

    @property
    def is_ready(self) -> bool:
        return bool(default_storage.exists(self.path))

    @property
    def size(self) -> int:
        """Bytes: exact when it is made, else about."""
        if self.is_ready:
            return int(default_storage.size(self.path))
        count = sum(len(part.entries) for part in self.parts)
        return sum(piece.size for piece in self.pieces.values()) + WORDS_BYTES * count


def archives_of(kit: KitPage, sections: Sequence[Section] | None = None) -> tuple[Archive, ...]:
    """Return the whole mallette, then each section; a mallette of one section has no second one."""
    sections = kit_sections(kit) if sections is None else sections
    if not sections:
        return ()
    documents = _documents(item.resource for section in sections for item in section.items)
    parts = [_part(section, documents) for section in sections]
    whole = [_archive(kit, WHOLE, kit.title, tuple(parts))]
    return tuple(
        whole
        if len(parts) == 1
        else whole + [_archive(kit, n, part.title, (part,)) for n, part in enumerate(parts, 1)]
    )


def _archive(kit: KitPage, number: int, title: str, parts: tuple[Part, ...]) -> Archive:
    return Archive(kit, number, title, parts, _digest(kit, parts))


def _part(section: Section, documents: dict[int, Document]) -> Part:
    entries = tuple(
        Entry(item.resource, item.note, _pieces(item.resource, documents)) for item in section.items
    )
    return Part(section.title, section.theme, section.introduction, entries)


def _pieces(page: ResourcePage, documents: dict[int, Document]) -> tuple[Piece, ...]:
    pieces = []
    if page.recording:
        name = _name(page, page.recording.file.name)
        size = page.recording.file_size
        pieces.append(Piece(name, page.recording.file, size, "recording", page.recording.title))
    elif page.image:
        name = _name(page, page.image.file.name)
        size = page.image.file_size or 0
        pieces.append(Piece(name, page.image.file, size, "picture", page.image.title))
    for number, key in enumerate(_document_keys(page), start=1):
        if document := documents.get(key):
            name = _name(page, document.file.name, f"-{number}")
            size = document.file_size or 0
            pieces.append(Piece(name, document.file, size, "document", document.title))
    return tuple(pieces)


def _name(page: ResourcePage, stored: str, suffix: str = "") -> str:
    extension = PurePosixPath(stored).suffix.lower()
    return f"fichiers/{page.slug}{suffix}{extension}"


def _documents(pages: Iterable[ResourcePage]) -> dict[int, Document]:
    """Read the files of all these pages that anybody may read, in two queries.

    An archive asks nobody who they are: what a folder keeps to some people is not in it.
    """
    keys = {key for page in pages for key in _document_keys(page)}
    return Document.objects.exclude(kept_apart()).in_bulk(keys) if keys else {}


def _document_keys(page: ResourcePage) -> list[int]:
    # The stored number, so that no document is fetched for a block.
    return [block["value"] for block in page.documents.raw_data if block.get("value")]


def _digest(kit: KitPage, parts: Iterable[Part]) -> str:
    """Sum up what an archive is made from: words by their publication, files by name and size."""
    told = [
        [
            [part.title, part.introduction],
            *(
                [
                    entry.resource.pk,
                    entry.resource.last_published_at,
                    entry.note,
                    *((piece.name, piece.file.name, piece.size) for piece in entry.pieces),
                ]
                for entry in part.entries
            ),
        ]
        for part in parts
    ]
    stamp = json.dumps([EDITION, kit.title, kit.last_published_at, told], default=str)
    return hashlib.sha256(stamp.encode()).hexdigest()[:24]
