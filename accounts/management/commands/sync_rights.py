from typing import Any

from django.core.management.base import BaseCommand
from tqdm import tqdm

from accounts.projection import project_all
from tenants.models import Tenant, TenantState


class Command(BaseCommand):
    help = "Make the groups of every site, and their members, be what the roles say."

    def handle(self, *args: Any, **options: Any) -> None:
        tenants = Tenant.objects.exclude(state=TenantState.CREATING)
        for tenant in tqdm(tenants, total=tenants.count(), unit="site", disable=None):
            project_all(tenant)
        self.stdout.write(self.style.SUCCESS(f"{len(tenants)} sites follow the roles."))
