from datetime import timedelta

import pytest
from django.core.cache import cache
from django.tasks.base import TaskResultStatus
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from tenants import scheduler
from tenants.models import Alert, Beat, JobRun
from tenants.tasks import enqueued_together
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
def test_tasks_of_one_block_are_written_at_once_for_the_site_that_asked(
    aisne, django_assert_num_queries
):
    before = DBTaskResult.objects.count()

    with django_assert_num_queries(1), enqueued_together():
        first = tasks.say_site.enqueue()
        with enqueued_together():
            second = tasks.say_site.enqueue()
    assert DBTaskResult.objects.count() == before + 2
    drain()

    for result in (first, second):
        result.refresh()
    assert first.return_value == second.return_value == "tne_02"


@pytest.mark.django_db
def test_a_block_that_fails_enqueues_nothing():
    def enqueue_and_fail() -> None:
        with enqueued_together():
            tasks.say_site.enqueue()
            raise LookupError

    with pytest.raises(LookupError):
        enqueue_and_fail()

    assert not DBTaskResult.objects.filter(task_path=tasks.say_site.module_path).exists()


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
