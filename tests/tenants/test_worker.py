import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import quote

import pytest
from django.core.cache import cache
from django.db import connection
from django.tasks.base import TaskResultStatus
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from kernel.ratelimit import RateLimit, TooManyAttempts
from tenants import outbox, scheduler
from tenants.models import Alert, Beat, JobRun, Mail, MailState
from tenants.outbox import delivery
from tenants.start import ALERT_MAIL
from tenants.worker import Heartbeat, put_back_tasks_of, rescue_tasks, retry
from tests.queue import drain
from tests.tenants import tasks

DONE, FAILED, READY = (
    TaskResultStatus.SUCCESSFUL,
    TaskResultStatus.FAILED,
    TaskResultStatus.READY,
)


@pytest.mark.django_db
def test_a_task_runs_in_the_site_that_asked_for_it(aisne):
    result = tasks.say_site.enqueue()
    drain()

    result.refresh()
    assert result.return_value == "tne_02"


@pytest.mark.django_db
def test_urgent_tasks_pass_first_and_every_queue_is_served():
    for word in ("b", "c"):
        tasks.remember.enqueue(word)
    tasks.remember_first.enqueue("a")
    drain()

    assert cache.get("order") == ["a", "b", "c"]


@pytest.mark.django_db
def test_a_failed_task_is_an_alert_and_can_be_run_again():
    tasks.fail.enqueue()
    drain(failures=True)

    alert, task = Alert.objects.get(), DBTaskResult.objects.get(task_path=tasks.fail.module_path)
    assert (alert.kind, alert.key) == ("task.failed", tasks.fail.module_path)
    assert "jean" not in alert.message
    assert retry(task)
    task.refresh_from_db()
    assert task.status == READY


@pytest.mark.django_db
def test_a_task_that_no_longer_exists_is_an_alert():
    DBTaskResult.objects.create(
        task_path="cms.tasks.gone",
        args_kwargs={"args": [], "kwargs": {}},
        backend_name="default",
        run_after=None,
    )
    drain(failures=True)

    assert Alert.objects.get().key == "cms.tasks.gone"


def held_by(worker_ids: list[str], at) -> DBTaskResult:
    task = DBTaskResult.objects.filter(pk=tasks.say_site.enqueue().id)
    task.update(status=TaskResultStatus.RUNNING, worker_ids=worker_ids, started_at=at)
    return task.get()


@pytest.mark.django_db
def test_the_tasks_of_a_silent_worker_are_given_to_another():
    now = timezone.now()
    task = held_by(["dead"], now - timedelta(minutes=5))

    assert rescue_tasks(now) == 1
    drain()

    task.refresh_from_db()
    assert task.status == DONE


@pytest.mark.django_db
def test_a_long_task_of_a_living_worker_is_left_alone():
    now = timezone.now()
    held_by(["busy"], now - timedelta(hours=5))
    Beat.objects.create(process="busy", role="worker", host="x", seen_at=now)

    assert rescue_tasks(now) == 0


@pytest.mark.django_db
def test_a_task_that_took_three_workers_is_given_up():
    now = timezone.now()
    task = held_by(["one", "two", "three"], now - timedelta(minutes=5))

    rescue_tasks(now)

    task.refresh_from_db()
    assert task.status == FAILED
    assert task.exception_class_path == "tenants.worker.WorkerLost"
    assert Alert.objects.get().kind == "task.failed"


@pytest.mark.django_db
def test_a_job_whose_worker_died_three_times_is_a_failed_run():
    at = timezone.now()
    scheduler.run_now("tenants.prune", at)
    DBTaskResult.objects.filter(task_path="tenants.scheduler.run_job").update(
        status=TaskResultStatus.RUNNING,
        worker_ids=["a", "b", "c"],
        started_at=at - timedelta(hours=1),
    )

    rescue_tasks(at)

    assert JobRun.objects.get().state == "failed"


@pytest.mark.django_db
def test_a_worker_back_from_an_outage_takes_up_what_it_held():
    held_by(["me"], timezone.now())

    assert put_back_tasks_of("other") == 0
    assert put_back_tasks_of("me") == 1


@pytest.mark.django_db
def test_a_sign_of_life_is_given_and_taken_away():
    heartbeat = Heartbeat("me", role="worker", queues="*")
    heartbeat.beat()
    heartbeat.beat()
    assert Beat.objects.get().queues == "*"

    heartbeat.stop()
    assert not Beat.objects.exists()


# --- Several at once, on a database of their own ------------------------------------------------


def at_once(*functions) -> list:
    """Run functions together, each with its own connection; return what each returned."""
    start, results = threading.Barrier(len(functions)), [None] * len(functions)

    def run(number, function):
        try:
            connection.settings_dict["NAME"] = name
            start.wait()
            results[number] = function()
        except Exception as error:  # noqa: BLE001 - shown to the test
            results[number] = error
        finally:
            connection.close()

    name = connection.settings_dict["NAME"]
    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(functions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def a_mail(key: object = 1) -> Mail:
    return outbox.write(
        ALERT_MAIL.name, key, to="a@example.org", language="en", context=ALERT_MAIL.sample
    )


def test_two_workers_that_race_send_a_message_once(own_database):
    for number in range(10):
        mail = a_mail(number)
        takes = at_once(*[lambda mail=mail: delivery._take(mail.pk)] * 4)

        assert sum(isinstance(taken, Mail) for taken in takes) == 1
        assert not any(isinstance(taken, Exception) for taken in takes)


def test_two_writers_that_race_write_a_message_once(own_database):
    for number in range(10):
        mails = at_once(*[lambda number=number: a_mail(number).pk] * 4)

        assert len(set(mails)) == 1
    assert DBTaskResult.objects.filter(queue_name="mail").count() == 10


def test_two_schedulers_that_race_run_a_job_once(own_database):
    at = timezone.now()
    scheduler.prepare(at)
    later = at + timedelta(days=2)

    made = at_once(*[lambda: scheduler.tick(later)] * 4)

    enqueued = DBTaskResult.objects.filter(task_path="tenants.scheduler.run_job")
    assert sum(made) == JobRun.objects.count() == enqueued.count()
    assert JobRun.objects.values("job", "schema").distinct().count() == JobRun.objects.count()


def test_attempts_that_race_are_all_counted(own_database):
    limit = RateLimit(name="race", per_caller=10, window=timedelta(days=365))

    tries = at_once(*[lambda: limit.take(caller="192.0.2.1")] * 14)

    assert sum(isinstance(outcome, TooManyAttempts) for outcome in tries) == 4
    assert sum(outcome is None for outcome in tries) == 10


def test_troubles_that_race_are_one_alert(own_database):
    from tenants.alerts import raise_alert

    at_once(*[lambda: raise_alert("x", "y", "z").pk] * 8)

    assert Alert.objects.get().count == 8


# --- Real processes -----------------------------------------------------------------------------


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
        assert process.wait(timeout=90) == 0

    done = DBTaskResult.objects.filter(pk__in=[result.id for result in results])
    assert {task.status for task in done} == {DONE}
    assert {len(task.worker_ids) for task in done} == {1}
    assert MailState.SENDING not in Mail.objects.values_list("state", flat=True)
