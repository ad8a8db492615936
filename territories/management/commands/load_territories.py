from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from tqdm import tqdm

from territories.actions.load_reference_data import (
    DATA,
    SOURCES,
    changed_sources,
    load_reference_data,
)


class Command(BaseCommand):
    help = "Load académies, departments, communes and school holidays; does nothing twice."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--force", action="store_true", help="Write every file again, changed or not."
        )

    def handle(self, *_args: Any, force: bool, **_options: Any) -> None:
        sources = SOURCES if force else changed_sources()
        if not sources:
            self.stdout.write("The reference data are up to date.")
            return
        length = sum(1 for source in sources for _row in source.rows(DATA))
        # disable=None draws the bar on a terminal only, so logs stay clean.
        with tqdm(total=length, unit="row", disable=None) as bar:
            rows = load_reference_data(sources, advance=bar.update)
        names = ", ".join(source.name for source in sources)
        self.stdout.write(self.style.SUCCESS(f"{rows} rows written: {names}."))
