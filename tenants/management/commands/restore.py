"""Bring the whole platform back from one file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tenants import backups


class Command(BaseCommand):
    help = "Fill an empty database and media folder from a backup, then compare with its manifest."
    # The database is empty: a check that reads it would fail.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("archive", type=Path)
        parser.add_argument("--check", action="store_true", help="only tell whether it is whole")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["check"]:
                manifest = backups.verify(options["archive"])
            else:
                manifest, has_roles = backups.restore(options["archive"])
                if not has_roles:
                    roles = ", ".join(manifest.roles)
                    self.stderr.write(f"Rights were left out: this server lacks a role of {roles}.")
        except (backups.BackupError, OSError) as error:
            raise CommandError(str(error)) from error
        done = "Whole" if options["check"] else "Restored and compared"
        self.stdout.write(self.style.SUCCESS(f"{done}: {manifest.summary()}, of {manifest.at}."))
