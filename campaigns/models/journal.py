"""Reading the ledger in order: for statements, exports and the trial balance."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import connection
from django.db.models import Q

from campaigns.domain.exports import JournalRow
from campaigns.domain.sealing import SealedEntry
from campaigns.models.ledger import Entry, Movement
from kernel.money import Money

CHUNK = 2_000


@dataclass(frozen=True, slots=True)
class AccountBalance:
    """One line of the trial balance."""

    code: str
    family: str
    debits: Money
    credits: Money

    @property
    def balance(self) -> Money:
        return self.credits - self.debits


# The movements are read once: what moved between two accounts is the debit of one, the credit of
# the other.
TRIAL_BALANCE = """
SELECT a.code, a.family, coalesce(sums.dr, 0)::bigint, coalesce(sums.cr, 0)::bigint
  FROM campaigns_account a
  LEFT JOIN (
    SELECT side.id, sum(side.dr) AS dr, sum(side.cr) AS cr FROM (
        SELECT debit_id, credit_id, sum(amount_cents)::bigint AS cents
          FROM campaigns_movement GROUP BY debit_id, credit_id) pair,
        LATERAL (VALUES (debit_id, cents, 0::bigint), (credit_id, 0::bigint, cents))
            AS side(id, dr, cr)
     GROUP BY side.id) sums ON sums.id = a.id
 ORDER BY a.code
"""


def trial_balance() -> list[AccountBalance]:
    """Sum every movement, account by account: nothing kept beside them is believed."""
    with connection.cursor() as cursor:
        cursor.execute(TRIAL_BALANCE)
        return [
            AccountBalance(code, family, Money(debits), Money(credit))
            for code, family, debits, credit in cursor.fetchall()
        ]


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
