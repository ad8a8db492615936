"""Close a department's site for writing, or open it again."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from tenants import provisioning
from tenants.models import Tenant


class Command(BaseCommand):
    help = "Keep a department's site readable with a notice, closed for writing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("code")
        parser.add_argument("--undo", action="store_true", help="open it again")

    def handle(self, *args: Any, **options: Any) -> None:
        tenant = Tenant.objects.departments().filter(code=options["code"].upper()).first()
        if tenant is None:
            raise CommandError(f"No department site has the code {options['code']}.")
        (provisioning.reopen if options["undo"] else provisioning.archive)(tenant)
        self.stdout.write(self.style.SUCCESS(f"{tenant}: {tenant.get_state_display()}"))
