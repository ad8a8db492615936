"""What happens to workshops by the passing of time, on each site."""

from datetime import datetime, time, timedelta

from django.utils.translation import gettext_lazy as _

from tenants.scheduler import periodic
from tne_sites.actions.forget_registrations import forget_registrations
from tne_sites.actions.let_time_pass import expire_offers, leave_lists, remind


@periodic(
    "workshops.offers",
    every=timedelta(minutes=5),
    per_tenant=True,
    title=_("Pass places on that nobody accepted"),
)
def offers(at: datetime) -> str:
    return f"{expire_offers(at=at)} offers"


@periodic(
    "workshops.reminders",
    every=timedelta(minutes=30),
    per_tenant=True,
    title=_("Remind people of their workshops"),
)
def reminders(at: datetime) -> str:
    return f"{remind(at=at)} people"


@periodic(
    "workshops.lists",
    daily_at=time(2, 10),
    per_tenant=True,
    title=_("Take past workshops off the lists"),
)
def lists(at: datetime) -> str:
    return f"{leave_lists(at=at)} workshops"


@periodic(
    "workshops.retention",
    daily_at=time(3, 40),
    per_tenant=True,
    include_archived=True,
    title=_("Forget who came to past workshops"),
)
def retention(at: datetime) -> str:
    return f"{forget_registrations(at=at)} people"
