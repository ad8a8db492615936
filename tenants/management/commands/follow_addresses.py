"""Write every site's links with the scheme and port by which the platform is now reached."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from tenants.context import enter
from tenants.lifecycle import Moment, run
from tenants.models import Tenant, TenantState


class Command(BaseCommand):
    help = "After a change of PLATFORM_SCHEME or PLATFORM_PORT: have every site follow."

    def handle(self, *args: Any, **options: Any) -> None:
        for tenant in Tenant.objects.exclude(state=TenantState.CREATING):
            with enter(tenant), transaction.atomic():
                run(Moment.MOVED, tenant)
        self.stdout.write("Every site has its address.")
