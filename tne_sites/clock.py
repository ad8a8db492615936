"""The day on the department's own calendar: Guadeloupe wakes up after Paris."""

from datetime import date

from django.utils import timezone

from tenants.context import current_tenant
from territories.domain.departments import local_day


def today() -> date:
    tenant = current_tenant()
    return local_day(tenant.code if tenant else "", timezone.now())
