"""The plumbing's own periodic jobs: wake what sleeps, forget what is old, notice what is late."""

from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.tasks.base import TaskResultStatus
from django.utils.translation import gettext_lazy as _
from django_tasks_db.models import DBTaskResult

from tenants import alerts, attempts, vitals
from tenants.backups import watch
from tenants.models import Alert, Beat, JobRun, Mail, MailState, WebhookDelivery
from tenants.outbox import delivery
from tenants.scheduler import periodic
from tenants.webhooks import delivery as webhook_delivery

KEEP_DONE = timedelta(days=7)
KEEP_FAILED = timedelta(days=60)
# The words of a message are personal data: they go soon. Its row stays, and stops a repetition.
KEEP_MAIL_WORDS = timedelta(days=30)
KEEP_MAIL_ROWS = timedelta(days=365)
KEEP_ALERTS = timedelta(days=365)
KEEP_WEBHOOKS = timedelta(days=30)
LATE_AFTER = timedelta(minutes=15)
BATCH = 5_000


@periodic("tenants.outbox", every=timedelta(minutes=5), title=_("Send mail that waits"))
def send_what_waits(at: datetime) -> None:
    delivery.sweep(at)


@periodic("tenants.webhooks", every=timedelta(minutes=5), title=_("Send webhooks that wait"))
def send_webhooks(at: datetime) -> None:
    webhook_delivery.sweep(at)


@periodic("tenants.watch", every=timedelta(minutes=5), title=_("Notice a queue that is late"))
def watch_queue(at: datetime) -> None:
    """Raise an alert when a task has waited for a quarter of an hour; clear it when none does."""
    age = vitals.oldest_waiting(at)
    if age <= LATE_AFTER:
        alerts.clear("queue.late")
        return
    alerts.raise_alert(
        "queue.late",
        "",
        _("A background task has waited for %(minutes)s minutes.")
        % {"minutes": int(age.total_seconds() // 60)},
    )


@periodic("tenants.backups", every=timedelta(hours=1), title=_("Notice a missing backup"))
def watch_backups(at: datetime) -> None:
    watch.look(at)


@periodic("tenants.prune", daily_at=time(3, 10), title=_("Forget old tasks and messages"))
def prune(at: datetime) -> None:
    """Remove what nobody will ask for, a slice at a time so that no lock lasts."""
    finished = Q(status=TaskResultStatus.SUCCESSFUL, finished_at__lt=at - KEEP_DONE)
    finished |= Q(status=TaskResultStatus.FAILED, finished_at__lt=at - KEEP_FAILED)
    _delete_slices(DBTaskResult.objects.filter(finished).order_by())
    _delete_slices(JobRun.objects.filter(due_at__lt=at - KEEP_FAILED).order_by())
    _delete_slices(Mail.objects.filter(created_at__lt=at - KEEP_MAIL_ROWS).order_by())
    over = Mail.objects.filter(created_at__lt=at - KEEP_MAIL_WORDS).exclude(text="", html="")
    over.exclude(state__in=[MailState.WAITING, MailState.SENDING]).update(
        subject="", text="", html=""
    )
    _delete_slices(WebhookDelivery.objects.filter(created_at__lt=at - KEEP_WEBHOOKS).order_by())
    Alert.objects.filter(resolved_at__lt=at - KEEP_ALERTS).delete()
    Beat.objects.filter(seen_at__lt=at - timedelta(days=1)).delete()
    attempts.forget_old(at)


def _delete_slices(rows: QuerySet[Any]) -> None:
    while pks := list(rows.values_list("pk", flat=True)[:BATCH]):
        rows.model.objects.filter(pk__in=pks).delete()
