"""Compare the tables of every schema with what its type of site should have."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django_tenants.utils import get_public_schema_name

from tenants import schemas
from tenants.models import Tenant, TenantState, TenantType
from tenants.schema_template import TEMPLATE


class Command(BaseCommand):
    help = "Fail if a schema lacks a table of its apps, or has one of another type's."

    def handle(self, *args: Any, **options: Any) -> None:
        made = Tenant.objects.exclude(state=TenantState.CREATING)
        types = dict(made.values_list("schema_name", "type"))
        types |= {get_public_schema_name(): "public", TEMPLATE: TenantType.DEPARTMENT}
        wrong = {
            name: found
            for name, kind in types.items()
            if (found := schemas.unexpected_tables(name, kind))
        }
        for name, found in wrong.items():
            for what, tables in found.items():
                self.stderr.write(f"{name}: {what} {', '.join(sorted(tables))}")
        if wrong:
            raise CommandError(f"{len(wrong)} of {len(types)} schemas differ from their type.")
        self.stdout.write(
            self.style.SUCCESS(f"{len(types)} schemas have the tables of their type.")
        )
