"""One file that holds the whole platform, and can prove that it came back whole.

    write(folder)    makes the archive: a dump of every schema, the media files, a manifest
    verify(path)     compares the archive with its manifest, and touches nothing else
    restore(path)    fills an empty database and an empty media folder, then counts again

The manifest holds the number of rows of every table, seen in the dump's own snapshot, and a
checksum of every file. Media kept outside this machine (object storage) are not in the archive.
"""

from tenants.backups.archive import Manifest, restore, verify, write
from tenants.backups.database import BackupError

__all__ = ["BackupError", "Manifest", "restore", "verify", "write"]
