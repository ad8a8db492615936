from datetime import UTC, datetime, time, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django_tasks_db.models import DBTaskResult

from tenants import scheduler
from tenants.context import current_schema
from tenants.models import Alert, Job, JobRun, RunState, Tenant
from tenants.scheduler import periodic
from tests.queue import drain

START = datetime(2026, 11, 20, 12, tzinfo=UTC)
QUARTER = timedelta(minutes=15)


@pytest.fixture
def runs():
    """Where the jobs of these tests write down that they ran; other apps' jobs are put aside."""
    others = dict(scheduler._jobs)
    scheduler._jobs.clear()
    yield []
    scheduler._jobs.clear()
    scheduler._jobs.update(others)


def declare(runs, **how):
    @periodic("test.job", **({"every": QUARTER} | how))
    def job(at):
        runs.append(current_schema())

    scheduler.prepare(START)


@pytest.mark.django_db
def test_a_job_runs_when_it_is_due_and_not_before(runs):
    declare(runs)

    assert scheduler.tick(START + timedelta(minutes=14)) == 0
    assert scheduler.tick(START + QUARTER) == 1
    assert scheduler.tick(START + QUARTER) == 0
    drain()

    assert runs == ["public"]
    assert JobRun.objects.get().state == RunState.DONE
    assert JobRun.objects.get().duration >= timedelta(0)


@pytest.mark.django_db
def test_a_missed_job_is_caught_up_once(runs):
    declare(runs)

    scheduler.tick(START + 20 * QUARTER)
    drain()
    scheduler.tick(START + 20 * QUARTER + timedelta(minutes=1))
    drain()

    assert runs == ["public"]


@pytest.mark.django_db
def test_a_job_of_each_site_runs_in_each_site(runs):
    declare(runs, per_tenant=True)

    scheduler.tick(START + QUARTER)
    drain()

    assert sorted(runs) == ["national", "tne_02", "tne_88"]


@pytest.mark.django_db
def test_an_archived_site_is_left_in_peace_unless_asked(runs):
    Tenant.objects.filter(schema_name="tne_88").update(state="archived")
    declare(runs, per_tenant=True)
    scheduler.tick(START + QUARTER)
    drain()
    assert "tne_88" not in runs

    declare(runs, per_tenant=True, include_archived=True)
    scheduler.tick(START + 2 * QUARTER)
    drain()
    assert "tne_88" in runs


@pytest.mark.django_db
def test_a_job_still_running_is_not_started_beside_itself(runs):
    declare(runs)

    scheduler.tick(START + QUARTER)
    scheduler.tick(START + 2 * QUARTER)
    drain()
    scheduler.tick(START + 3 * QUARTER)
    drain()

    assert len(runs) == 2


@pytest.mark.django_db
def test_a_lost_run_does_not_block_its_job_for_ever(runs):
    declare(runs)
    scheduler.tick(START + QUARTER)
    DBTaskResult.objects.all().delete()

    scheduler.tick(START + timedelta(days=2))
    drain()

    assert runs == ["public"]
    assert JobRun.objects.order_by("due_at").first().error == "lost"


@pytest.mark.django_db
def test_a_failure_is_written_alerted_and_cleared_by_the_next_success(runs):
    @periodic("test.job", every=QUARTER)
    def job(at):
        if not runs:
            runs.append("failed")
            raise RuntimeError("secret of jean@example.org")

    scheduler.prepare(START)
    scheduler.tick(START + QUARTER)
    drain(failures=True)

    assert (JobRun.objects.get().state, JobRun.objects.get().error) == ("failed", "RuntimeError")
    assert Alert.objects.open().get().kind == "job.failed"

    scheduler.tick(START + 2 * QUARTER)
    drain()
    assert not Alert.objects.open().exists()


@pytest.mark.django_db
def test_a_more_frequent_job_does_not_wait_for_its_old_hour(runs):
    declare(runs, every=None, daily_at=time(3))
    scheduler._jobs.clear()
    declare(runs)

    assert scheduler.tick(START + QUARTER) == 1


def test_a_job_has_one_schedule_and_one_name(runs):
    with pytest.raises(ValueError, match="either every"):
        periodic("test.job")(lambda at: None)
    periodic("test.job", every=QUARTER)(print)
    with pytest.raises(ValueError, match="two jobs"):
        periodic("test.job", every=QUARTER)(repr)


@pytest.mark.django_db
def test_the_command_lists_and_runs_jobs(runs):
    declare(runs)
    out = StringIO()

    call_command("scheduler", "--list", stdout=out)
    call_command("scheduler", "--run", "test.job", stdout=out)
    drain()

    assert "test.job" in out.getvalue()
    assert runs == ["public"]
    with pytest.raises(CommandError, match="No job"):
        call_command("scheduler", "--run", "test.other")


@pytest.mark.django_db
def test_the_platforms_own_jobs_run():
    at = datetime(2026, 11, 20, 12, tzinfo=UTC)
    for job in scheduler.all_jobs():
        if job.name.startswith("tenants."):
            scheduler.run_now(job.name, at)
    drain()

    assert Job.objects.filter(name="tenants.prune").exists()
    assert not JobRun.objects.exclude(state=RunState.DONE).exists()
