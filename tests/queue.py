"""Runs what waits in the real queue, with the real worker, inside the test's own transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from unittest.mock import patch

from django.db import connection
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
    with _connection_kept():
        worker("test").run()
    done = list(DBTaskResult.objects.finished().exclude(pk__in=before))
    for task in done:
        if task.status == TaskResultStatus.FAILED and not failures:
            raise AssertionError(f"{task.task_path} failed:\n{task.traceback}")
    return len(done)


@contextmanager
def _connection_kept() -> Iterator[None]:
    """Inside a test's transaction a worker must not renew its connection between tasks."""
    if not connection.in_atomic_block:
        yield
        return
    with patch("django_tasks_db.management.commands.db_worker.close_old_connections"):
        yield


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
