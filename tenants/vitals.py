"""How queue, scheduler, outbox and alerts are: for `/health/deep`, `/metrics` and staff."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Count
from django.tasks.base import TaskResultStatus
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from kernel.health import Health, Measure, health_check, measures
from tenants.models import Alert, AlertLevel, Beat, JobRun, Mail, MailState, RunState, Tenant
from tenants.scheduler import all_jobs

ALIVE_WITHIN = timedelta(seconds=60)
LATE_AFTER = timedelta(minutes=15)


def waiting_by_queue() -> dict[str, int]:
    rows = DBTaskResult.objects.ready().order_by().values_list("queue_name")
    return dict(rows.annotate(Count("pk")))


def oldest_waiting(at: datetime) -> timedelta:
    """Return for how long the oldest task that may run has waited."""
    ready = DBTaskResult.objects.ready()
    # A task planned for later counts from its hour; "now" is stored as the end of time.
    starts = [
        max(enqueued, planned) if planned <= at else enqueued
        for enqueued, planned in ready.order_by("enqueued_at").values_list(
            "enqueued_at", "run_after"
        )[:1000]
    ]
    return max(at - min(starts, default=at), timedelta(0))


def mail_by_state() -> dict[str, int]:
    counted = dict(Mail.objects.order_by().values_list("state").annotate(Count("pk")))
    return {state: counted.get(state, 0) for state in MailState.values}


def open_alerts() -> dict[str, int]:
    rows = Alert.objects.open().order_by().values_list("level").annotate(Count("pk"))
    return {AlertLevel(level).name.lower(): count for level, count in rows}


def alive(role: str, at: datetime) -> int:
    return Beat.objects.alive(at, ALIVE_WITHIN).filter(role=role).count()


@health_check("queue")
def queue_health() -> Health:
    """Well while a worker is alive and nothing has waited too long."""
    at = timezone.now()
    workers, age = alive("worker", at), oldest_waiting(at)
    detail = {
        "workers": workers,
        "waiting": waiting_by_queue(),
        "oldest_seconds": int(age.total_seconds()),
        "failed": DBTaskResult.objects.failed().count(),
    }
    return Health(workers > 0 and age <= LATE_AFTER, detail)


@health_check("scheduler")
def scheduler_health() -> Health:
    at = timezone.now()
    failed = JobRun.objects.latest_of_each().values_list("job_id", "state")
    names = sorted({job for job, state in failed if state == RunState.FAILED})
    schedulers = alive("scheduler", at)
    return Health(schedulers > 0, {"schedulers": schedulers, "failed_jobs": names})


@health_check("mail")
def mail_health() -> Health:
    """Well while what is due leaves within a quarter of an hour; dead letters are alerts."""
    late = Mail.objects.due(timezone.now() - LATE_AFTER).count()
    return Health(late == 0, {**mail_by_state(), "late": late})


@health_check("alerts")
def alert_health() -> Health:
    found = open_alerts()
    return Health(not found.get("critical"), found)


@health_check("sites")
def site_health() -> Health:
    rows = Tenant.objects.order_by().values_list("state").annotate(Count("pk"))
    return Health(is_well=True, detail=dict(rows))


@measures
def plumbing_measures() -> Iterator[Measure]:
    at = timezone.now()
    for queue, count in waiting_by_queue().items():
        yield _measure("tasks_waiting", count, "Tasks that may run now", queue=queue)
    age = oldest_waiting(at).total_seconds()
    yield _measure("task_oldest_seconds", age, "Age of the oldest task that may run")
    running = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING).count()
    yield _measure("tasks_running", running, "Tasks being run")
    failed = DBTaskResult.objects.failed().count()
    yield _measure("tasks_failed", failed, "Failed tasks not yet forgotten")
    for state, count in mail_by_state().items():
        yield _measure("mail", count, "Messages of the outbox by state", state=state)
    for level in AlertLevel:
        count = open_alerts().get(level.name.lower(), 0)
        yield _measure("alerts_open", count, "Alerts not solved", level=level.name.lower())
    for role in ("worker", "scheduler"):
        yield _measure("processes_alive", alive(role, at), "Live processes", role=role)
    yield from _job_measures()


def _job_measures() -> Iterator[Measure]:
    """Only the worst site of each job: a hundred departments would make thousands of series."""
    runs = JobRun.objects.latest_of_each().filter(job_id__in=[job.name for job in all_jobs()])
    by_job: dict[str, list[JobRun]] = {}
    for run in runs:
        by_job.setdefault(run.job_id, []).append(run)
    for job, latest in by_job.items():
        failures = sum(run.state == RunState.FAILED for run in latest)
        yield _measure("job_failed_sites", failures, "Sites where the last run failed", job=job)
        if ends := [run.finished_at.timestamp() for run in latest if run.finished_at]:
            yield _measure("job_last_end_timestamp", min(ends), "Oldest last end", job=job)
        if spans := [run.duration.total_seconds() for run in latest if run.duration]:
            yield _measure("job_longest_seconds", max(spans), "Longest last run", job=job)


def _measure(name: str, value: float, text: str, **labels: str) -> Measure:
    return Measure(name=f"trousse_{name}", value=value, help=text, labels=labels)
