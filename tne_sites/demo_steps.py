"""The last step of the demonstration: each department counts, when its workshops are there."""

from datetime import datetime

from cms.demo.registry import step
from tenants.models import Tenant
from tne_sites.actions.project_totals import project_totals


@step("totals")
def count(tenant: Tenant, at: datetime) -> None:
    if not tenant.is_national:
        project_totals(tenant=tenant, at=at)
