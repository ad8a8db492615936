"""The last week of a collection begins by itself: lists are told each hour."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from campaigns.domain.standing import SOON
from campaigns.models import Campaign
from campaigns.search_documents import SOURCE
from search import registry
from tenants.context import current_tenant
from tenants.scheduler import periodic

EVERY = timedelta(hours=1)
# A run that was missed is made up for by the next ones.
LATE = timedelta(days=1)


@periodic(
    "campaigns.lists",
    every=EVERY,
    per_tenant=True,
    title=_("Tell the lists which collections end soon"),
)
def refresh_lists(at: datetime) -> str:
    """Write again the cards of those whose last week has just begun."""
    tenant = current_tenant()
    if not (tenant and tenant.is_national):
        return "0 collections"
    entering = (at + SOON - LATE, at + SOON)
    keys = Campaign.objects.open().filter(closes_at__range=entering).values_list("pk", flat=True)
    found = [str(key) for key in keys]
    registry.refresh_many(SOURCE, found)
    return f"{len(found)} collections"
