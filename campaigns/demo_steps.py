"""Furnishes the national site with campaigns of three school years, in the states of a real one.

Asking twice changes nothing.
"""

from contextlib import suppress
from datetime import datetime, timedelta

from django.utils import timezone

from campaigns.actions.seal_day import seal_day
from campaigns.demo import build, ends, life, money, patrons, payouts, people, receipts
from campaigns.models import Campaign
from campaigns.models.posting import DayNotSealed
from campaigns.scale import books
from campaigns.search_documents import SOURCE
from campaigns.starter import lead_to_collections
from cms.demo.registry import step
from search import registry
from tenants.models import Mail, Tenant


@step("campaigns")
def load_campaigns(tenant: Tenant, at: datetime) -> None:
    """Write the projects, their gifts, what was told of them, and their cards."""
    lead_to_collections(tenant)
    if not tenant.is_national or Campaign.objects.exists():
        return
    head, manager, officer = people.head(), people.manager(), people.officer(tenant)
    builder = build.Builder(at, people.holders(), head, manager, officer)
    if not builder.schools:
        return
    written = Mail.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    rows = builder.build()
    planned = [(campaign, plan) for campaign, plan, _told in rows]
    keeper = people.keeper()
    with registry.refreshed_once():
        money.give(planned, at)
        books.analyse()  # the plans of what follows are for the rows that are there now
        seal(at, days_ago=4)
        patrons.sign(at, keeper)
        ends.boost(planned, officer, keeper)
        seal(at, days_ago=3)
        ends.end(planned, officer, keeper)
        seal(at, days_ago=2)
        payouts.pay(planned, officer, keeper, at)
        payouts.collect(at)
        money.begin_account(at)
        receipts.issue(manager, at)
        seal(at, days_ago=1)
        life.tell(rows, at)
        registry.refresh_many(SOURCE, [str(campaign.pk) for campaign, *_rest in rows])
    books.analyse()
    # People were written to when it happened: a demonstration sends nothing about the past.
    Mail.objects.filter(pk__gt=written, kind__startswith="campaigns.").delete()


def seal(at: datetime, *, days_ago: int) -> None:
    """Let a night come between two parts: the ledger knows when an entry was written, for good."""
    with suppress(DayNotSealed):  # nights were sealed here before the demonstration came
        seal_day(timezone.localdate(at) - timedelta(days=days_ago))
