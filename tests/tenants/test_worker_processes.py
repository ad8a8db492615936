"""Real workers in processes of their own: killed, stopped, cut from the database."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import quote

import pytest
from django.db import connection
from django.tasks.base import TaskResultStatus
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from tenants.models import Beat, Mail, MailState
from tenants.worker import rescue_tasks
from tests.tenants import tasks

DONE, FAILED, READY = (
    TaskResultStatus.SUCCESSFUL,
    TaskResultStatus.FAILED,
    TaskResultStatus.READY,
)


@pytest.fixture
def start_worker(own_database) -> Iterator:
    """Start real workers on the test's database; end them with the test."""
    started = []

    def start(*options: str) -> subprocess.Popen:
        given = connection.settings_dict
        url = f"postgresql://{given['USER']}@/{given['NAME']}?host={quote(given['HOST'], safe='')}"
        process = subprocess.Popen(
            [sys.executable, "manage.py", "worker", "--interval=0.1", *options],
            env={
                **os.environ,
                "DATABASE_URL": url,
                "DATABASE_OWNER_URL": url,
                "DJANGO_SETTINGS_MODULE": "config.settings.test",
            },
            stderr=subprocess.DEVNULL,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.wait()


def wait_until(condition, seconds=60):
    end = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.1)
    return found


def state_of(result) -> str:
    return DBTaskResult.objects.get(pk=result.id).status


def is_running(result) -> bool:
    return state_of(result) == TaskResultStatus.RUNNING


def test_a_worker_killed_in_its_task_leaves_it_to_the_next(start_worker, tmp_path):
    result = tasks.die_once.enqueue(str(tmp_path / "died"))
    first = start_worker()
    assert first.wait(timeout=60) == -signal.SIGKILL
    assert is_running(result)

    rescue_tasks(timezone.now() + timedelta(minutes=2))
    start_worker()

    wait_until(lambda: state_of(result) == DONE)


def test_a_worker_told_to_stop_ends_its_task_first(start_worker):
    result = tasks.sleep.enqueue(2)
    process = start_worker()
    wait_until(lambda: is_running(result))

    process.terminate()

    assert process.wait(timeout=30) == 0
    assert state_of(result) == DONE
    assert not Beat.objects.exists()


def test_a_worker_survives_the_loss_of_its_database_connections(start_worker):
    running = tasks.sleep.enqueue(2)
    process = start_worker()
    wait_until(lambda: is_running(running))

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    after = tasks.say_site.enqueue()

    wait_until(lambda: state_of(after) == DONE)
    wait_until(lambda: state_of(running) == DONE)
    assert process.poll() is None
    process.terminate()
    assert process.wait(timeout=30) == 0


def test_several_workers_share_the_queue_and_run_each_task_once(start_worker):
    results = [tasks.say_site.enqueue() for _ in range(60)]
    workers = [start_worker("--batch") for _ in range(3)]
    for process in workers:
        assert process.wait(timeout=300) == 0

    done = DBTaskResult.objects.filter(pk__in=[result.id for result in results])
    assert {task.status for task in done} == {DONE}
    assert {len(task.worker_ids) for task in done} == {1}
    assert MailState.SENDING not in Mail.objects.values_list("state", flat=True)
