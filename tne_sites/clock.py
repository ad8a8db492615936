"""The clock and the day of the site: Guadeloupe wakes up after Paris."""

from datetime import date
from zoneinfo import ZoneInfo

from django.utils import timezone

from tenants.context import current_tenant
from territories.domain.departments import local_day, time_zone


def zone() -> ZoneInfo:
    """The clock of the site; the nation's is that of the mainland."""
    return time_zone(_department())


def today() -> date:
    return local_day(_department(), timezone.now())


def _department() -> str:
    tenant = current_tenant()
    return tenant.code if tenant else ""
