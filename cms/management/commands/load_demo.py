"""Create the national site and the twelve departments, and fill them with the demonstration."""

import logging
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import connection, transaction
from django.utils import timezone
from tqdm import tqdm

from cms.demo import build, translate  # noqa: F401  they register their steps
from cms.demo.registry import steps
from cms.demo.texts.departments import ALL
from tenants import provisioning
from tenants.context import enter
from tenants.models import Tenant

HOUR = 9


class Command(BaseCommand):
    help = "Load the demonstration: sites, pages, news. Asking twice changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--only", nargs="*", metavar="CODE", help="these departments alone (02 95 …)"
        )

    def handle(self, *_args: Any, only: list[str] | None = None, **_options: Any) -> None:
        connection.set_schema_to_public()  # type: ignore[attr-defined]  # django-tenants' own
        wanted = [department for department in ALL if only is None or department.code in only]
        # Wagtail tells each page it makes: a thousand lines nobody reads.
        logging.getLogger("wagtail").setLevel(logging.WARNING)
        at = timezone.localtime().replace(hour=HOUR, minute=0, second=0, microsecond=0)
        with tqdm(total=2 * (len(wanted) + 1), unit="", desc="demo", file=self.stdout) as bar:
            bar.set_postfix_str("national")
            tenants = [provisioning.create_national()]
            bar.update()
            for department in wanted:
                bar.set_postfix_str(department.name)
                tenants.append(_department(department.code, department.name, department.slug))
                bar.update()
            for tenant in tenants:
                bar.set_postfix_str(tenant.name)
                _fill(tenant, at)
                bar.update()
        self.stdout.write(f"{len(tenants)} sites")


def _department(code: str, name: str, slug: str) -> Tenant:
    found = Tenant.objects.filter(code=code).first()
    return found or provisioning.create_department(code=code, name=name, slug=slug)


def _fill(tenant: Tenant, at: datetime) -> None:
    """One transaction for each site: whole, or to be started over."""
    with enter(tenant), transaction.atomic():
        for step in steps():
            step.run(tenant, at)
