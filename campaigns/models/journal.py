"""Reading the ledger in order: for statements, exports and the trial balance."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from django.db.models import Q

from campaigns.domain.exports import JournalRow
from campaigns.domain.sealing import SealedEntry
from campaigns.models.ledger import Entry, Movement
from kernel.money import Money

CHUNK = 2_000


@dataclass(frozen=True, slots=True)
class AccountBalance:
    """One line of the trial balance; tens of thousands of them are read at once."""

    code: str
    family: str
    debits_cents: int
    credits_cents: int

    @property
    def balance(self) -> Money:
        return Money(self.credits_cents - self.debits_cents)


# What each account took and gave. The movements are read once: what moved between two accounts is
# the debit of one, the credit of the other.
SUMS = """
WITH pair AS MATERIALIZED (
    SELECT debit_id, credit_id, sum(amount_cents)::bigint AS cents
      FROM campaigns_movement GROUP BY debit_id, credit_id),
side AS (
    SELECT debit_id AS id, cents AS dr, 0::bigint AS cr FROM pair
    UNION ALL
    SELECT credit_id, 0, cents FROM pair),
sums AS (SELECT id, sum(dr)::bigint AS dr, sum(cr)::bigint AS cr FROM side GROUP BY id)
"""
TRIAL_BALANCE = f"""
{SUMS}
SELECT a.code, a.family, sums.dr, sums.cr FROM sums JOIN campaigns_account a USING (id)
 ORDER BY a.code
"""  # noqa: S608  our own words


@contextmanager
def whole_tables() -> Iterator[CursorWrapper]:
    """Read whole tables, whatever the planner believes of their size, and sum them in memory.

    Freshly loaded and never analysed, it joins them row by row: minutes instead of seconds. With
    the memory of a small question it sums by way of the disk.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_nestloop = off; SET LOCAL work_mem = '128MB'")
        yield cursor
        cursor.execute("SET LOCAL enable_nestloop TO DEFAULT; SET LOCAL work_mem TO DEFAULT")


def trial_balance() -> list[AccountBalance]:
    """Sum every movement, for each account that has some: nothing kept beside them is believed."""
    with whole_tables() as cursor:
        cursor.execute(TRIAL_BALANCE)
        return [AccountBalance(*row) for row in cursor.fetchall()]


def sealed_entries(after: int, until: int) -> Iterator[SealedEntry]:
    """Read the entries numbered after the first bound, up to the second, in order."""
    rows = Entry.objects.filter(pk__gt=after, pk__lte=until).order_by("pk")
    for pk, key, fingerprint, at in rows.values_list("pk", "key", "fingerprint", "at").iterator(
        chunk_size=CHUNK
    ):
        yield SealedEntry(pk, key, bytes(fingerprint), at.astimezone(UTC))


def journal(*, start: datetime, end: datetime) -> Iterator[JournalRow]:
    """Read the movements recorded in a period, one row each."""
    period = Q(entry__recorded_at__gte=start, entry__recorded_at__lt=end)
    rows = (
        Movement.objects.filter(period)
        .select_related("entry", "debit", "credit")
        .order_by("entry_id", "line")
    )
    for row in rows.iterator(chunk_size=CHUNK):
        yield JournalRow(
            number=row.entry_id,
            line=row.line,
            kind=row.entry.kind,
            key=row.entry.key,
            source=row.entry.source,
            debit=row.debit.code,
            credit=row.credit.code,
            amount=Money(row.amount_cents),
            gift=row.gift_id,
            at=row.entry.at,
            recorded_at=row.entry.recorded_at,
        )
