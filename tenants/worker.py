"""The worker: django-tasks-db's loop; it survives the database, and its dead leave no task behind.

Each worker shows a sign of life every few seconds. When a worker stays silent for a minute, its
task is given to another; a task that has taken three workers with it is marked as failed. So a task
may run again after a crash: it must be written so that this does no harm.
"""

import logging
import socket
import threading
import time
from contextlib import suppress
from datetime import datetime, timedelta

from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.models import QuerySet
from django.tasks.base import TaskResultStatus
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from tenants import scheduler
from tenants.alerts import raise_alert
from tenants.models import AlertLevel, Beat

logger = logging.getLogger("tenants.worker")

BEAT_SECONDS = 10
SILENT_AFTER = timedelta(seconds=60)
RESCUE_SECONDS = 30
MOST_ATTEMPTS = 3
RECONNECT_SECONDS = (1, 2, 5, 10, 30)
JOB_TASK = "tenants.scheduler.run_job"


class WorkerLost(Exception):
    """The process that ran a task ended without a word: killed, out of memory, or switched off."""


class TenantWorker(Worker):
    """Takes tasks from the queue until it is stopped."""

    def run(self) -> None:
        """Work; when the database goes away, wait for it and go on."""
        failures = 0
        while self.running:
            try:
                leave_sites()
                put_back_tasks_of(self.worker_id)
                failures = 0
                super().run()
                break
            except (OperationalError, InterfaceError) as error:
                if self.batch:
                    raise
                wait = RECONNECT_SECONDS[min(failures, len(RECONNECT_SECONDS) - 1)]
                logger.warning("Database lost (%s), next try in %s s", type(error).__name__, wait)
                failures += 1
                connection.close()
                time.sleep(wait)

    def leave(self) -> None:
        """Hand back a task that was claimed in the moment of the stop."""
        try:
            put_back_tasks_of(self.worker_id)
        except (OperationalError, InterfaceError):
            logger.warning("Stopped without the database: others will find the task")

    def run_task(self, db_task_result: DBTaskResult) -> None:
        """Run a task and tell staff if it failed."""
        super().run_task(db_task_result)
        leave_sites()
        if db_task_result.status == TaskResultStatus.FAILED:
            report_failure(db_task_result)


class Heartbeat(threading.Thread):
    """Shows the sign of life beside the work, and looks after the tasks of the dead."""

    def __init__(self, process: str, *, role: str, queues: str = "", rescues: bool = False) -> None:
        super().__init__(name=f"heartbeat-{process}", daemon=True)
        self.process, self.role, self.queues, self.rescues = process, role, queues, rescues
        self._stopping = threading.Event()
        self._steady_since: float | None = None

    def run(self) -> None:
        last_rescue = time.monotonic()
        while not self._stopping.wait(BEAT_SECONDS):
            try:
                self.beat()
                if self.rescues and time.monotonic() - last_rescue >= RESCUE_SECONDS:
                    last_rescue = time.monotonic()
                    self.rescue()
            except (OperationalError, InterfaceError):
                # After an outage every worker was silent: nobody is dead for that.
                self._steady_since = None
                connection.close()
        connection.close()

    def beat(self) -> None:
        leave_sites()
        values = {
            "role": self.role,
            "host": socket.gethostname(),
            "queues": self.queues[:200],
            "seen_at": timezone.now(),
        }
        Beat.objects.update_or_create(process=self.process, defaults=values)
        if self._steady_since is None:
            self._steady_since = time.monotonic()

    def rescue(self) -> None:
        steady = self._steady_since
        if steady is not None and time.monotonic() - steady >= SILENT_AFTER.total_seconds():
            rescue_tasks(timezone.now())

    def stop(self) -> None:
        """End the thread and take the sign of life away."""
        self._stopping.set()
        if self.is_alive():
            self.join(timeout=BEAT_SECONDS)
        with suppress(OperationalError, InterfaceError):
            Beat.objects.filter(process=self.process).delete()


def leave_sites() -> None:
    """Go back to `public`, whatever the last task did."""
    connection.set_schema_to_public()  # type: ignore[attr-defined]  # of our engine


def rescue_tasks(at: datetime) -> int:
    """Give back the tasks of workers that went silent; return how many."""
    alive = set(Beat.objects.alive(at, SILENT_AFTER).values_list("process", flat=True))
    old = DBTaskResult.objects.running().filter(started_at__lt=at - SILENT_AFTER)
    return _put_back(old, {task.worker_ids[-1] for task in old if task.worker_ids} - alive)


def put_back_tasks_of(worker_id: str) -> int:
    """Give back what this worker holds and does not run: it lost the database in between."""
    return _put_back(DBTaskResult.objects.running(), {worker_id})


def retry(task: DBTaskResult) -> bool:
    """Run a failed task again, because staff ask for it."""
    return bool(
        DBTaskResult.objects.failed()
        .filter(pk=task.pk)
        .update(status=TaskResultStatus.READY, worker_ids=[], finished_at=None, traceback="")
    )


def report_failure(task: DBTaskResult) -> None:
    """Raise an alert; a periodic job has its own."""
    error = task.exception_class_path.rsplit(".", 1)[-1]
    if task.task_path == JOB_TASK:
        scheduler.close_failed(task.args_kwargs["args"][0], error)
        return
    raise_alert(
        "task.failed",
        task.task_path,
        _("The background task %(task)s failed: %(error)s.")
        % {"task": task.task_path, "error": error},
        level=AlertLevel.WARNING,
    )


def _put_back(tasks: QuerySet[DBTaskResult], lost_workers: set[str]) -> int:
    if not lost_workers:
        return 0
    put_back: list[DBTaskResult] = []
    given_up: list[DBTaskResult] = []
    with transaction.atomic():
        for task in tasks.select_for_update(skip_locked=True):
            if not task.worker_ids or task.worker_ids[-1] not in lost_workers:
                continue
            (given_up if len(task.worker_ids) >= MOST_ATTEMPTS else put_back).append(task)
        DBTaskResult.objects.filter(pk__in=[task.pk for task in put_back]).update(
            status=TaskResultStatus.READY
        )
        for task in given_up:
            task.set_failed(WorkerLost())
            report_failure(task)
    if put_back or given_up:
        logger.warning("Tasks put back: %s, given up: %s", len(put_back), len(given_up))
    return len(put_back) + len(given_up)
