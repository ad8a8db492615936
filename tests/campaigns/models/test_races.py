"""Many at once, on real connections: the last euros, the same delivery, opposite movements."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from campaigns.domain import accounts
from campaigns.models import Account, Entry
from campaigns.models.checking import faults
from campaigns.models.posting import OverCap, hold, lock
from kernel.domain import DomainError
from kernel.money import Money
from tenants.context import enter
from tests.campaigns.books import NOON, a_campaign, balance, euros, give, move, number

LATER = NOON.replace(year=2099)


def together(jobs: list[Callable[[], object]]) -> list[object]:
    """Run all jobs at the same moment, each on its own connection; return results or refusals."""
    gate = threading.Barrier(len(jobs))

    def run(job):
        try:
            with enter("national"):
                gate.wait(30)
                return job()
        except DomainError as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(jobs)) as pool:
        return list(pool.map(run, jobs))


@pytest.fixture
def books(own_database):
    with enter("national"):
        yield
        assert list(faults()) == []


def test_sixteen_racers_never_pass_the_optimum(books):
    campaign = a_campaign(optimum=100)
    amounts = [Money(700 + 13 * n) for n in range(16)]

    together([lambda a=a: give(campaign, a) for a in amounts])

    owed = balance(accounts.refund_payable(campaign))
    assert balance(campaign) == euros(100)
    assert owed.cents == sum(a.cents for a in amounts) - 10_000


def test_only_as_many_hold_room_as_there_is(books):
    campaign = a_campaign(optimum=100)

    found = together(
        [
            lambda n=n: hold(account=campaign, gift=n, amount=euros(30), until=LATER)
            for n in range(12)
        ]
    )

    assert found.count(True) == 3
    assert sum(isinstance(item, OverCap) for item in found) == 9
    assert Account.objects.get(code=campaign).held_cents == 9000


def test_one_delivery_received_many_times_is_one_gift(books):
    campaign = a_campaign()

    together([lambda: give(campaign, euros(20), payment="pi_1", gift=5) for _ in range(16)])

    assert Entry.objects.count() == 2
    assert balance(campaign) == euros(20)


def test_opposite_movements_never_wait_for_each_other(books):
    one, other = (accounts.solidarity(f"theme:t{number()}") for _ in range(2))
    from campaigns.models.posting import open_account

    for fund in (one, other):
        open_account(fund)
        move("endow", (accounts.BANK, fund, euros(1000)))

    def swing(source, target):
        for _ in range(25):
            move("reassign", (source, target, euros(1)))
        return "done"

    jobs = [lambda: swing(one, other), lambda: swing(other, one)] * 4
    assert together(jobs) == ["done"] * 8
    assert balance(one) == balance(other) == euros(1000)


def test_a_campaign_is_paid_out_once_by_two_hands(books):
    campaign = a_campaign()
    give(campaign, euros(50))
    payable = accounts.payable(campaign)
    move("close", (campaign, payable, euros(50)), campaign=campaign)

    found = together(
        [
            lambda n=n: move(
                "payout",
                (payable, accounts.TRANSIT_SEPA, euros(50)),
                campaign=campaign,
                key=f"payout:x{n}",
            )
            for n in range(4)
        ]
    )

    assert sum(isinstance(item, DomainError) for item in found) == 3
    assert balance(accounts.TRANSIT_SEPA) == euros(50)


def test_a_lock_outside_a_transaction_is_refused(books):
    with pytest.raises(RuntimeError, match="holds nothing"):
        lock("bank")


def test_a_day_waits_for_the_entries_being_written(books):
    from datetime import date

    from django.db import transaction

    from campaigns.actions.seal_day import seal_day

    written, sealed = threading.Event(), threading.Event()

    def write():
        with transaction.atomic():
            move("endow", (accounts.BANK, accounts.SOLIDARITY, euros(1)), key="slow")
            written.set()
            sealed.wait(1)  # the statement must not be made before this commits

    def seal():
        written.wait(10)
        statement = seal_day(date(2020, 1, 1))
        sealed.set()
        return statement

    _, statement = together([write, seal])

    assert statement.entries == 1


def test_a_day_is_sealed_once_by_many(books):
    from datetime import date

    from campaigns.actions.seal_day import seal_day

    give(a_campaign(), euros(20))

    found = together([lambda: seal_day(date(2020, 1, 1)) for _ in range(6)])

    assert {(one.pk, one.number, one.entries) for one in found} == {(found[0].pk, 1, 2)}


def test_the_same_request_eight_times_at_once_is_one_gift(books):
    from campaigns.actions.begin_once import begin_once
    from campaigns.models import Gift
    from territories.actions.load_reference_data import SOURCES, load_reference_data
    from tests.campaigns.gifts import begin_only, open_campaign

    load_reference_data([source for source in SOURCES if source.name != "communes.csv.gz"])
    campaign = open_campaign(minimum=20, optimum=40)

    found = together(
        [lambda: begin_once(key="k", said="s", begin=begin_only(campaign, 40)) for _ in range(8)]
    )

    assert len({payment.pk for payment in found}) == 1
    assert Gift.objects.count() == 1
