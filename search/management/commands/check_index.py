"""Compares Elasticsearch with the catalogue, and repairs it when asked."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import now

from search.engines import comparison, sync
from search.engines.base import EngineDown


class Command(BaseCommand):
    help = "Compare numbers, versions and samples of the index with the catalogue."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--sample", type=int, default=100, help="entries compared whole")
        parser.add_argument("--repair", action="store_true", help="send what differs again")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self._compare(options["sample"], repair=options["repair"])
        except EngineDown as error:
            raise CommandError(str(error)) from error

    def _compare(self, sample: int, *, repair: bool) -> None:
        found = comparison.measure(sample=sample)
        verdict = (
            f"{found.entries} entries, {found.indexed} indexed: {len(found.missing)} missing,"
            f" {len(found.surplus)} too many, {len(found.stale)} old, {len(found.altered)} altered;"
            f" {sync.dead_letters()} dead letters"
        )
        if found.is_none and not sync.dead_letters():
            self.stdout.write(self.style.SUCCESS(f"The index is right: {verdict}."))
            return
        if not repair:
            raise CommandError(f"{verdict}: run it with --repair.")
        sync.revive()
        comparison.repair(found)
        sent = sync.push(now())
        self.stdout.write(self.style.SUCCESS(f"Repaired ({sent.done} sent): {verdict}."))
