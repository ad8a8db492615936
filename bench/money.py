"""Gifts per second beside an insert that checks nothing; the close of a large campaign; a balance.

    python -m bench.money            # a table, then JSON on the last line

The floor is a ledger that is not safe: one statement appends the same two entries and movements to
tables of the same columns, keys and indexes, and commits: no cap, no lock, no balance, no foreign
key. A bare floor has no key or index either. Beside them each gift is received and allocated as in
production, on one hot campaign and on a thousand. Then a campaign of 5,000 gifts closes, and a
million movements are summed and checked on tables that were never analysed.
"""

import multiprocessing
import os
import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import uuid4

from bench.database import a_copy
from bench.report import show

# isort: split
from django.db import connection
from django.utils import timezone

from campaigns.actions.ask_refund import record_refund
from campaigns.actions.close_campaign import close_campaign
from campaigns.actions.run_settlement import run_settlement
from campaigns.domain import accounts
from campaigns.domain.ledger import receive
from campaigns.domain.payments import PaymentState
from campaigns.models import Campaign, Gift, Payment, Refund, Settlement
from campaigns.models.checking import faults
from campaigns.models.journal import trial_balance
from campaigns.models.posting import allocate, open_account, post, take
from campaigns.payments.base import ProviderRefund
from campaigns.search_documents import campaign_path
from kernel.money import Money
from tenants.context import enter
from territories.actions.load_reference_data import SOURCES, load_reference_data
from tests.campaigns.gifts import open_campaign

SECONDS = float(os.environ.get("BENCH_SECONDS", "5"))
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "3"))
PAYERS = int(os.environ.get("BENCH_PAYERS", "8"))
MOVEMENTS = int(os.environ.get("BENCH_MOVEMENTS", "1000000"))
GIFTS = int(os.environ.get("BENCH_GIFTS", "5000"))
MANY, REFUNDS = 1_000, 500
CAP = Money.euros(10_000_000)
FLOORS = """
CREATE TABLE bare_entry (id bigserial PRIMARY KEY, key text, at timestamptz);
CREATE TABLE bare_movement (entry bigint, debit bigint, credit bigint, cents bigint, gift bigint);
CREATE TABLE unsafe_entry (LIKE campaigns_entry INCLUDING ALL);
CREATE TABLE unsafe_movement (LIKE campaigns_movement INCLUDING ALL)
"""
BARE_INSERT = """
WITH made AS (INSERT INTO bare_entry (key, at) VALUES (%s, now()), (%s, now()) RETURNING id)
INSERT INTO bare_movement SELECT id, 1, 2, 1000, %s FROM made
"""
UNSAFE_INSERT = """
WITH made AS (
    INSERT INTO unsafe_entry (kind, key, fingerprint, source, at, recorded_at)
    SELECT kind, kind || ':' || payment, sha256(convert_to(kind || payment, 'UTF8')),
           'payment:' || payment, now(), clock_timestamp()
    FROM (VALUES ('receive', %s), ('allocate', %s)) AS said (kind, payment) RETURNING id
) INSERT INTO unsafe_movement (entry_id, line, debit_id, credit_id, amount_cents, gift_id)
SELECT id, 1, 1, 2, 1000, %s FROM made
"""


def run() -> dict[str, Any]:
    with a_copy(), enter("national"):
        load_reference_data([one for one in SOURCES if one.name != "communes.csv.gz"])
        return {**_gifts(), **_close(), **_balance()}


