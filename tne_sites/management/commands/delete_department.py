"""Delete a department's site for good."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tenants import provisioning
from tenants.models import Tenant


class Command(BaseCommand):
    help = "Write a department's rows and files to an archive, then delete its site."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("code")
        parser.add_argument(
            "--confirm", metavar="CODE", help="the code again, instead of being asked"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        tenant = Tenant.objects.departments().filter(code=options["code"].upper()).first()
        if tenant is None:
            raise CommandError(f"No department site has the code {options['code']}.")
        typed = options["confirm"] or input(
            f"Type {tenant.code} to delete the site of {tenant.name}: "
        )
        if typed.strip().upper() != tenant.code:
            raise CommandError("Nothing was deleted.")
        path = provisioning.delete(tenant)
        self.stdout.write(self.style.SUCCESS(f"Deleted. Its rows and files are in {path}"))
