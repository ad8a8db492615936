"""Take a lock away, and two who act at once do what one alone could not.

Each scene is set so that it needs no luck: the first holds its transaction open, the second begins
and is seen to wait (or not), then the first ends. The functions are those of the database, their
`FOR UPDATE` left out; the actions are ours, reading without a lock.
"""

import os
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date

import pytest
from django.db import IntegrityError, OperationalError, connection, transaction
from django.utils import timezone

from campaigns.actions.advance import locked
from campaigns.actions.await_transfer import cancel_transfer, correct_transfer
from campaigns.actions.end_transfers import end_transfers
from campaigns.actions.explain_line import LineRefused, match_line
from campaigns.actions.seal_day import seal_day
from campaigns.actions.start_gift import GiftRefused
from campaigns.domain import accounts
from campaigns.models import BankLine, Hold, Payment
from campaigns.models.checking import faults
from campaigns.models.posting import (
    OverCap,
    begin_closing,
    close,
    hold,
    lock,
    open_account,
    release,
)
from tenants.context import enter
from territories.actions.load_reference_data import SOURCES, load_reference_data
from tests.campaigns.bank import arrives, pledge
from tests.campaigns.books import NOON, a_campaign, balance, euros, give, move, number
from tests.campaigns.conftest import a_treasurer
from tests.campaigns.gifts import open_campaign
from tests.database import scratch_database

LATER = NOON.replace(year=2099)
WAITING = """
SELECT pg_stat_clear_snapshot(), count(*) FROM pg_stat_activity
 WHERE datname = current_database() AND wait_event_type = 'Lock'
"""


@pytest.fixture
def books(django_db_setup, django_db_blocker):
    """A database of its own: what is done to its functions goes with it."""
    name = f"trousse_test_{os.getpid()}_locks"
    with django_db_blocker.unblock(), scratch_database(name), enter("national"):
        yield


@contextmanager
def meanwhile(act: Callable[[], object]):
    """Begin an act on another connection, see it wait for us or end, and give what it became."""

    def run():
        try:
            with enter("national"):
                return act()
        except Exception as trouble:  # noqa: BLE001  it is what the scene asks
            return trouble
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        became: list[object] = []
        with transaction.atomic():
            yield lambda: became.append(_begun(pool, run)), became
        became[0] = became[0].result(30)


def _begun(pool: ThreadPoolExecutor, run: Callable[[], object]):
    job = pool.submit(run)
    for _ in range(500):
        with connection.cursor() as cursor:
            cursor.execute(WAITING)
            if cursor.fetchone()[1] or job.done():
                return job
        time.sleep(0.01)
    raise AssertionError("it neither waits nor ends")


