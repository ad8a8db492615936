"""Open the sites of one or more departments."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from kernel.domain import DomainError
from tenants.models import Tenant, TenantState
from tenants.processes import share_out
from territories.models import Department
from tne_sites.actions.create_department import create_department
from tne_sites.domain import programme


class Command(BaseCommand):
    help = "Open department sites, about one a second: create_department 02 2A, or --tne, or --all."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("codes", nargs="*", metavar="CODE")
        parser.add_argument("--tne", action="store_true", help="the departments of the programme")
        parser.add_argument("--all", action="store_true", help="the 101 departments")
        parser.add_argument("--jobs", type=int, default=1, help="processes that share the work")

    def handle(self, *args: Any, **options: Any) -> None:
        codes = self.wanted(options)
        if not codes:
            raise CommandError("Name departments by their codes, or use --tne or --all.")
        if options["jobs"] < 1:
            raise CommandError("--jobs must be at least 1.")
        with tqdm(total=len(codes), unit="site", disable=None) as bar:
            for said in share_out(codes, _make, schema="public", jobs=options["jobs"]):
                bar.update()
                bar.write(said)

    def wanted(self, options: dict[str, Any]) -> list[str]:
        """Codes asked for by name, or those of a group that have no site yet."""
        group: list[str] = [*programme.CODES] if options["tne"] else []
        if options["all"]:
            group = list(Department.objects.proper().values_list("code", flat=True))
        made = Tenant.objects.departments().exclude(state=TenantState.CREATING)
        there = set(made.values_list("code", flat=True))
        return [*options["codes"], *(code for code in group if code not in there)]


def _make(code: str) -> str:
    try:
        tenant = create_department(code=code)
    except DomainError as error:
        raise CommandError(str(error)) from error
    return f"{tenant}: {tenant.root_url}/"
