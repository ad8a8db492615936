"""What the passing of time does to resource parents and schools, on each site."""

from datetime import datetime, time, timedelta

from django.utils.translation import gettext_lazy as _

from search import registry
from tenants.context import current_tenant
from tenants.scheduler import periodic
from tne_sites.actions.forget_parents import forget_parents
from tne_sites.actions.project_totals import project_totals
from tne_sites.models import TargetSchool


@periodic(
    "tne_sites.parents",
    daily_at=time(3, 40),
    per_tenant=True,
    include_archived=True,
    title=_("Forget old applications of resource parents"),
)
def forget(at: datetime) -> str:
    return f"{forget_parents(at=at)} forgotten"


@periodic(
    "tne_sites.schools",
    daily_at=time(4, 10),
    per_tenant=True,
    title=_("Follow schools that close, open or change their name"),
)
def follow_schools(at: datetime) -> str:
    """The directory is imported in `public`, which knows nothing of the sites."""
    yesterday = (at - timedelta(days=2)).date()
    keys = list(TargetSchool.objects.during(yesterday, at.date()).values_list("uai", flat=True))
    registry.refresh_many("target_schools", keys)
    return f"{len(keys)} schools"


@periodic(
    "tne_sites.totals",
    every=timedelta(hours=6),
    per_tenant=True,
    title=_("Count what each department has done"),
)
def count(at: datetime) -> None:
    tenant = current_tenant()
    if tenant is not None and not tenant.is_national:
        project_totals(tenant=tenant, at=at)
