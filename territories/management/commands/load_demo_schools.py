from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from kernel.domain import DomainError
from territories.actions.import_schools import import_schools
from territories.actions.load_reference_data import DATA
from territories.models import Origin

SINCE = date(2020, 9, 1)


class Command(BaseCommand):
    help = "Add invented schools with valid codes, for a demo; real ones are left alone."

    def handle(self, *_args: Any, **_options: Any) -> None:
        with (
            (DATA / "demo_schools.csv").open(encoding="utf-8", newline="") as file,
            tqdm(unit="line", disable=None) as bar,
        ):
            try:
                report = import_schools(
                    file, at=SINCE, origin=Origin.DEMO, advance=lambda _line: bar.update()
                )
            except DomainError as refusal:
                raise CommandError(str(refusal)) from refusal
        if report.rejected:
            first = report.rejected[0]
            raise CommandError(f"line {first.line} of demo_schools.csv: {first.reason}")
        self.stdout.write(
            self.style.SUCCESS(
                f"{report.created} invented schools added, {report.updated} updated."
            )
        )
