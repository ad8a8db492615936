"""Furnishes the national site with campaigns of three school years, in the states of a real one.

Asking twice changes nothing.
"""

from datetime import datetime

from campaigns.demo import build, life, money, people
from campaigns.models import Campaign
from campaigns.search_documents import SOURCE
from campaigns.starter import lead_to_collections
from cms.demo.registry import step
from search import registry
from tenants.models import Tenant


@step("campaigns")
def load_campaigns(tenant: Tenant, at: datetime) -> None:
    """Write the projects, their gifts, what was told of them, and their cards."""
    lead_to_collections(tenant)
    if not tenant.is_national or Campaign.objects.exists():
        return
    builder = build.Builder(at, people.holders(), people.head(), people.manager())
    if not builder.schools:
        return
    rows = builder.build()
    money.give([(campaign, planned) for campaign, planned, _told in rows], at)
    life.tell(rows, at)
    registry.refresh_many(SOURCE, [str(campaign.pk) for campaign, *_rest in rows])