def forget(function: str, words: str, instead: str = "") -> None:
    """Make a function of the ledger again, without some of its words."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_get_functiondef('{function}'::regproc)")
        found = cursor.fetchone()[0]
        assert words in found
        cursor.execute(found.replace(words, instead))


def a_late_gift_waits_for_the_one_before():
    campaign = a_campaign(optimum=100)
    with meanwhile(lambda: give(campaign, euros(30))) as (begin, became):
        give(campaign, euros(90))
        begin()
    return became[0], balance(accounts.refund_payable(campaign))


def test_without_the_lock_of_allocation_money_that_was_paid_is_refused(books):
    """The room is read under the lock: else a gift that came second counts on room that is gone."""
    _gift, owed = a_late_gift_waits_for_the_one_before()
    assert owed == euros(20)

    forget("ledger_allocate", "FOR UPDATE")
    refused, owed = a_late_gift_waits_for_the_one_before()

    assert isinstance(refused, OverCap)
    assert owed == euros(0)


def a_donor_begins_while_it_closes():
    campaign = a_campaign(optimum=100)
    with meanwhile(
        lambda: hold(account=campaign, gift=number(), amount=euros(10), until=LATER)
    ) as (begin, became):
        begin_closing(campaign)
        begin()
    return became[0], Hold.objects.filter(account__code=campaign).count()


def test_without_the_lock_of_holds_a_closing_campaign_takes_one_more(books):
    assert a_donor_begins_while_it_closes() == (False, 0)

    forget("ledger_hold", "FOR UPDATE")

    assert a_donor_begins_while_it_closes() == (True, 1)


def two_end_the_same_hold():
    """One releases what the other, who has the account, replaces."""
    campaign, gift = a_campaign(optimum=100), number()
    hold(account=campaign, gift=gift, amount=euros(10), until=LATER)
    with meanwhile(lambda: release(gift)) as (begin, became):
        lock(campaign)
        begin()
        try:
            with transaction.atomic():
                hold(account=campaign, gift=gift, amount=euros(20), until=LATER)
            mine = None
        except OperationalError as trouble:
            mine = trouble
    return [one for one in (mine, became[0]) if isinstance(one, Exception)]


def test_without_the_account_first_the_end_of_a_hold_is_a_deadlock(books):
    assert two_end_the_same_hold() == []

    forget("ledger_end_hold", "FOR UPDATE")

    (trouble,) = two_end_the_same_hold()
    assert "deadlock" in str(trouble)


def it_closes_while_it_begins_to():
    campaign = a_campaign()
    with meanwhile(lambda: begin_closing(campaign)) as (begin, became):
        close(campaign)
        begin()
    return became[0]


def test_without_the_lock_of_states_a_closed_account_is_closed_again(books):
    assert it_closes_while_it_begins_to() is False

    forget("ledger_set_state", "FOR UPDATE")

    assert "append-only" in str(it_closes_while_it_begins_to())


def two_seal_the_same_day(day: date):
    with meanwhile(lambda: seal_day(day)) as (begin, became):
        mine = seal_day(day)
        begin()
    return mine, became[0]


def test_without_the_lock_of_statements_the_second_who_seals_breaks(books):
    mine, other = two_seal_the_same_day(date(2020, 1, 1))
    assert mine == other

    forget("ledger_seal", "LOCK TABLE campaigns_statement IN SHARE ROW EXCLUSIVE MODE;")

    assert isinstance(two_seal_the_same_day(date(2020, 1, 2))[1], IntegrityError)


def opposite_movements() -> list[object]:
    one, other = (accounts.solidarity(f"theme:t{number()}") for _ in range(2))
    for fund in (one, other):
        open_account(fund)
        move("endow", (accounts.BANK, fund, euros(1000)))
    gate = threading.Barrier(4)

    def swing(source: str, target: str) -> object:
        try:
            with enter("national"):
                gate.wait(30)
                for _ in range(200):
                    move("reassign", (source, target, euros(1)))
        except OperationalError as trouble:
            return trouble
        finally:
            connection.close()
        return None

    with ThreadPoolExecutor(4) as pool:
        jobs = [pool.submit(swing, *pair) for pair in ((one, other), (other, one)) * 2]
        return [job.result() for job in jobs if job.result() is not None]


def test_without_an_order_opposite_movements_are_a_deadlock(books):
    assert opposite_movements() == []

    forget("ledger_post", "ORDER BY side.id", "ORDER BY cr")

    for _ in range(10):
        if troubles := opposite_movements():
            break
    assert "deadlock" in str(troubles[0])


def two_explain_one_line():
    # Of two campaigns: that of a gift is locked too, and would hide what the line's own lock does.
    treasurer, first, second = a_treasurer(), *(pledge(open_campaign(), 50) for _ in range(2))
    line = arrives(first, "50.00", treasurer)
    told = {"line_id": line.pk, "by": treasurer, "at": timezone.now()}
    with meanwhile(lambda: match_line(payment_id=second.pk, **told)) as (begin, became):
        match_line(payment_id=first.pk, **told)
        begin()
    return became[0]


def test_without_the_lock_of_a_line_one_transfer_pays_two_gifts(books, settings, monkeypatch):
    settings.PLATFORM_IBAN = "FR7630001007941234567890185"
    load_reference_data([one for one in SOURCES if one.name != "communes.csv.gz"])
    assert isinstance(two_explain_one_line(), LineRefused)
    assert list(faults()) == []

    kind = type(BankLine.objects.all())
    monkeypatch.setattr(kind, "select_for_update", lambda rows, **_: rows.all())

    assert not isinstance(two_explain_one_line(), Exception)
    assert [fault.rule for fault in faults()] == ["more given out than received"]


def it_ends_while(act: Callable[[Payment], object]) -> object:
    """A campaign that ends has its account, and comes to a transfer that somebody acts on."""
    payment = pledge(open_campaign(), 50)
    try:
        with meanwhile(lambda: act(payment)) as (begin, became):
            campaign = locked(payment.gift.campaign_id)
            lock(accounts.campaign(campaign.pk))
            begin()
            end_transfers(campaign_id=campaign.pk, at=timezone.now())
    except OperationalError as trouble:
        return trouble
    return became[0]


def cancels(payment: Payment) -> object:
    return cancel_transfer(gift_id=payment.gift_id)


def corrects(payment: Payment) -> object:
    return correct_transfer(gift_id=payment.gift_id, amount=euros(60), at=timezone.now())


def matches(payment: Payment) -> object:
    treasurer = a_treasurer()
    line = arrives(payment, "50.00", treasurer)
    return match_line(line_id=line.pk, payment_id=payment.pk, by=treasurer, at=timezone.now())


def test_without_its_campaign_first_a_transfer_and_an_end_are_a_deadlock(
    books, settings, monkeypatch
):
    settings.PLATFORM_IBAN = "FR7630001007941234567890185"
    load_reference_data([one for one in SOURCES if one.name != "communes.csv.gz"])
    assert it_ends_while(cancels) is False
    assert isinstance(it_ends_while(corrects), GiftRefused)
    assert isinstance(it_ends_while(matches), Payment)
    assert list(faults()) == []

    for module in ("await_transfer", "explain_line"):
        monkeypatch.setattr(f"campaigns.actions.{module}.lock_campaign", lambda **_: None)

    for act in (cancels, matches):
        assert "deadlock" in str(it_ends_while(act))
