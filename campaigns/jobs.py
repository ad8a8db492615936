"""What happens to money by the passing of time."""

from datetime import datetime, time, timedelta

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from campaigns.actions.close_campaign import close_campaign
from campaigns.actions.later import settle_later
from campaigns.actions.reconcile import reconcile
from campaigns.actions.sweep import sweep
from campaigns.domain.states import State
from campaigns.models import Campaign, Settlement, SettlementState
from tenants.context import current_tenant
from tenants.scheduler import periodic

QUIET = timedelta(minutes=10)


@periodic(
    "campaigns.sweep",
    every=timedelta(minutes=5),
    per_tenant=True,
    title=_("Take up payments and refunds left unfinished"),
)
def sweep_money(at: datetime) -> int:
    return sweep(at=at) if is_here() else 0


@periodic(
    "campaigns.close",
    every=timedelta(minutes=1),
    per_tenant=True,
    title=_("Close the campaigns whose end has come"),
)
def close_due(at: datetime) -> int:
    """Close what is due, each by itself; and go on with settlements whose worker died."""
    if not is_here():
        return 0
    due = Q(state=State.PUBLISHED, closes_at__lte=at) | Q(state=State.CLOSING)
    keys = list(Campaign.objects.filter(due).order_by("closes_at").values_list("pk", flat=True))
    for pk in keys:
        close_campaign(campaign_id=pk, at=at)
    left = Settlement.objects.filter(state=SettlementState.RUNNING, prepared_at__lt=at - QUIET)
    for pk in left.values_list("pk", flat=True):
        settle_later(pk)
    return len(keys)


@periodic(
    "campaigns.reconcile",
    daily_at=time(4, 20),
    per_tenant=True,
    title=_("Compare the payment provider’s account with the books"),
)
def compare_books(at: datetime) -> int:
    """Do nothing where no provider is set: there is nothing to compare."""
    return reconcile(at=at) if is_here() and settings.STRIPE_SECRET_KEY else 0


def is_here() -> bool:
    """Tell whether the current site has the tables of money."""
    tenant = current_tenant()
    return bool(tenant and tenant.is_national)
