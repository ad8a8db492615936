"""Take a guard away, and the attack that it stops succeeds: nothing else stood there.

The list is complete: a constraint or a trigger of the tables of money that has no attack here fails
`test_every_guard_has_its_attack`.
"""

import os
from datetime import date, timedelta

import pytest
from django.db import Error, connection, transaction
from django.utils import timezone

from campaigns.actions.seal_day import seal_day, seal_until
from campaigns.domain import accounts
from campaigns.domain.ledger import Line, Posting, reverse
from campaigns.models.posting import LedgerRefusal, close, post, read
from tenants.context import enter
from territories.actions.load_reference_data import SOURCES, load_reference_data
from tests.campaigns.books import NOON, a_campaign, euros, give, move
from tests.campaigns.guarded_world import a_world
from tests.campaigns.guards import ATTACKS, TABLES
from tests.database import scratch_database

GUARDS = """
SELECT con.conname, con.conrelid::regclass::text, 'CONSTRAINT' FROM pg_constraint con
 WHERE con.contype IN ('c', 'u') AND con.conrelid = ANY(%(tables)s::regclass[])
UNION ALL
SELECT i.indexrelid::regclass::text, i.indrelid::regclass::text, 'INDEX' FROM pg_index i
 WHERE i.indisunique AND i.indrelid = ANY(%(tables)s::regclass[])
   AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.indexrelid)
UNION ALL
SELECT t.tgname, t.tgrelid::regclass::text, 'TRIGGER' FROM pg_trigger t
 WHERE NOT t.tgisinternal AND t.tgrelid = ANY(%(tables)s::regclass[])
"""
KEYS = """
SELECT con.conname, con.conrelid::regclass::text, a.attname, format_type(a.atttypid, NULL)
  FROM pg_constraint con
  JOIN pg_attribute a ON a.attrelid = con.conrelid AND a.attnum = con.conkey[1]
 WHERE con.contype = 'f' AND con.conrelid = ANY(%(tables)s::regclass[])
"""
CHECKED = """
SELECT conname FROM pg_constraint WHERE contype = 'c' AND conrelid = ANY(%(tables)s::regclass[])
"""
NOBODY = {"uuid": "gen_random_uuid()", "character varying": "'zzz'"}


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """A database of its own with one row in each table: every attack is undone."""
    name = f"trousse_test_{os.getpid()}_guards"
    with django_db_blocker.unblock(), scratch_database(name), enter("national"):
        load_reference_data([one for one in SOURCES if one.name != "communes.csv.gz"])
        yield a_world()


@pytest.fixture
def undone(world):
    with enter("national"), transaction.atomic():
        yield world
        transaction.set_rollback(True)


