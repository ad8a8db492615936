"""What the tables of the ledger keep: a past that nobody changes, figures that make sense."""

from datetime import date

import pytest
from django.db import Error, IntegrityError, ProgrammingError, connection, transaction

from campaigns.actions.seal_day import seal_day
from campaigns.domain import accounts
from campaigns.domain.patterns import PATTERNS
from campaigns.models import Account, Pattern
from campaigns.models.posting import (
    hold,
    lock,
    open_account,
)
from kernel.money import Money
from tests.campaigns.books import NOON, a_campaign, euros, give, move, number

pytestmark = pytest.mark.usefixtures("national")
LATER = NOON.replace(year=2099)


def execute(statement, *parameters):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, parameters)


@pytest.mark.parametrize("table", ["entry", "movement", "account"])
@pytest.mark.parametrize("statement", ["DELETE FROM {0}", "TRUNCATE {0} CASCADE"])
def test_the_past_cannot_be_removed(table, statement):
    give(a_campaign(), euros(10))

    with pytest.raises(Error, match="append-only"):
        execute("SET CONSTRAINTS ALL IMMEDIATE; " + statement.format(f"campaigns_{table}"))


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE campaigns_entry SET kind = 'fee'",
        "UPDATE campaigns_movement SET amount_cents = 1",
        "UPDATE campaigns_account SET is_guarded = false",
        "UPDATE campaigns_account SET code = code || 'x'",
    ],
)
def test_the_past_cannot_be_changed(change):
    give(a_campaign(), euros(10))

    with pytest.raises(Error, match="append-only"):
        execute(change)


def application_role() -> str:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_get_userbyid(g.grantee) FROM pg_class c, aclexplode(c.relacl) g"
            " WHERE c.oid = 'campaigns_account'::regclass AND g.grantee NOT IN (0, c.relowner)"
        )
        return cursor.fetchone()[0]


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO campaigns_entry (key) VALUES ('x')",
        "INSERT INTO campaigns_movement (entry_id, amount_cents) VALUES (1, 5)",
        "UPDATE campaigns_account SET credits_cents = credits_cents + 1",
        "UPDATE campaigns_hold SET state = 'released'",
        "INSERT INTO campaigns_pattern VALUES ('gift', 'bank', 'fund', 0)",
        "DELETE FROM campaigns_statement",
        "INSERT INTO campaigns_statement (day, number) VALUES ('2020-01-01', 1)",
        "SELECT * FROM campaigns_account FOR UPDATE",
    ],
)
def test_the_role_of_the_web_writes_through_the_functions_alone(statement):
    role = application_role()

    with pytest.raises(ProgrammingError, match="permission denied"):
        execute(f'SET LOCAL ROLE "{role}"; {statement}')


def test_the_role_of_the_web_may_give():
    role = application_role()
    with transaction.atomic():
        execute(f'SET LOCAL ROLE "{role}"')
        campaign = a_campaign()
        hold(account=campaign, gift=1, amount=euros(10), until=LATER)
        give(campaign, euros(10), gift=1)
        assert lock(campaign).balance_cents == 1000
        execute("RESET ROLE")


def test_the_role_of_the_web_may_seal():
    role = application_role()
    with transaction.atomic():
        execute(f'SET LOCAL ROLE "{role}"')
        assert seal_day(date(2020, 1, 1)).number == 1
        execute("RESET ROLE")


@pytest.mark.parametrize(
    ("column", "value", "name"),
    [
        ("credits_cents", -1, "account_figures_positive"),
        ("held_cents", -1, "account_figures_positive"),
        ("raised_cents", -1, "account_raised_positive"),
    ],
)
def test_figures_are_never_negative(column, value, name):
    campaign = a_campaign()

    with pytest.raises(IntegrityError, match=name):
        execute(f"UPDATE campaigns_account SET {column} = {value} WHERE code = '{campaign}'")  # noqa: S608


@pytest.mark.parametrize(
    ("parts", "name"),
    [((1, 1, 5), "movement_between_two_accounts"), ((1, 2, 0), "movement_positive")],
)
def test_a_movement_is_positive_and_between_two(parts, name):
    written = move("receive", (accounts.PSP, accounts.SUSPENSE, euros(10)))

    with pytest.raises(IntegrityError, match=name):
        execute(
            "INSERT INTO campaigns_movement (entry_id, line, debit_id, credit_id, amount_cents)"
            " VALUES (%s, 9, %s, %s, %s)",
            written.entry_id,
            *parts,
        )


def test_a_hold_is_positive():
    with pytest.raises(IntegrityError, match="hold_positive"):
        hold(account=a_campaign(), gift=number(), amount=Money(0), until=LATER)


def test_an_account_is_opened_once():
    campaign = a_campaign(optimum=100)

    open_account(campaign, cap=euros(500))

    assert Account.objects.get(code=campaign).cap_cents == 10_000


def test_the_tables_hold_the_patterns_of_the_code():
    rows = Pattern.objects.values_list("entry_kind", "debit", "credit", "raised")

    assert set(rows) == {(kind, str(d), str(c), effect) for kind, d, c, effect in PATTERNS}
    assert set(Account.objects.values_list("code", flat=True)) == set(accounts.FOUNDING)
