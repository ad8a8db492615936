"""What happens to money by the passing of time."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from campaigns.actions.sweep import sweep
from tenants.context import current_tenant
from tenants.scheduler import periodic


@periodic(
    "campaigns.sweep",
    every=timedelta(minutes=5),
    per_tenant=True,
    title=_("Take up payments and refunds left unfinished"),
)
def sweep_money(at: datetime) -> int:
    return sweep(at=at) if is_here() else 0


def is_here() -> bool:
    """Tell whether the current site has the tables of money."""
    tenant = current_tenant()
    return bool(tenant and tenant.is_national)
