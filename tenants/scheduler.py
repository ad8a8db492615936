"""Named periodic jobs: each due moment is run once, however many schedulers look.

    @periodic("accounts.retention", daily_at=time(3, 30), title=_("Forget old accounts"))
    def forget_old_accounts(at: datetime) -> None: ...

The module of the job is imported when its app starts. A job is run in the queue by a worker, in
`public` or, `per_tenant`, once in each site. A job that was missed, or is still running, is caught
up once.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db import transaction
from django.tasks import task
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tenants import alerts
from tenants.models import Job, JobRun, RunState, Tenant, TenantState
from tenants.schedule import Daily, Every, Schedule
from tenants.tasks import SCHEMA, Priority

ALERT_KIND = "job.failed"
# A run that nothing has finished after that long is lost: its job may run again.
LOST_AFTER = timedelta(days=1)

type Function = Callable[[datetime], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Periodic:
    """A job as its app declared it."""

    name: str
    title: str | Promise
    function: Function
    schedule: Schedule
    per_tenant: bool
    include_archived: bool


_jobs: dict[str, Periodic] = {}


def periodic(  # noqa: PLR0913 - every argument is a choice of the job
    name: str,
    *,
    every: timedelta | None = None,
    daily_at: time | None = None,
    per_tenant: bool = False,
    include_archived: bool = False,
    title: str | Promise = "",
) -> Callable[[Function], Function]:
    """Declare a job, due at an interval or at an hour of Paris; it receives the moment it runs."""
    if every is not None and daily_at is None:
        schedule: Schedule = Every(every)
    elif daily_at is not None and every is None:
        schedule = Daily(daily_at)
    else:
        raise ValueError(f"{name}: give either every= or daily_at=")

    def declare(function: Function) -> Function:
        known = _jobs.get(name)
        if known is not None and known.function.__qualname__ != function.__qualname__:
            raise ValueError(f"two jobs are called {name!r}")
        _jobs[name] = Periodic(
            name=name,
            title=title or name,
            function=function,
            schedule=schedule,
            per_tenant=per_tenant,
            include_archived=include_archived,
        )
        return function

    return declare


def find(name: str) -> Periodic | None:
    return _jobs.get(name)


def all_jobs() -> list[Periodic]:
    return sorted(_jobs.values(), key=lambda job: job.name)


def forget(name: str) -> None:
    """Remove a job: for tests."""
    _jobs.pop(name, None)


def prepare(at: datetime) -> None:
    """Give each declared job its row; a job seen for the first time waits for its next moment."""
    rows = [
        Job(name=job.name, due_at=job.schedule.last(at), next_at=job.schedule.next(at))
        for job in all_jobs()
    ]
    Job.objects.bulk_create(rows, ignore_conflicts=True)
    # A job made more frequent by a release does not wait for the moment planned before it.
    for job in all_jobs():
        soonest = job.schedule.next(at)
        Job.objects.filter(name=job.name, next_at__gt=soonest).update(next_at=soonest)


def tick(at: datetime) -> int:
    """Enqueue what is due; return how many runs were made."""
    due = Job.objects.filter(next_at__lte=at, name__in=list(_jobs)).values_list("name", flat=True)
    return sum(_launch(_jobs[name], at) for name in due)


def run_now(name: str, at: datetime) -> int:
    """Run a job outside its hours, because staff ask for it; KeyError when there is none."""
    job = _jobs[name]
    with transaction.atomic():
        prepare(at)
        return _make_runs(job, at, at)


def _launch(job: Periodic, at: datetime) -> int:
    with transaction.atomic():
        # The row is the lock: of two schedulers one passes, and the other finds next_at moved.
        rows = Job.objects.select_for_update(skip_locked=True)
        row = rows.filter(name=job.name, next_at__lte=at).first()
        if row is None:
            return 0
        row.due_at, row.next_at = job.schedule.last(at), job.schedule.next(at)
        row.save(update_fields=["due_at", "next_at"])
        return _make_runs(job, row.due_at, at)


def _make_runs(job: Periodic, due_at: datetime, at: datetime) -> int:
    """Make one run for each site where none is unfinished, and its task, in this transaction."""
    unfinished = JobRun.objects.unfinished().filter(job_id=job.name)
    unfinished.filter(due_at__lt=at - LOST_AFTER).update(
        state=RunState.FAILED, finished_at=at, error="lost"
    )
    busy = set(unfinished.values_list("schema", flat=True))
    schemas = [schema for schema in _schemas(job) if schema not in busy]
    for schema in schemas:
        run, is_new = JobRun.objects.get_or_create(job_id=job.name, schema=schema, due_at=due_at)
        if is_new:
            run_job.enqueue(run.pk, **{SCHEMA: schema})
    return len(schemas)


def _schemas(job: Periodic) -> list[str]:
    if not job.per_tenant:
        return ["public"]
    states = [TenantState.OPEN, *([TenantState.ARCHIVED] if job.include_archived else [])]
    return list(
        Tenant.objects.filter(state__in=states).order_by("pk").values_list("schema_name", flat=True)
    )


@task(priority=Priority.DUE)
def run_job(run_id: int) -> None:
    """Run one job in the site it was enqueued for, and write how it went."""
    run = JobRun.objects.get(pk=run_id)
    job = _jobs[run.job_id]
    at = timezone.now()
    JobRun.objects.filter(pk=run_id).update(state=RunState.RUNNING, started_at=at)
    job.function(at)
    JobRun.objects.filter(pk=run_id).update(
        state=RunState.DONE, finished_at=timezone.now(), error=""
    )
    alerts.clear(ALERT_KIND, alert_key(run))


def close_failed(run_id: int, error: str) -> None:
    """Write that a run failed, whichever way: an error, or a worker that died with it."""
    run = JobRun.objects.filter(pk=run_id).first()
    if run is None:
        return
    JobRun.objects.filter(pk=run_id).update(
        state=RunState.FAILED, finished_at=timezone.now(), error=error[:200]
    )
    alerts.raise_alert(
        ALERT_KIND,
        alert_key(run),
        _("The periodic job %(job)s failed: %(error)s.") % {"job": run.job_id, "error": error},
    )


def alert_key(run: JobRun) -> str:
    return f"{run.job_id} {run.schema}"
