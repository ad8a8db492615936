"""What happens to accounts and roles by the passing of time."""

from datetime import datetime, time, timedelta

from django.utils.translation import gettext_lazy as _

from accounts import retention
from accounts.projection import project_all, project_changes
from tenants.context import current_tenant
from tenants.scheduler import periodic

EVERY = timedelta(minutes=10)


@periodic("accounts.roles", every=EVERY, title=_("Start and end roles on their day"))
def follow_roles(at: datetime) -> int:
    # Look back two days: a machine that was off misses nothing, and following twice changes
    # nothing.
    return project_changes(at - timedelta(days=2), at)


@periodic(
    "accounts.rights", daily_at=time(3, 10), per_tenant=True, title=_("Check rights on each site")
)
def check_rights(at: datetime) -> None:
    tenant = current_tenant()
    if tenant is not None:
        project_all(tenant, at=at)


@periodic("accounts.retention", daily_at=time(3, 40), title=_("Forget accounts nobody uses"))
def forget(at: datetime) -> str:
    return retention.run(at)
