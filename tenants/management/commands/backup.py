"""Write the whole platform into one file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from tenants import backups
from tenants.backups import watch


class Command(BaseCommand):
    help = "Write database and media into one archive that `restore` can prove to be whole."

    def add_arguments(self, parser: ArgumentParser) -> None:
        default = Path(settings.STATE_DIR) / "backups"
        parser.add_argument("--to", type=Path, default=default, help="folder of the archive")
        parser.add_argument(
            "--keep", type=int, default=0, help="delete all but so many of the newest archives"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            path, manifest = backups.write(options["to"])
        except (backups.BackupError, OSError) as error:
            watch.failed(str(error))
            raise CommandError(str(error)) from error
        watch.made(path.name)
        self.stdout.write(self.style.SUCCESS(f"{path}: {manifest.summary()}."))
        if options["keep"] > 0:
            for old in sorted(options["to"].glob("trousse-*.tar"))[: -options["keep"]]:
                old.unlink()
                self.stdout.write(f"{old} deleted.")
