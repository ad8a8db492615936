from argparse import ArgumentParser
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from campaigns.domain.exports import PARIS, as_csv, as_fec
from campaigns.models.journal import journal
from tenants.context import enter
from tenants.models.tenant import NATIONAL_SCHEMA

WRITERS = {"csv": as_csv, "fec": as_fec}


class Command(BaseCommand):
    help = "Write the ledger's journal as CSV, or as the tax office's FEC, for days of Paris."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path)
        parser.add_argument("--format", choices=sorted(WRITERS), default="csv")
        parser.add_argument("--first", type=date.fromisoformat, help="first day; default: all")
        parser.add_argument("--last", type=date.fromisoformat, help="last day; default: today")

    def handle(self, *args: Any, **options: Any) -> None:
        start, end = period(options["first"], options["last"])
        with enter(NATIONAL_SCHEMA), options["path"].open("w", encoding="utf-8", newline="") as to:
            to.writelines(WRITERS[options["format"]](journal(start=start, end=end)))
        self.stdout.write(self.style.SUCCESS(str(options["path"])))


def period(first: date | None, last: date | None) -> tuple[datetime, datetime]:
    """Return the instants between which both days lie, at midnight in Paris."""
    start = datetime.combine(first, time(), PARIS) if first else datetime.min.replace(tzinfo=UTC)
    after = (last or timezone.localdate()) + timedelta(days=1)
    return start, datetime.combine(after, time(), PARIS)
