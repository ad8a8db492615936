"""Write the ZIP file of a mallette or of a section, and let go of those it replaces."""

import hashlib
import tempfile
import zipfile
from typing import IO, Any

from django.core.files import File
from django.core.files.storage import default_storage

from resources import offline
from resources.archives import Archive, Piece

CHUNK = 1024 * 1024
# Files that are compressed already: trying again costs time and gains nothing.
PACKED = (".mp4", ".webm", ".mp3", ".m4a", ".ogg", ".opus", ".png", ".jpg", ".webp", ".avif")


def build_archive(*, archive: Archive, root_url: str) -> bool:
    """Make the archive unless it is there; return whether it was made. Asking twice is harmless."""
    if archive.is_ready:
        return False
    with tempfile.TemporaryFile(prefix="trousse-zip-") as file:
        _write(archive, file, root_url)
        file.seek(0)
        saved = default_storage.save(archive.path, File(file))
    if saved != archive.path:  # another worker was faster: its file is as good
        default_storage.delete(saved)
    _forget_others(archive)
    return saved == archive.path


def _write(archive: Archive, file: IO[bytes], root_url: str) -> None:
    html, pictures = offline.page(archive, root_url=root_url)
    checksums: dict[str, str] = {}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr(_entry(archive, offline.PAGE), html)
        made.writestr(
            _entry(archive, offline.LICENCES), offline.licences(archive, root_url=root_url)
        )
        for name, content in pictures.items():
            made.writestr(_entry(archive, name), content)
        for piece in archive.pieces.values():
            if checksum := _copy(archive, piece, made):
                checksums[piece.name] = checksum
        manifest = offline.manifest(archive, checksums, root_url=root_url)
        made.writestr(_entry(archive, offline.MANIFEST), manifest)


def _copy(archive: Archive, piece: Piece, made: zipfile.ZipFile) -> str:
    """Copy a file piece by piece; return its checksum, or nothing when it is gone."""
    checksum = hashlib.sha256()
    try:
        source: Any = piece.file.storage.open(piece.file.name, "rb")
    except OSError:
        return ""
    with source, made.open(_entry(archive, piece.name), "w") as target:
        while content := source.read(CHUNK):
            checksum.update(content)
            target.write(content)
    return checksum.hexdigest()


def _entry(archive: Archive, name: str) -> zipfile.ZipInfo:
    """Name one file of the archive, dated by the publication: same content, same bytes."""
    moment = archive.kit.last_published_at
    date_time = moment.timetuple()[:6] if moment else (2020, 1, 1, 0, 0, 0)
    info = zipfile.ZipInfo(name, date_time)
    is_packed = name.lower().endswith(PACKED)
    info.compress_type = zipfile.ZIP_STORED if is_packed else zipfile.ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    return info


def _forget_others(archive: Archive) -> None:
    """Delete the archives of the same part made from older content."""
    _folders, names = default_storage.listdir(archive.folder)
    for name in names:
        if f"{archive.folder}/{name}" != archive.path:
            default_storage.delete(f"{archive.folder}/{name}")
