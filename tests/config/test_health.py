from datetime import timedelta

import pytest
from django.test import Client, RequestFactory
from django.utils import timezone

from config.health import exposition
from kernel.health import Measure, _checks, health_check
from tenants.middleware import bare_localhost
from tenants.models import Beat
from tests.tenants import tasks

pytestmark = pytest.mark.django_db


@pytest.fixture
def inside() -> Client:
    return Client(headers={"host": "10.0.0.1"}, REMOTE_ADDR="127.0.0.1")


@pytest.fixture
def outside() -> Client:
    return Client(headers={"host": "10.0.0.1"}, REMOTE_ADDR="203.0.113.9")


def live(*roles):
    for role in roles:
        Beat.objects.create(process=role, role=role, host="x", seen_at=timezone.now())


@pytest.mark.parametrize("path", ["/health/live", "/health/ready"])
def test_a_load_balancer_asks_on_any_host(outside, path):
    assert outside.get(path).json() == {"status": "ok"}


@pytest.mark.parametrize("path", ["/health/live", "/metrics"])
def test_a_development_machine_is_watched_on_its_address_too(path, settings):
    settings.DEVELOPMENT = True
    ask = RequestFactory(headers={"host": "127.0.0.1:8000"}).get

    assert bare_localhost(ask("/"))
    assert bare_localhost(ask(path)) is None


@pytest.mark.parametrize("path", ["/health/deep", "/metrics"])
def test_the_private_ones_do_not_exist_for_strangers(outside, inside, path, settings):
    settings.HEALTH_TOKEN = "secret"
    live("worker", "scheduler")

    assert outside.get(path).status_code == 404
    assert outside.get(path, headers={"Authorization": "Bearer wrong"}).status_code == 404
    assert outside.get(path, headers={"Authorization": "Bearer secret"}).status_code == 200
    assert inside.get(path).status_code == 200


def test_an_empty_token_opens_nothing(outside, settings):
    settings.HEALTH_TOKEN = ""

    assert outside.get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404


def test_a_proxy_we_do_not_know_makes_nobody_internal(inside, settings):
    assert inside.get("/metrics", headers={"X-Forwarded-For": "203.0.113.9"}).status_code == 404
    settings.TRUSTED_PROXY_COUNT = 1
    assert inside.get("/metrics", headers={"X-Forwarded-For": "203.0.113.9"}).status_code == 404
    assert inside.get("/metrics", headers={"X-Forwarded-For": "127.0.0.1"}).status_code == 200


def test_without_worker_the_platform_is_ill(inside):
    answer = inside.get("/health/deep")

    assert answer.status_code == 503
    assert answer.json()["checks"]["queue"]["status"] == "ill"
    assert answer.json()["checks"]["mail"]["status"] == "ok"


def test_with_its_processes_it_is_well(inside):
    live("worker", "scheduler")

    answer = inside.get("/health/deep")
    assert (answer.status_code, answer.json()["status"]) == (200, "ok")


def test_a_check_that_breaks_is_ill_and_hides_no_other(inside):
    @health_check("broken")
    def broken():
        raise RuntimeError("jean@example.org")

    try:
        checks = inside.get("/health/deep").json()["checks"]
    finally:
        del _checks["broken"]

    assert checks["broken"] == {"status": "ill", "error": "RuntimeError"}
    assert "queue" in checks


def test_the_metrics_count_the_queue(inside):
    tasks.say_site.enqueue()

    page = inside.get("/metrics").content.decode()

    assert 'trousse_tasks_waiting{queue="default"} 1' in page
    assert "# TYPE trousse_mail gauge" in page
    assert 'trousse_processes_alive{role="worker"} 0' in page


def test_a_late_queue_is_ill_and_an_alert(inside):
    from django_tasks_db.models import DBTaskResult

    from tenants.housekeeping import watch_queue
    from tenants.models import Alert

    live("worker", "scheduler")
    tasks.say_site.enqueue()
    DBTaskResult.objects.filter(status="READY").update(
        enqueued_at=timezone.now() - timedelta(minutes=20)
    )

    assert inside.get("/health/deep").json()["checks"]["queue"]["status"] == "ill"
    watch_queue(timezone.now())
    assert Alert.objects.open().get().kind == "queue.late"

    DBTaskResult.objects.filter(status="READY").delete()
    watch_queue(timezone.now())
    assert not Alert.objects.open().exists()


def test_labels_are_escaped():
    sample = Measure(name="x", value=1, help="h", labels={"a": 'b"\n\\'})

    assert exposition([sample]).splitlines()[-1] == 'x{a="b\\"\\n\\\\"} 1'
