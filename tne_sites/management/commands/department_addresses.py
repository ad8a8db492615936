"""The addresses at which a department's site answers: list, add, choose the main one, remove."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from kernel.domain import DomainError
from tenants import hosts
from tenants.models import Domain, Tenant


class Command(BaseCommand):
    help = "List the addresses of a department's site; with an option, change them first."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("code")
        change = parser.add_mutually_exclusive_group()
        change.add_argument("--add", metavar="HOST", help="one address more, that redirects")
        change.add_argument("--main", metavar="HOST", help="make one of them the main address")
        change.add_argument("--remove", metavar="HOST", help="take one away")
        parser.add_argument(
            "--answers", action="store_true", help="with --add: answer there instead of redirecting"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        tenant = Tenant.objects.departments().filter(code=options["code"].upper()).first()
        if tenant is None:
            raise CommandError(f"No department site has the code {options['code']}.")
        try:
            self.change(tenant, options)
        except DomainError as error:
            raise CommandError(str(error)) from error
        for row in tenant.domains.order_by("-is_primary", "domain"):
            self.stdout.write(f"{row.domain}  {said(row)}")

    def change(self, tenant: Tenant, options: dict[str, Any]) -> None:
        if typed := options["add"]:
            hosts.add_host(tenant=tenant, typed=typed, redirects=not options["answers"], by=None)
        elif host := options["main"]:
            hosts.choose_main_host(tenant=tenant, host=host, by=None)
        elif host := options["remove"]:
            hosts.remove_host(tenant=tenant, host=host, by=None)


def said(row: Domain) -> str:
    if row.is_primary:
        return "main"
    return "redirects" if row.redirects else "answers"
