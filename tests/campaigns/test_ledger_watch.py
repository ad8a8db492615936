"""The night's check of the ledger: differences are alerts, and go with their cause."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from campaigns.jobs import check_ledger
from campaigns.ledger_watch import DRIFT, JOB, MOST, LastCheck
from tenants import scheduler
from tenants.models import Alert, AlertLevel, Mail
from tests.campaigns.books import NOON, a_campaign, euros, give
from tests.campaigns.gifts import work
from tests.campaigns.views.test_errand import browser

pytestmark = pytest.mark.usefixtures("national")


def set_raised(code: str, change: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE campaigns_account SET raised_cents = raised_cents {change} WHERE code LIKE %s",  # noqa: S608  our own words
            [code],
        )


def test_a_sound_ledger_tells_nobody():
    give(a_campaign(), euros(20))

    assert check_ledger(NOON) == 0

    assert not Alert.objects.exists()


def test_a_difference_is_an_alert_that_names_it_and_goes_with_it(settings):
    settings.ALERT_EMAILS = ["garde@example.org"]
    one, other = a_campaign(), a_campaign()
    give(one, euros(20))
    set_raised("campaign:%", "+ 5")

    assert check_ledger(NOON) == 2
    assert check_ledger(NOON) == 2

    told = Alert.objects.open().filter(kind=DRIFT).order_by("key")
    rule = "raised differs from the movements"
    assert [alert.key for alert in told] == [f"{rule}: {code}" for code in sorted([one, other])]
    assert {(alert.count, alert.level) for alert in told} == {(2, AlertLevel.CRITICAL)}
    assert {code for code in (one, other) if code in told[0].message} == {min(one, other)}
    assert Mail.objects.filter(kind="tenants.alert").count() == 1

    set_raised(one, "- 5")
    check_ledger(NOON)
    assert [alert.key for alert in told.all()] == [f"{rule}: {other}"]


def test_one_trouble_on_thousands_of_rows_is_not_thousands_of_alerts():
    for _ in range(MOST + 3):
        a_campaign()
    set_raised("campaign:%", "+ 5")

    assert check_ledger(NOON) == MOST

    assert Alert.objects.open().count() == MOST


def test_the_desk_of_reconciliation_says_when_and_what(treasurer):
    desk, page = browser(treasurer), "/admin/projets/rapprochement/"
    assert desk.get(page).context["ledger"] == LastCheck(None, 0)
    set_raised(a_campaign(), "+ 5")

    scheduler.run_now(JOB, timezone.now())
    work()

    said = desk.get(page).context["ledger"]
    assert said.differences == 1
    assert timezone.now() - said.at < timedelta(minutes=1)
