"""School holidays of the site's own zone."""

from datetime import date

from tenants.context import current_tenant
from territories.models import Department


def is_holiday(day: date) -> bool:
    """Say whether pupils of this department are on holiday; unknown years have none."""
    tenant = current_tenant()
    department = (
        Department.objects.select_related("holiday_zone")
        .filter(code=tenant.code if tenant else "")
        .first()
    )
    return department is not None and department.holiday_zone.holiday_on(day) is not None
