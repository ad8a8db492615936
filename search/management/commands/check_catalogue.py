"""Compares the catalogue with what its sources say, and repairs it when asked."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from search import drift, rebuild


class Command(BaseCommand):
    help = "Compare entries with their sources, by numbers and samples; fail if something differs."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--schema", action="append", default=[], help="only this site's schema")
        parser.add_argument("--sample", type=int, default=50, help="entries compared in each part")
        parser.add_argument("--full", action="store_true", help="compare every entry")
        parser.add_argument("--repair", action="store_true", help="rebuild what differs")

    def handle(self, *args: Any, **options: Any) -> None:
        sample = None if options["full"] else options["sample"]
        units = rebuild.units(schemas=options["schema"])
        bar = tqdm(units, unit="source", disable=None)
        measured = [drift.measure(unit, sample=sample) for unit in bar]
        wrong = [found for found in measured if not found.is_right]
        for found in wrong:
            self.stdout.write(
                f"{found.unit.schema} {found.unit.source}: {found.documents} documents,"
                f" {found.entries} entries, {len(found.different)} of {found.compared} differ"
                f" {', '.join(found.different[:5])}".rstrip()
            )
        orphans = 0 if options["schema"] else rebuild.orphans().count()
        if not wrong and not orphans:
            self.stdout.write(self.style.SUCCESS(f"The catalogue is right: {len(units)} parts."))
            return
        verdict = f"{len(wrong)} of {len(units)} parts differ, {orphans} entries belong to no site"
        if not options["repair"]:
            raise CommandError(f"{verdict}: run it with --repair.")
        for found in wrong:
            rebuild.rebuild(found.unit)
        if orphans:
            rebuild.orphans().delete()
        self.stdout.write(self.style.SUCCESS(f"Repaired: {verdict}."))
