"""Runs what waits in the real queue, with the real worker, inside the test's own transaction."""

from datetime import timedelta

from django.tasks.base import TaskResultStatus
from django.utils import timezone
from django_tasks_db.models import DBTaskResult, get_date_max

from tenants.worker import TenantWorker


def drain(*, ahead: timedelta | None = None, failures: bool = False) -> int:
    """Run every task that may run now, and those that they enqueue; return how many.

    `ahead` brings forward what is planned within that time. A task that fails fails the test, with
    its traceback, unless `failures` are what the test is about.
    """
    before = set(DBTaskResult.objects.finished().values_list("pk", flat=True))
    if ahead is not None:
        planned = DBTaskResult.objects.filter(
            status=TaskResultStatus.READY, run_after__lte=timezone.now() + ahead
        )
        planned.update(run_after=get_date_max())
    worker("test").run()
    done = list(DBTaskResult.objects.finished().exclude(pk__in=before))
    for task in done:
        if task.status == TaskResultStatus.FAILED and not failures:
            raise AssertionError(f"{task.task_path} failed:\n{task.traceback}")
    return len(done)


def worker(worker_id: str) -> TenantWorker:
    """A worker that stops when nothing is left to run."""
    return TenantWorker(
        queue_names=["*"],
        excluded_queue_names=[],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=worker_id,
    )
