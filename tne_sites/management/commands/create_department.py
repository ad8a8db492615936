"""Open the sites of one or more departments."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from kernel.domain import DomainError
from tenants.models import Tenant, TenantState
from territories.models import Department
from tne_sites.actions.create_department import create_department
from tne_sites.domain import programme


class Command(BaseCommand):
    help = "Open department sites, about one a second: create_department 02 2A, or --tne, or --all."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("codes", nargs="*", metavar="CODE")
        parser.add_argument("--tne", action="store_true", help="the departments of the programme")
        parser.add_argument("--all", action="store_true", help="the 101 departments")

    def handle(self, *args: Any, **options: Any) -> None:
        codes = self.wanted(options)
        if not codes:
            raise CommandError("Name departments by their codes, or use --tne or --all.")
        bar = tqdm(codes, unit="site", disable=None)
        for code in bar:
            try:
                tenant = create_department(code=code, report=bar.set_postfix_str)
            except DomainError as error:
                raise CommandError(str(error)) from error
            bar.write(f"{tenant}: {tenant.root_url}/")

    def wanted(self, options: dict[str, Any]) -> list[str]:
        """Codes asked for by name, or those of a group that have no site yet."""
        group: list[str] = [*programme.CODES] if options["tne"] else []
        if options["all"]:
            group = list(Department.objects.proper().values_list("code", flat=True))
        made = Tenant.objects.departments().exclude(state=TenantState.CREATING)
        there = set(made.values_list("code", flat=True))
        return [*options["codes"], *(code for code in group if code not in there)]
