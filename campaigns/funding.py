"""What such projects asked for and raised: for the gauge of project sheets, and beside the goals.

Campaigns are in the national schema alone; whoever asks may be on a department's site.
"""

from collections.abc import Collection, Sequence

from django.utils import timezone

from campaigns.domain.states import State
from campaigns.models import Campaign
from campaigns.reading import figures_of
from cms.domain.gauge import Gauge, gauge
from kernel.money import Money
from kernel.ports import ClosedCampaign, funding_estimates
from tenants.context import in_tenant
from tenants.models import Tenant
from tenants.models.tenant import NATIONAL_SCHEMA

# Success or failure; a cancelled project says nothing of what such projects cost.
CLOSED = (State.FAILED, State.SUCCEEDED, State.PAYING_OUT, State.PAID, State.COMPLETED)
# The latest say most; and a gauge needs no more.
MOST = 1000


class ClosedCampaigns:
    """Two queries, in the national schema."""

    name = "campaigns"

    def comparable(
        self, *, format_code: str, themes: Collection[str], levels: Collection[str]
    ) -> Sequence[ClosedCampaign]:
        """Return the closed campaigns of this format that share a theme and a level."""
        national = Tenant.objects.filter(schema_name=NATIONAL_SCHEMA).first()
        if national is None:
            return []
        chosen = sorted(set(themes)), sorted(set(levels))
        return in_tenant(national, lambda: _closed(format_code, *chosen))


def _closed(format_code: str, themes: list[str], levels: list[str]) -> list[ClosedCampaign]:
    found = Campaign.objects.filter(state__in=CLOSED, minimum_cents__isnull=False)
    if format_code:
        found = found.filter(format=format_code)
    if themes:
        found = found.filter(theme__in=themes)
    if levels:
        found = found.filter(levels__overlap=levels)
    rows = dict(found.order_by("-closes_at").values_list("pk", "minimum_cents")[:MOST])
    figures = figures_of(rows)
    return [
        ClosedCampaign(minimum=Money(minimum or 0), raised=Money(figures[key].raised_cents))
        for key, minimum in rows.items()
    ]


def gauge_of(campaign: Campaign) -> Gauge | None:
    """Return the gauge beside the goals of a proposal; None before its kind is known."""
    if not campaign.format:
        return None
    themes = [campaign.theme] if campaign.theme else []
    known = ClosedCampaigns()
    found = known.comparable(format_code=campaign.format, themes=themes, levels=campaign.levels)
    shown = gauge(found, None, at=timezone.localdate())
    if shown.rows:
        return shown
    # Few of that theme and level: what such an action costs anywhere says more than nothing.
    found = known.comparable(format_code=campaign.format, themes=(), levels=())
    wider = gauge(found, None, at=timezone.localdate())
    return wider if wider.rows else None


def install() -> None:
    """Called when the app starts."""
    funding_estimates.register(ClosedCampaigns())