def _gifts() -> dict[str, Any]:
    with connection.cursor() as cursor:
        cursor.execute(FLOORS)
    many = [accounts.campaign(f"bench{number}") for number in range(MANY)]
    for code in many:
        open_account(code, cap=CAP)
    ways: dict[str, Callable[[int, int], None]] = {
        "bare_insert": partial(_insert, BARE_INSERT),
        "unsafe_insert": partial(_insert, UNSAFE_INSERT),
        "one_hot_campaign": lambda *who: _give(many[0], *who),
        "1000_campaigns": lambda *who: _give(many[(who[0] * 131 + who[1] * 7) % MANY], *who),
    }
    found: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(ROUNDS):  # by turns: the machine's noise falls on all of them
        for name, way in ways.items():
            found[name].append(_per_second(way))
    best = {name: sorted(rates)[len(rates) // 2] for name, rates in found.items()}
    floor = best["unsafe_insert"]
    return {
        **{f"{name}_per_second": round(rate) for name, rate in best.items()},
        "hot_ratio (goal 0.25)": round(best["one_hot_campaign"] / floor, 2),
        "many_ratio (goal 0.6)": round(best["1000_campaigns"] / floor, 2),
    }


def _per_second(way: Callable[[int, int], None]) -> float:
    """Let all payers work for some seconds, each in a process with a connection of its own."""
    connection.close()
    context = multiprocessing.get_context("fork")
    counts: Any = context.Queue()
    payers = [context.Process(target=_pay, args=(way, n, counts)) for n in range(PAYERS)]
    for payer in payers:
        payer.start()
    total = sum(counts.get(timeout=SECONDS * 10 + 60) for _ in payers)
    for payer in payers:
        payer.join()
    return total / SECONDS


def _pay(way: Callable[[int, int], None], payer: int, counts: Any) -> None:
    with enter("national"):
        way(payer, 0)  # the connection is open before the clock runs
        end, turn = time.perf_counter() + SECONDS, 0
        while time.perf_counter() < end:
            turn += 1
            way(payer, turn)
    counts.put(turn)


def _insert(statement: str, _payer: int, turn: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, [str(uuid4()), str(uuid4()), turn])


def _give(code: str, payer: int, turn: int) -> None:
    """What the settlement of a card payment writes in the books: received, and allocated."""
    take(
        payment=str(uuid4()),
        gift=payer * 10**6 + turn,
        to=code,
        over=accounts.refund_payable(code),
        amount=Money(100),
        at=timezone.now(),
    )


def _close() -> dict[str, Any]:
    """Close a campaign that failed: each gift is owed back, with its mail and its refund."""
    campaign = open_campaign(minimum=900_000, optimum=1_000_000)
    _fill(campaign, GIFTS)
    over = timezone.now() + timedelta(days=31)
    campaign_path(campaign)  # addresses are read once for each process: not what is measured
    started = time.perf_counter()
    close_campaign(campaign_id=campaign.pk, at=over)
    closed = time.perf_counter()
    plan = Settlement.objects.get(campaign=campaign)
    Settlement.objects.filter(pk=plan.pk).update(state="running", wanted=0)
    run_settlement(settlement_id=plan.pk, at=over)
    ended = time.perf_counter()
    assert Refund.objects.filter(payment__gift__campaign=campaign).count() == GIFTS
    refunded = _refund(campaign)
    return {
        f"close_{GIFTS}_gifts_s": round(closed - started, 2),
        f"settle_{GIFTS}_gifts_s": round(ended - closed, 1),
        "settled_per_second": round(GIFTS / (ended - closed)),
        "refund_task_ms, without the provider": round(refunded * 1000, 1),
    }


def _refund(campaign: Campaign) -> float:
    """Return what one refund costs in the books, once the provider has answered."""
    rows = list(Refund.objects.filter(payment__gift__campaign=campaign)[:REFUNDS])
    started = time.perf_counter()
    for row in rows:
        amount = Money(row.amount_cents)
        told = ProviderRefund(id=f"re_{row.pk}", status="succeeded", amount=amount, payment="")
        record_refund(refund_id=row.pk, found=told, at=timezone.now())
    return (time.perf_counter() - started) / len(rows)


def _fill(campaign: Campaign, number: int) -> None:
    code = accounts.campaign(campaign.pk)
    gifts = Gift.objects.bulk_create(
        Gift(campaign=campaign, amount_cents=1000, donor_email=f"d{n}@example.org")
        for n in range(number)
    )
    payments = Payment.objects.bulk_create(
        Payment(
            gift=gift, amount_cents=1000, received_cents=1000, state=PaymentState.SUCCEEDED,
            expires_at=timezone.now(), provider_payment=f"bench{gift.pk}",
        )
        for gift in gifts
    )  # fmt: skip
    for payment in payments:
        at = timezone.now()
        post(receive(payment=str(payment.pk), gross=Money(1000), at=at))
        allocate(
            key=f"allocate:{payment.pk}",
            source=f"payment:{payment.pk}",
            gift=payment.gift_id,
            to=code,
            over=accounts.refund_payable(code),
            amount=Money(1000),
            at=at,
        )


# Entries as the ledger's own function would write them, two movements each, in one statement; both
# accounts are summed, so that no balance is kept beside them.
LINE = '{"debit": "psp:stripe", "credit": "suspense", "cents": 100, "gift": null}'
MORE = """
WITH made AS (
    INSERT INTO campaigns_entry (kind, key, fingerprint, source, at, recorded_at)
    SELECT 'receive', 'receive:more' || n,
           sha256(convert_to(concat_ws('|', 'receive', '', '', %s::jsonb::text), 'UTF8')),
           'payment:more' || n, now(), now()
      FROM generate_series(1, %s) AS n RETURNING id)
INSERT INTO campaigns_movement (entry_id, line, debit_id, credit_id, amount_cents)
SELECT made.id, line, d.id, c.id, 100 FROM made, generate_series(1, 2) AS line,
       campaigns_account d, campaigns_account c
 WHERE d.code = 'psp:stripe' AND c.code = 'suspense'
"""


def _balance() -> dict[str, Any]:
    """Sum a million movements on demand, and check them all, without ANALYZE."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM campaigns_movement")
        missing = max(0, MOVEMENTS - cursor.fetchone()[0]) // 2
        cursor.execute(MORE, [f"[{LINE}, {LINE}]", missing])
    started = time.perf_counter()
    rows = trial_balance()
    summed = time.perf_counter()
    assert not list(faults())
    checked = time.perf_counter()
    assert sum(row.balance.cents for row in rows) == 0
    return {
        "trial_balance_s (goal 1)": round(summed - started, 2),
        "check_ledger_s": round(checked - summed, 1),
    }


if __name__ == "__main__":
    show(run())
