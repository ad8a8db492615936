from typing import Any

from django.core.management.base import BaseCommand, CommandError

from campaigns.models.checking import faults
from tenants.context import enter
from tenants.models.tenant import NATIONAL_SCHEMA


class Command(BaseCommand):
    help = "Compare what the ledger keeps with its movements; fail and name every difference."

    def handle(self, *args: Any, **options: Any) -> None:
        with enter(NATIONAL_SCHEMA):
            found = list(faults())
        for fault in found:
            self.stderr.write(f"{fault.about}: {fault.rule}")
        if found:
            raise CommandError(f"The ledger does not balance: {len(found)} differences.")
        self.stdout.write(self.style.SUCCESS("The ledger balances."))
