"""What was left behind is taken up again: words that never came, answers lost, workers that died.

Nothing here is new: each step is the same action that would have run, and may run twice.
"""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from campaigns.actions.ask_refund import ask_refund, end_refusals
from campaigns.actions.close_page import close_page
from campaigns.actions.handle_event import handle_event
from campaigns.actions.settle_payment import settle_payment
from campaigns.domain.payments import RefundState
from campaigns.models import InboxEvent, InboxState, Method, Payment, Refund
from campaigns.payments.base import ProviderTrouble
from tenants import alerts
from tenants.models import AlertLevel

FAILED_ALERT = "campaigns.sweep-failed"
EVERY = timedelta(minutes=5)  # a run of it
# Younger ones are still being handled; older ones are looked at less and less often.
QUIET = timedelta(minutes=5)
ATTENTION = timedelta(hours=1)
MOST = 500  # for one run; the next one goes on


def sweep(*, at: datetime) -> int:
    """Take up deliveries, payments and refunds left unfinished; return how many were looked at."""
    return sweep_events(at) + sweep_pages(at) + sweep_payments(at) + sweep_refunds(at)


def sweep_events(at: datetime) -> int:
    """Handle deliveries whose task was lost, or that met a trouble, each later than before."""
    rows = InboxEvent.objects.filter(state=InboxState.NEW, received_at__lt=at - QUIET)
    due = [
        row.pk
        for row in rows.order_by("received_at")[:MOST]
        if row.tried_at is None or at - row.tried_at >= QUIET * 2**row.attempts
    ]
    return _each("deliveries", due, lambda pk: handle_event(event_pk=pk, at=at))


def sweep_pages(at: datetime) -> int:
    """Close pages of gifts paid otherwise or abandoned, where the first try met a trouble."""
    due = Payment.objects.to_close(at).order_by("created_at").values_list("pk", flat=True)
    return _each("pages", due[:MOST], lambda pk: close_page(payment_id=pk, at=at))


def sweep_payments(at: datetime) -> int:
    """Ask what became of payments whose page is over, or that nobody looked at for an hour."""
    rows = Payment.objects.unfinished().filter(method=Method.CARD)
    is_over = Q(expires_at__lt=at)
    is_old = Q(created_at__lt=at - ATTENTION)
    looked = Q(looked_at=None) | Q(looked_at__lt=at - ATTENTION)
    due = (
        rows.filter((is_over | is_old) & looked).order_by("created_at").values_list("pk", flat=True)
    )
    return _each("payments", due[:MOST], lambda pk: settle_payment(payment_id=pk, at=at))


def sweep_refunds(at: datetime) -> int:
    """Ask for what is due, and again for what has no end yet, less and less often."""
    going = [RefundState.DUE, RefundState.ASKED, RefundState.PENDING]
    rows = Refund.objects.filter(
        state__in=going, created_at__lt=at - QUIET, payment__method=Method.CARD
    )
    due = [
        row.pk
        for row in rows.only("state", "created_at").order_by("created_at")
        if row.state == RefundState.DUE or _is_turn(row.pk, at - row.created_at, at)
    ]
    done = _each("refunds", due[:MOST], lambda pk: ask_refund(refund_id=pk, at=at))
    end_refusals()
    return done


def _is_turn(pk: int, age: timedelta, at: datetime) -> bool:
    """Pass at each run for two hours, then at every second, third…: once an hour in the end.

    No run writes down whom it looked at: the number of the run tells whose turn it is.
    """
    pace = min(max(1, age // ATTENTION), ATTENTION // EVERY)
    return (int(at.timestamp() // EVERY.total_seconds()) + pk) % pace == 0


def _each[T](what: str, keys: Iterable[T], act: Callable[[T], object]) -> int:
    """Do each by itself: the trouble of one is said, and is not that of the next."""
    done, troubles = 0, []
    for key in list(keys):
        try:
            act(key)
        except ProviderTrouble:
            continue
        except Exception as trouble:  # noqa: BLE001  whatever it is, the others are taken up
            troubles.append(f"{key}: {trouble!r}")
        else:
            done += 1
    if troubles:
        words = _("%(count)s could not be taken up, and are tried again; the first: %(error)s.")
        message = words % {"count": len(troubles), "error": troubles[0]}
        alerts.raise_alert(FAILED_ALERT, what, message, AlertLevel.CRITICAL)
    else:
        alerts.clear(FAILED_ALERT, what)
    return done
