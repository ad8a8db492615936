"""The archive: a tar file of manifest.json, database.dump and media/."""

import hashlib
import io
import json
import os
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO

from django.conf import settings
from django.utils import timezone

from tenants.backups import database
from tenants.backups.database import BackupError

MANIFEST, DUMP, MEDIA = "manifest.json", "database.dump", "media/"
FORMAT = 1
BLOCK = 1 << 20


@dataclass(slots=True)
class Manifest:
    """What must be there after a restoration."""

    at: str
    postgres: int
    rows: dict[str, int]
    roles: list[str]
    files: dict[str, str] = field(default_factory=dict)  # name in the archive -> SHA-256
    format: int = FORMAT

    def summary(self) -> str:
        schemas = {name.split(".")[0] for name in self.rows}
        media = sum(name.startswith(MEDIA) for name in self.files)
        return (
            f"{sum(self.rows.values())} rows of {len(self.rows)} tables in {len(schemas)} schemas,"
            f" {media} media files"
        )


def write(folder: Path) -> tuple[Path, Manifest]:
    """Make a backup in `folder`; a file without `.partial` at its end is a whole one."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    now = timezone.now()
    path = folder / f"trousse-{now:%Y%m%d-%H%M%S}.tar"
    partial = path.with_suffix(".tar.partial")
    with tempfile.TemporaryDirectory(dir=folder) as temporary:
        dump = Path(temporary) / DUMP
        rows, roles, generation = database.dump(dump)
        manifest = Manifest(at=now.isoformat(), postgres=generation, rows=rows, roles=roles)
        # Personal data: only the user who makes the backup reads it.
        with os.fdopen(os.open(partial, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "wb") as out:
            with tarfile.open(fileobj=out, mode="w|") as tar:
                _add(tar, manifest, dump, DUMP)
                for file in _media_files():
                    _add(tar, manifest, file, MEDIA + file.relative_to(media_root()).as_posix())
                _add_manifest(tar, manifest)
            out.flush()
            os.fsync(out.fileno())
    partial.rename(path)
    return path, manifest


def media_root() -> Path:
    return Path(settings.MEDIA_ROOT)


def _media_files() -> Iterator[Path]:
    if media_root().is_dir():
        yield from (path for path in sorted(media_root().rglob("*")) if path.is_file())


def _add(tar: tarfile.TarFile, manifest: Manifest, file: Path, name: str) -> None:
    try:
        with file.open("rb") as source:
            digest = hashlib.file_digest(source, "sha256").hexdigest()
            tar.add(file, arcname=name)
    except FileNotFoundError:
        return  # deleted since the folder was listed: no row of the dump needs it for long
    manifest.files[name] = digest


def _add_manifest(tar: tarfile.TarFile, manifest: Manifest) -> None:
    content = json.dumps(asdict(manifest), indent=1, sort_keys=True).encode()
    info = tarfile.TarInfo(MANIFEST)
    info.size, info.mode = len(content), 0o600
    tar.addfile(info, io.BytesIO(content))


def verify(path: Path) -> Manifest:
    """Return the manifest of a whole archive; raise BackupError for a damaged one."""
    manifest, found = None, {}
    try:
        with tarfile.open(path, "r:") as tar:
            for member in tar:
                content = tar.extractfile(member)
                if content is None:
                    raise BackupError(f"{path.name} holds something that is not a file.")
                if member.name == MANIFEST:
                    manifest = _read_manifest(content.read())
                else:
                    found[member.name] = _digest(content)
    except (OSError, tarfile.TarError) as error:
        raise BackupError(f"{path} cannot be read: {error}") from error
    if manifest is None:
        raise BackupError(f"{path.name} is not a whole backup: it has no manifest.")
    wrong = sorted(name for name, digest in manifest.files.items() if found.get(name) != digest)
    if wrong or found.keys() != manifest.files.keys():
        raise BackupError(f"{path.name} is damaged: {', '.join(wrong[:5]) or 'unknown files'}.")
    return manifest


def _read_manifest(content: bytes) -> Manifest:
    try:
        manifest = Manifest(**json.loads(content))
    except (TypeError, ValueError) as error:
        raise BackupError("The manifest cannot be read.") from error
    if manifest.format != FORMAT:
        raise BackupError(f"The backup has format {manifest.format}; this version reads {FORMAT}.")
    return manifest


def _digest(content: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while block := content.read(BLOCK):
        digest.update(block)
    return digest.hexdigest()


def restore(path: Path) -> tuple[Manifest, bool]:
    """Fill an empty database and media folder; tell whether the roles' rights came too.

    Raise BackupError before anything is written when either is not empty, and after the fact when
    what came back is not what the manifest says.
    """
    manifest = verify(path)
    database.refuse_unless_empty(manifest.postgres)
    if any(_media_files()):
        raise BackupError(f"The media folder {media_root()} is not empty.")
    media_root().mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent) as temporary, tarfile.open(path, "r:") as tar:
        tar.extract(DUMP, temporary, filter="data")
        has_roles = database.load(Path(temporary) / DUMP, manifest.roles)
        _extract_media(tar)
    _compare(manifest)
    return manifest, has_roles


def _extract_media(tar: tarfile.TarFile) -> None:
    for member in tar:
        if member.name.startswith(MEDIA):
            # The `data` filter keeps every file inside the folder.
            target = member.replace(name=member.name.removeprefix(MEDIA), deep=False)
            tar.extract(target, media_root(), filter="data")


def _compare(manifest: Manifest) -> None:
    with database.connect() as opened:
        found = database.count_rows(opened)
    names = sorted(manifest.rows.keys() | found.keys())
    wrong = [name for name in names if manifest.rows.get(name) != found.get(name)]
    if wrong:
        raise BackupError(f"{len(wrong)} tables differ from the backup, first: {wrong[0]}.")
    for name, digest in manifest.files.items():
        if name.startswith(MEDIA):
            with (media_root() / name.removeprefix(MEDIA)).open("rb") as file:
                if hashlib.file_digest(file, "sha256").hexdigest() != digest:
                    raise BackupError(f"{name} differs from the backup.")
