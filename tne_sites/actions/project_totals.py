"""A department writes its own totals where the nation reads them: counts, no name, no amount."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from wagtail.models import Page

from tenants.models import Tenant
from tne_sites.figures import indicators, plain, this_school_year
from tne_sites.models import LogEntry, Workshop
from tne_sites.registry.models import DepartmentTotals


@transaction.atomic
def project_totals(*, tenant: Tenant, at: datetime) -> DepartmentTotals:
    """Compute the school year's figures of the site in use, which is the tenant's."""
    totals, _is_new = DepartmentTotals.objects.update_or_create(
        tenant=tenant,
        defaults={
            "figures": plain(indicators(this_school_year(), at)),
            "active_at": _active_at(),
            "computed_at": at,
        },
    )
    return totals


def _active_at() -> datetime | None:
    """Return when somebody last wrote a page, a workshop or a line of the log."""
    moments = [
        Page.objects.aggregate(last=Max("latest_revision_created_at"))["last"],
        Page.objects.aggregate(last=Max("last_published_at"))["last"],
        Workshop.objects.aggregate(last=Max("changed_at"))["last"],
        LogEntry.objects.aggregate(last=Max("at"))["last"],
    ]
    return max((moment for moment in moments if moment is not None), default=None)
