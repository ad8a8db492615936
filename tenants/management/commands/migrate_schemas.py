"""Bring every schema up to date, and make the national site the first time."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django_tenants.utils import get_public_schema_name

from tenants import provisioning, schema_template, schemas
from tenants.models import Tenant, TenantState


class Command(BaseCommand):
    help = "Migrate public, the department template, the national site and all departments."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="change nothing; fail when something is to do"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["check"]:
            raise SystemExit(self.unapplied())
        public = get_public_schema_name()
        if schemas.pending([public]):
            self.stdout.write("public …")
            schemas.migrate(public)
        self.stdout.write("department template …")
        schema_template.prepare()
        self.migrate_sites()
        provisioning.create_national()
        self.stdout.write(self.style.SUCCESS("Every schema is up to date."))

    def migrate_sites(self) -> None:
        """Only sites with something to do; one that is half made is made anew by its command."""
        made = Tenant.objects.exclude(state=TenantState.CREATING)
        types = dict(made.values_list("schema_name", "type"))
        behind = [(name, types[name]) for name in schemas.pending(types)]
        if behind:
            self.stdout.write(f"{len(behind)} of {len(types)} sites …")
            schemas.migrate_tenants(behind)

    def unapplied(self) -> int:
        names = [get_public_schema_name(), schema_template.TEMPLATE]
        if not schemas.pending(names[:1]):
            names += Tenant.objects.values_list("schema_name", flat=True)
        behind = schemas.pending(names)
        for schema, missing in behind.items():
            self.stdout.write(f"{schema}: {len(missing)} migrations to run")
        return 1 if behind else 0
