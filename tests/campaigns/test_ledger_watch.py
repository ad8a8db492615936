"""The night's check of the ledger: differences are alerts, and go with their cause."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from campaigns import ledger_watch
from campaigns.actions.seal_day import seal_day
from campaigns.jobs import check_ledger
from campaigns.ledger_watch import DRIFT, JOB, MOST, LastCheck
from campaigns.models import CheckRound, Statement
from campaigns.models.check_parts import faults_in
from tenants import scheduler
from tenants.models import Alert, AlertLevel, Mail
from tests.campaigns.books import NOON, a_campaign, euros, give
from tests.campaigns.gifts import work
from tests.campaigns.models.test_checking import no_triggers
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
    assert said.whole.began_at < said.whole.ended_at


@pytest.fixture
def four_days(monkeypatch) -> None:
    """Long ago, two entries each: a night looks at one of them."""
    monkeypatch.setattr(ledger_watch, "ENTRIES_A_NIGHT", 2)
    for day in (6, 7, 8, 9):
        give(a_campaign(), euros(20))
        seal_day(date(2020, 1, day))


def set_gift_of(number: int, change: str) -> None:
    bounds = Statement.objects.get(number=number)
    with no_triggers() as cursor:
        cursor.execute(
            f"UPDATE campaigns_movement SET gift_id = gift_id {change} WHERE entry_id = %s",  # noqa: S608  our own words
            [bounds.last_entry_id],
        )


def test_the_past_is_looked_through_some_each_night(four_days):
    set_gift_of(3, "+ 5")

    found = [check_ledger(NOON) for _night in range(4)]

    assert found == [0, 0, 1, 1]
    assert CheckRound.objects.ended().count() == 1
    assert CheckRound.objects.current().troubled == [3]


def test_a_day_with_trouble_is_looked_at_every_night_until_it_is_sound(four_days):
    set_gift_of(1, "+ 5")
    assert [check_ledger(NOON) for _night in range(3)] == [1, 1, 1]
    (alert,) = Alert.objects.open()
    assert alert.count == 3

    set_gift_of(1, "- 5")

    assert check_ledger(NOON) == 0
    assert not Alert.objects.open().exists()
    assert CheckRound.objects.current().troubled == []


def test_what_is_new_is_looked_at_every_night(four_days):
    give(a_campaign(), euros(20))
    with no_triggers() as cursor:
        cursor.execute(
            "UPDATE campaigns_movement SET gift_id = 999"
            " WHERE entry_id = (SELECT max(id) FROM campaigns_entry)"
        )

    assert [check_ledger(NOON) for _night in range(2)] == [1, 1]


def test_a_night_that_is_cut_short_goes_on_where_it_stopped(four_days, monkeypatch):
    monkeypatch.setattr(ledger_watch, "ENTRIES_A_NIGHT", 100)
    looked = []

    def dies(part):
        looked.append(part.number)
        if looked == [0, 1, 2, 3]:
            raise ConnectionError
        return faults_in(part)

    monkeypatch.setattr(ledger_watch, "faults_in", dies)
    with pytest.raises(ConnectionError):
        check_ledger(NOON)
    check_ledger(NOON)

    assert looked == [0, 1, 2, 3, 0, 3, 4]
    assert CheckRound.objects.ended().count() == 1
