"""Brings every entry of the catalogue up to date, in one process or several."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from search import parallel, rebuild, registry


class Command(BaseCommand):
    help = (
        "Write what is missing or wrong in the catalogue, remove what has gone. Nobody notices;"
        " run it again after an interruption and it goes on."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--schema", action="append", default=[], help="only this site's schema")
        parser.add_argument("--source", action="append", default=[], help="only this source")
        parser.add_argument("--jobs", type=int, default=1, help="processes that share the work")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["jobs"] < 1:
            raise CommandError("--jobs must be at least 1.")
        units = rebuild.units(schemas=options["schema"], sources=options["source"])
        total = sum(rebuild.count(unit) for unit in units)
        started = time.monotonic()
        # disable=None draws the bar on a terminal only, so logs stay clean.
        with tqdm(total=total, unit="entry", disable=None) as bar:
            tally = parallel.rebuild_all(units, jobs=options["jobs"], progress=bar.update)
        if not options["schema"] and not options["source"]:
            tally.removed += rebuild.orphans().delete()[0]
        if tally.written:
            rebuild.take_stock()
        seconds = max(time.monotonic() - started, 0.001)
        self.stdout.write(
            self.style.SUCCESS(
                f"{tally.written} written, {tally.unchanged} unchanged, {tally.removed} removed"
                f" in {seconds:.1f} s: {(tally.written + tally.unchanged) / seconds:.0f} entries/s,"
                f" {len(registry.sources())} sources."
            )
        )