def ask(query: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(query, {"tables": list(TABLES)})
        return cursor.fetchall()


def guards() -> dict[str, tuple[str, str]]:
    return {name: (table, kind) for name, table, kind in ask(GUARDS)}


def execute(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def remove(name: str) -> None:
    table, kind = guards()[name]
    execute(
        f'DROP INDEX "{name}"' if kind == "INDEX"
        else f'ALTER TABLE {table} DROP CONSTRAINT "{name}"' if kind == "CONSTRAINT"
        else f'DROP TRIGGER "{name}" ON {table}'
    )  # fmt: skip


def stopped_by(error: Error) -> str:
    """The constraint that refused, or the words of the trigger that did."""
    return error.__cause__.diag.constraint_name or str(error)


@pytest.mark.parametrize("name", ATTACKS)
def test_a_guard_is_what_stops_its_attack(undone, name):
    attack = ATTACKS[name]
    statement = attack.sql.format(**undone)
    kind = guards()[name][1]
    for other in attack.without:
        remove(other)

    with pytest.raises(Error) as refusal:
        execute(statement)
    assert stopped_by(refusal.value) == name or kind == "TRIGGER"
    remove(name)

    execute(statement)


def test_every_guard_has_its_attack(undone):
    """Those that Django makes for each column of counts are asked together, below."""
    assert set(ATTACKS) == {name for name in guards() if not name.endswith("_check")}


def test_no_count_is_negative(undone):
    found = {name: table for name, (table, _) in guards().items() if name.endswith("_check")}
    for name in {*ATTACKS} & {name for (name,) in ask(CHECKED)}:
        remove(name)
    for name in [name for name, (_, kind) in guards().items() if kind == "TRIGGER"]:
        remove(name)
    assert len(found) > 20
    for name, table in found.items():
        column = name.removeprefix(f"{table}_").removesuffix("_check")
        attack = f'UPDATE {table} SET "{column}" = -1'  # noqa: S608  names of the catalogue

        with pytest.raises(Error) as refusal:
            execute(attack)
        assert stopped_by(refusal.value) == name


def test_no_row_points_to_nothing(undone):
    """Every foreign key, one by one: what it names must be there, and it alone says so."""
    checks = {name for (name,) in ask(CHECKED)}
    for name, (_table, kind) in guards().items():
        if kind == "TRIGGER" or name in checks:
            remove(name)
    for name, table, column, kind in ask(KEYS):
        chosen = f'SELECT ctid FROM {table} ORDER BY "{column}" IS NULL LIMIT 1'  # noqa: S608  names of the catalogue
        nobody = NOBODY.get(kind, "987654321")
        attack = f'UPDATE {table} SET "{column}" = {nobody} WHERE ctid = ({chosen})'  # noqa: S608  names of the catalogue

        with pytest.raises(Error) as refusal:
            execute(attack)
        assert stopped_by(refusal.value) == name
        execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
        execute(attack)


def forget(function: str, words: str, instead: str) -> None:
    """Let a function of the ledger forget one of its checks."""
    found = ask(f"SELECT pg_get_functiondef('{function}'::regproc)")[0][0]
    assert found.count(words) == 1, words
    execute(found.replace(words, instead))


def a_closed_campaign_with_money_outside() -> str:
    campaign = a_campaign()
    close(campaign)
    move("endow", (accounts.BANK, accounts.SOLIDARITY, euros(50)))
    return campaign


def reach_another_campaign():
    one, other = a_campaign(), a_campaign()
    give(one, euros(10))
    move("fail", (one, accounts.refund_payable(other), euros(10)), campaign=one)


def move_where_nothing_goes():
    campaign = a_campaign()
    give(campaign, euros(10))
    move("fail", (campaign, accounts.BANK, euros(10)), campaign=campaign)


def say_something_else():
    path = (accounts.PSP, accounts.SUSPENSE)
    move("receive", (*path, euros(10)), key="receive:twice")
    move("receive", (*path, euros(11)), key="receive:twice")


def give_to_who_is_closed():
    campaign = a_closed_campaign_with_money_outside()
    move("topup", (accounts.SOLIDARITY, campaign, euros(5)), campaign=campaign)


def correct_by_another_amount():
    move("endow", (accounts.BANK, accounts.SOLIDARITY, euros(5)), key="endow:one")
    wrong = reverse(read("endow:one"), at=NOON)
    line = Line(accounts.SOLIDARITY, accounts.BANK, euros(4))
    post(Posting(kind=wrong.kind, key=wrong.key, lines=(line,), reverses=wrong.reverses, at=NOON))


def seal_a_day_to_come():
    """Whoever did would leave no day to seal until then."""
    today = timezone.localdate()
    seal_until(today=today)
    seal_day(today)


def leave_a_day_out():
    seal_day(SEALED)
    seal_day(SEALED + timedelta(days=2))


def leave_a_line_out():
    lines = (
        Line(accounts.BANK, accounts.SOLIDARITY, euros(5)),
        Line(accounts.BANK, "fund:nobody", euros(5)),
    )
    post(Posting(kind="endow", key="endow:half", lines=lines, at=NOON))


SEALED = date(2026, 1, 1)  # by guarded_world: sealing it again changes nothing
OTHERS = """IF coalesce(giver.owner_id, CASE giver.family WHEN 'campaign' THEN giver.id END, about)
               IS DISTINCT FROM about
           OR coalesce(taker.owner_id, CASE taker.family WHEN 'campaign' THEN taker.id END, about)
               IS DISTINCT FROM about"""
# What the writers judge themselves: the words of its judgement, what stands there without it.
CHECKS = {
    "known movements alone": (
        "IF effect IS NULL",
        "effect := coalesce(effect, 0); IF false",
        move_where_nothing_goes,
    ),
    "its own campaign alone": (OTHERS, "IF false", reach_another_campaign),
    "one key, one content": ("IF known <> print", "IF false", say_something_else),
    "nothing to a closed account": (
        "AND NOT (a.state = 'closed' AND touched.cr > 0)",
        "",
        give_to_who_is_closed,
    ),
    "a correction is a mirror": (
        "IF flow = -1 AND EXISTS",
        "IF false AND EXISTS",
        correct_by_another_amount,
    ),
    "every line is written": (
        "RAISE EXCEPTION 'unknown account in %', item USING ERRCODE = 'TL002'",
        "CONTINUE",
        leave_a_line_out,
    ),
    "a day that is over": (
        "IF p_day >= (clock_timestamp() AT TIME ZONE 'Europe/Paris')::date",
        "IF false",
        seal_a_day_to_come,
    ),
    "no day left out": ("IF p_day <> last.day + 1", "IF false", leave_a_day_out),
}


@pytest.mark.parametrize("name", CHECKS)
def test_a_check_of_a_writer_is_what_stops_its_attack(undone, name):
    words, instead, attack = CHECKS[name]
    function = "ledger_seal" if "p_day" in words else "ledger_post"
    with pytest.raises(LedgerRefusal), transaction.atomic():
        attack()

    forget(function, words, instead)

    attack()
