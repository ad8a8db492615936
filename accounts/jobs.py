"""What happens to accounts and roles by the passing of time."""

from datetime import datetime, time, timedelta

from django.utils.translation import gettext_lazy as _, ngettext

from accounts import retention
from accounts.models import User
from accounts.projection import project_all, project_changes
from tenants import alerts
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


@periodic("accounts.technical", daily_at=time(7, 30), title=_("Notice technical accounts"))
def watch_technical_accounts(_at: datetime) -> int:
    """A technical account may do everything everywhere: it is for the first minutes of a site."""
    count = User.objects.filter(is_superuser=True, is_active=True).count()
    if not count:
        alerts.clear("accounts.technical")
        return 0
    alerts.raise_alert(
        "accounts.technical",
        "",
        ngettext(
            "%(count)s technical account is active: it bypasses every role. Give its owner a role, "
            "then close it.",
            "%(count)s technical accounts are active: they bypass every role. Give their owners "
            "roles, then close them.",
            count,
        )
        % {"count": count},
    )
    return count


@periodic("accounts.retention", daily_at=time(3, 40), title=_("Forget accounts nobody uses"))
def forget(at: datetime) -> str:
    return retention.run(at)
