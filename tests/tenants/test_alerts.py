import pytest
from django.core import mail as django_mail

from kernel.ports import Recipient, staff_directories
from tenants import alerts
from tenants.models import Alert, AlertLevel
from tests.accounts.factories import UserFactory
from tests.queue import drain


@pytest.fixture
def staff():
    class Directory:
        name = "test"

        def alert_recipients(self):
            return [Recipient(email="staff@example.org", language="fr")]

    kept = list(staff_directories)
    for directory in kept:
        staff_directories.forget(directory.name)
    staff_directories.register(Directory())
    yield
    staff_directories.forget("test")
    for directory in kept:
        staff_directories.register(directory)


@pytest.mark.django_db
def test_a_repeated_trouble_is_one_alert_and_one_message(staff):
    alerts.raise_alert("ledger.drift", "bank", "It drifts", AlertLevel.WARNING)
    alerts.raise_alert("ledger.drift", "bank", "It drifts more", AlertLevel.CRITICAL)
    drain()

    alert = Alert.objects.get()
    assert (alert.count, alert.level, alert.message) == (2, AlertLevel.CRITICAL, "It drifts more")
    (sent,) = django_mail.outbox
    assert sent.to == ["staff@example.org"]
    assert "It drifts" in sent.subject


@pytest.mark.django_db
def test_a_solved_alert_that_comes_back_is_a_new_one(staff):
    first = alerts.raise_alert("ledger.drift", "bank", "It drifts")
    zoe = UserFactory(first_name="Zoé", last_name="Martin")
    alerts.resolve(first, by=zoe)

    second = alerts.raise_alert("ledger.drift", "bank", "It drifts")

    assert second.pk != first.pk
    assert Alert.objects.open().get() == second
    first.refresh_from_db()
    assert (first.resolved_by, first.resolved_by_id) == ("Zoé Martin", zoe.pk)


@pytest.mark.django_db
def test_an_alert_can_clear_itself(staff):
    alerts.raise_alert("queue.late", "", "Late")
    alerts.clear("queue.late")

    assert not Alert.objects.open().exists()


@pytest.mark.django_db
def test_an_alert_holds_no_address(staff):
    alert = alerts.raise_alert("mail.dead", "jean@example.org", "No jean@example.org here")

    assert "jean" not in alert.key + alert.message


@pytest.mark.django_db
def test_those_of_the_setting_are_told_once(staff, settings):
    settings.ALERT_EMAILS = ["STAFF@example.org", "ops@example.org"]

    assert [person.email.lower() for person in alerts.recipients()] == [
        "staff@example.org",
        "ops@example.org",
    ]
