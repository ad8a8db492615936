from argparse import ArgumentTypeError
from datetime import date
from io import TextIOWrapper
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from tqdm import tqdm

from kernel.domain import DomainError
from territories.actions.import_schools import Report, import_schools

SHOWN = 50  # refused lines; a file of another kind would have all of them


def existing_file(text: str) -> Path:
    path = Path(text)
    if not path.is_file():
        raise ArgumentTypeError(f"there is no file “{text}”")
    return path


class Command(BaseCommand):
    help = "Import schools from the CSV file of the ministry's “annuaire de l'éducation”."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=existing_file)
        parser.add_argument(
            "--close-missing",
            action="store_true",
            help="Close the schools of the same departments that the file no longer has.",
        )
        parser.add_argument(
            "--at", type=date.fromisoformat, help="Their closing day, YYYY-MM-DD; today if absent."
        )

    def handle(self, *_args: Any, file: Path, close_missing: bool, **options: Any) -> None:
        at = options["at"] or timezone.localdate()
        # Bytes are what a bar can count before the file is read.
        with (
            file.open("rb") as raw,
            TextIOWrapper(raw, encoding="utf-8", newline="") as text,
            tqdm(total=file.stat().st_size, unit="B", unit_scale=True, disable=None) as bar,
        ):
            try:
                report = import_schools(
                    text,
                    at=at,
                    close_missing=close_missing,
                    advance=lambda _line: bar.update(raw.tell() - bar.n),
                )
            except DomainError as refusal:
                raise CommandError(f"{refusal} Nothing was written.") from refusal
        self._say(report, close_missing=close_missing)

    def _say(self, report: Report, *, close_missing: bool) -> None:
        for rejected in report.rejected[:SHOWN]:
            self.stderr.write(f"line {rejected.line}: {rejected.reason}")
        if (more := len(report.rejected) - SHOWN) > 0:
            self.stderr.write(f"… and {more} more lines.")
        self.stdout.write(
            self.style.SUCCESS(
                f"{report.created} schools created, {report.updated} updated, "
                f"{report.closed} closed; {report.left_out} lines are no schools, "
                f"{len(report.rejected)} were refused."
            )
        )
        if close_missing and report.rejected:
            self.stderr.write("No school was closed, since one of them may be on a refused line.")
