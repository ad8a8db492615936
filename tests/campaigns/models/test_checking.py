"""What check_ledger finds when somebody with all rights went behind the functions' back."""

from contextlib import contextmanager
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from campaigns.actions.seal_day import seal_day, seal_until
from campaigns.domain import accounts
from campaigns.domain.sealing import GENESIS
from campaigns.models import Statement, check_parts
from campaigns.models.checking import faults
from campaigns.models.journal import trial_balance
from campaigns.models.posting import DayNotSealed, hold
from kernel.money import ZERO
from tests.campaigns.books import NOON, a_campaign, euros, give, move

pytestmark = pytest.mark.usefixtures("national")
TODAY = date(2020, 1, 10)


@contextmanager
def no_triggers():
    """What only a superuser, or the owner of the tables, can do."""
    tables = ("entry", "movement", "account", "statement")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in tables:
            cursor.execute(f"ALTER TABLE campaigns_{table} DISABLE TRIGGER USER")
        yield cursor
        for table in tables:
            cursor.execute(f"ALTER TABLE campaigns_{table} ENABLE TRIGGER USER")


def rules() -> set[str]:
    return {fault.rule.split()[0] for fault in faults()}


def test_a_sound_ledger_has_no_fault(capsys):
    campaign = a_campaign(optimum=30)
    give(campaign, euros(20))
    give(campaign, euros(20))
    hold(account=a_campaign(), gift=3, amount=euros(5), until=NOON.replace(year=2099))
    seal_until(today=TODAY)

    call_command("check_ledger")

    assert "balances" in capsys.readouterr().out


def test_a_changed_balance_is_found():
    campaign = a_campaign()
    give(campaign, euros(20))

    with no_triggers() as cursor:
        cursor.execute("UPDATE campaigns_account SET credits_cents = 7 WHERE code = %s", [campaign])

    assert rules() == {"balance"}
    with pytest.raises(CommandError, match="does not balance"):
        call_command("check_ledger")


def test_changed_figures_beside_the_balance_are_found():
    campaign = a_campaign()
    give(campaign, euros(20))

    with no_triggers() as cursor:
        cursor.execute(
            "UPDATE campaigns_account SET raised_cents = 7, held_cents = 3 WHERE code = %s",
            [campaign],
        )

    assert rules() == {"raised", "held"}


def test_a_changed_movement_is_found_by_its_fingerprint():
    give(a_campaign(), euros(20))

    with no_triggers() as cursor:
        cursor.execute("UPDATE campaigns_movement SET gift_id = 999 WHERE gift_id IS NOT NULL")

    assert rules() == {"content"}


def test_an_entry_written_apart_is_found():
    give(a_campaign(), euros(20))

    with no_triggers() as cursor:
        cursor.execute("UPDATE campaigns_entry SET kind = 'fee' WHERE kind = 'receive'")

    assert "movement" in rules()


def test_giving_out_what_was_not_received_is_found():
    campaign = a_campaign()

    move("allocate", (accounts.SUSPENSE, campaign, euros(5)), campaign=campaign, source="payment:x")

    assert rules() == {"more"}


def test_a_day_is_sealed_once_and_holds_the_day_before():
    give(a_campaign(), euros(20))
    first = seal_day(date(2020, 1, 8))
    again = seal_day(date(2020, 1, 8))
    move("endow", (accounts.BANK, accounts.SOLIDARITY, euros(50)))

    (second,) = seal_until(today=TODAY)

    assert again == first
    assert (first.number, first.previous, first.entries) == (1, GENESIS, 2)
    assert (first.movements, first.total_cents) == (2, 4000)
    assert (second.number, second.previous, second.entries) == (2, first.digest, 1)
    assert rules() == set()


def test_missed_days_are_sealed_too():
    seal_day(date(2020, 1, 6))

    assert [made.day.day for made in seal_until(today=TODAY)] == [7, 8, 9]


@pytest.mark.parametrize("wrong", [date(2020, 1, 7), date(2020, 1, 10), date(2099, 1, 1)])
def test_days_are_sealed_in_order_once_they_are_over(wrong):
    seal_day(date(2020, 1, 8))

    with pytest.raises(DayNotSealed):
        seal_day(wrong)

    assert Statement.objects.count() == 1


def test_today_is_not_over():
    with pytest.raises(DayNotSealed):
        seal_day(timezone.localdate())


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE campaigns_entry SET key = 'x' WHERE id = (SELECT min(id) FROM campaigns_entry)",
        "UPDATE campaigns_statement SET digest = repeat('a', 64) WHERE number = 1",
        "UPDATE campaigns_statement SET previous = repeat('a', 64) WHERE number = 2",
        "UPDATE campaigns_statement SET entries = 9 WHERE number = 2",
        "UPDATE campaigns_statement SET movements = 9 WHERE number = 1",
        "UPDATE campaigns_statement SET salt = gen_random_uuid() WHERE number = 1",
    ],
)
def test_a_change_of_a_sealed_day_breaks_the_chain(change):
    give(a_campaign(), euros(20))
    seal_day(date(2020, 1, 8))
    seal_until(today=TODAY)

    with no_triggers() as cursor:
        cursor.execute(change)

    assert "statement" in rules()


def test_a_changed_sum_of_a_sealed_day_is_found():
    """The sum is in no digest, since it is not published: the movements say it."""
    give(a_campaign(), euros(20))
    seal_day(date(2020, 1, 7))
    seal_day(date(2020, 1, 8))  # nothing: the entries belong to the first of two equal ends
    give(a_campaign(), euros(30))
    seal_day(date(2020, 1, 9))
    give(a_campaign(), euros(40))
    assert rules() == set()

    with no_triggers() as cursor:
        cursor.execute("UPDATE campaigns_statement SET total_cents = 1 WHERE number = 3")

    assert [(fault.rule.split()[0], fault.about) for fault in faults()] == [("sums", "2020-01-09")]


def test_a_day_of_many_entries_is_asked_of_in_steps(monkeypatch):
    campaign = a_campaign()
    for amount in (20, 30, 40):
        give(campaign, euros(amount))
    seal_day(date(2020, 1, 8))
    monkeypatch.setattr(check_parts, "STEP", 2)
    assert rules() == set()

    with no_triggers() as cursor:
        cursor.execute(
            "UPDATE campaigns_movement SET gift_id = 999"
            " WHERE entry_id = (SELECT max(id) FROM campaigns_entry)"
        )

    assert rules() == {"content"}


def test_a_statement_cannot_be_changed():
    seal_day(date(2020, 1, 8))

    with pytest.raises(Exception, match="append-only"):
        Statement.objects.update(entries=5)


def test_the_trial_balance_is_naught():
    give(a_campaign(), euros(20))

    rows = trial_balance()

    total = ZERO
    for row in rows:
        total += row.balance
    assert total == ZERO
    assert {row.code: row.balance for row in rows}[accounts.PSP] == -euros(20)
