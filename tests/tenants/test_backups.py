"""A backup comes back whole, or says that it does not."""

import os
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from django.test import override_settings
from psycopg import sql

from tenants import backups
from tenants.backups import database
from tests.database import _server as connect_server

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
ROOT = Path(__file__).parents[2]
PICTURE = b"\x89PNG not really"


@pytest.fixture
def empty_database() -> Iterator[str]:
    name = f"trousse_restored_{os.getpid()}"
    with connect_server() as server:
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    yield name
    with connect_server() as server:
        server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@pytest.fixture(scope="module")
def one_backup(tmp_path_factory, django_db_setup, django_db_blocker) -> Path:
    """Dumping three sites takes seconds: once is enough."""
    place = tmp_path_factory.mktemp("backup")
    (place / "media" / "tne_02" / "été").mkdir(parents=True)
    (place / "media" / "tne_02" / "été" / "une photo.png").write_bytes(PICTURE)
    with override_settings(MEDIA_ROOT=place / "media"), django_db_blocker.unblock():
        return backups.write(place / "backups")[0]


@pytest.fixture
def archive(one_backup: Path, tmp_path: Path) -> Path:
    """A copy that a test may damage."""
    (tmp_path / "backups").mkdir()
    return Path(shutil.copy2(one_backup, tmp_path / "backups" / one_backup.name))


def restore_elsewhere(archive: Path, name: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the command as an operator does, on another database."""
    where = connection.settings_dict
    url = f"postgresql://{where['USER']}@/{name}?host={where['HOST']}&port={where['PORT'] or 5432}"
    environment = os.environ | {
        "DATABASE_URL": url,
        "DATABASE_OWNER_URL": url,
        "MEDIA_ROOT": str(folder),
    }
    return subprocess.run(
        [sys.executable, "manage.py", "restore", str(archive)],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_a_backup_restores_every_schema_and_file(archive, empty_database, tmp_path) -> None:
    done = restore_elsewhere(archive, empty_database, tmp_path / "new media")

    assert done.returncode == 0, done.stderr
    assert "Restored and compared" in done.stdout
    restored = tmp_path / "new media" / "tne_02" / "été" / "une photo.png"
    assert restored.read_bytes() == PICTURE
    again = restore_elsewhere(archive, empty_database, tmp_path / "other media")
    assert again.returncode == 1
    assert "The database is not empty" in again.stderr


def test_the_manifest_counts_every_schema(archive) -> None:
    manifest = backups.verify(archive)

    schemas = {name.split(".")[0] for name in manifest.rows}
    assert {"public", "national", "tne_02", "tne_88"} <= schemas
    assert manifest.rows["public.tenants_tenant"] == 3
    assert list(manifest.files) == ["database.dump", "media/tne_02/été/une photo.png"]


def test_a_media_folder_with_files_is_refused(archive, settings, monkeypatch) -> None:
    settings.MEDIA_ROOT = archive.parent
    monkeypatch.setattr(database, "refuse_unless_empty", lambda generation: None)

    with pytest.raises(backups.BackupError, match="not empty"):
        backups.restore(archive)


def test_a_damaged_archive_is_refused_before_anything_is_written(archive) -> None:
    content = bytearray(archive.read_bytes())
    content[len(content) // 2] ^= 0xFF
    archive.write_bytes(content)

    with pytest.raises(backups.BackupError, match=r"damaged|cannot be read"):
        backups.verify(archive)


def test_an_archive_cut_short_is_refused(archive) -> None:
    archive.write_bytes(archive.read_bytes()[:-20_000])

    with pytest.raises(backups.BackupError):
        backups.verify(archive)


def test_only_its_maker_may_read_an_archive(archive) -> None:
    assert archive.stat().st_mode & 0o077 == 0
    assert not list(archive.parent.glob("*.partial"))


def test_old_archives_go_when_only_some_are_kept(archive, tmp_path) -> None:
    from django.core.management import call_command

    (archive.parent / "trousse-20200101-000000.tar").write_bytes(b"old")
    (archive.parent / "letters.tar").write_bytes(b"not ours")

    call_command("backup", to=archive.parent, keep=1, verbosity=0)

    kept = {path.name for path in archive.parent.iterdir()}
    assert "trousse-20200101-000000.tar" not in kept
    assert "letters.tar" in kept


def test_a_restoration_that_lost_a_row_is_noticed(archive, monkeypatch) -> None:
    from tenants.backups import archive as module

    manifest = backups.verify(archive)
    manifest.rows["public.tenants_tenant"] += 1

    with pytest.raises(backups.BackupError, match="tenants_tenant"):
        module._compare(manifest)


def test_an_archive_is_an_ordinary_tar_file(archive) -> None:
    with tarfile.open(archive) as tar:
        assert tar.getnames()[0] == "database.dump"
        assert tar.getnames()[-1] == "manifest.json"


def test_a_server_older_than_the_backup_is_refused(monkeypatch) -> None:
    monkeypatch.setattr(database, "TABLES", "SELECT 1 WHERE false")

    with pytest.raises(backups.BackupError, match="older"):
        database.refuse_unless_empty(99)
