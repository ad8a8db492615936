"""What happens to money by the passing of time."""

from datetime import datetime, time, timedelta
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campaigns.actions.begin_once import forget_requests
from campaigns.actions.close_campaign import close_campaign
from campaigns.actions.end_transfers import end_transfers
from campaigns.actions.later import settle_later
from campaigns.actions.reconcile import reconcile
from campaigns.actions.seal_day import seal_until
from campaigns.actions.sweep import EVERY, sweep
from campaigns.bank_balance import watch_bank
from campaigns.domain.states import State
from campaigns.ledger_watch import JOB, watch_ledger
from campaigns.models import BankLine, Campaign, LineState, Settlement, SettlementState
from campaigns.views.figures import count_again
from campaigns.waiting_money import watch_waiting_money
from tenants import alerts
from tenants.context import current_tenant
from tenants.models import AlertLevel
from tenants.scheduler import periodic

QUIET = timedelta(minutes=10)
UNEXPLAINED = timedelta(days=3)
CLOSE_FAILED = "campaigns.close-failed"


@periodic(
    "campaigns.sweep",
    every=EVERY,
    per_tenant=True,
    title=_("Take up payments and refunds left unfinished"),
)
def sweep_money(at: datetime) -> int:
    return sweep(at=at) if is_here() else 0


@periodic(
    "campaigns.transfers",
    every=timedelta(minutes=15),
    per_tenant=True,
    title=_("End the transfers whose date limit is over"),
)
def end_late_transfers(at: datetime) -> int:
    """What came in part is the gift; and staff hear of lines that nobody explains."""
    if not is_here():
        return 0
    old = BankLine.objects.filter(state=LineState.NEW, created_at__lt=at - UNEXPLAINED)
    if old.exists():
        alerts.raise_alert("campaigns.bank-unexplained", "", _("Lines of the bank wait for days."))
    else:
        alerts.clear("campaigns.bank-unexplained")
    return end_transfers(at=at)


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
    closed = sum(_close(pk, at) for pk in keys)
    left = Settlement.objects.filter(state=SettlementState.RUNNING, prepared_at__lt=at - QUIET)
    for pk in left.values_list("pk", flat=True):
        settle_later(pk)
    return closed


def _close(pk: UUID, at: datetime) -> bool:
    """Close one campaign; its trouble is said, and is not that of the next."""
    try:
        close_campaign(campaign_id=pk, at=at)
    except Exception as trouble:  # noqa: BLE001  whatever it is, the others end on their day
        words = _("A campaign could not be closed, and is tried every minute: %(error)s.")
        message = words % {"error": repr(trouble)}
        alerts.raise_alert(CLOSE_FAILED, pk, message, AlertLevel.CRITICAL)
        return False
    alerts.clear(CLOSE_FAILED, pk)
    return True


@periodic(
    "campaigns.reconcile",
    daily_at=time(4, 20),
    per_tenant=True,
    title=_("Compare the payment provider’s account with the books"),
)
def compare_books(at: datetime) -> int:
    """The provider's account, where one is set; the bank's; and what waits for too long."""
    if not is_here():
        return 0
    watch_bank()
    watch_waiting_money(at)
    return reconcile(at=at) if settings.STRIPE_SECRET_KEY else 0


@periodic(
    "campaigns.seal",
    daily_at=time(0, 20),
    per_tenant=True,
    title=_("Seal the day that is over in the ledger"),
)
def seal_yesterday(at: datetime) -> int:
    return len(seal_until(today=timezone.localdate(at))) if is_here() else 0


@periodic(
    JOB,
    daily_at=time(3, 10),
    per_tenant=True,
    title=_("Compare the ledger with its movements"),
)
def check_ledger(at: datetime) -> int:  # noqa: ARG001  every job is told the time
    return watch_ledger() if is_here() else 0


@periodic(
    "campaigns.requests",
    daily_at=time(3, 50),
    per_tenant=True,
    title=_("Forget the keys of programs’ requests"),
)
def forget_keys(at: datetime) -> int:
    return forget_requests(at=at) if is_here() else 0


@periodic(
    "campaigns.figures",
    every=timedelta(minutes=10),
    per_tenant=True,
    title=_("Count the public figures again"),
)
def count_figures(at: datetime) -> int:  # noqa: ARG001  every job is told the time
    return count_again() if is_here() else 0


def is_here() -> bool:
    """Tell whether the current site has the tables of money."""
    tenant = current_tenant()
    return bool(tenant and tenant.is_national)
