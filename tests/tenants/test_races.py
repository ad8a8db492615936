"""Several at once, on a database of their own: each fact happens once."""

import threading
from datetime import timedelta

from django.db import connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from kernel.ratelimit import RateLimit, TooManyAttempts
from tenants import outbox, scheduler
from tenants.models import Alert, JobRun, Mail
from tenants.outbox import delivery
from tenants.start import ALERT_MAIL


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
