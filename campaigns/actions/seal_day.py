"""Close a day of the ledger with a digest that holds the one before."""

from datetime import date, timedelta

from django.db import connection, transaction

from campaigns.domain.sealing import GENESIS, digest_of
from campaigns.models import Entry, Movement, Statement
from campaigns.models.journal import sealed_entries


class DayNotOver(ValueError):
    """Only a day that is over can be sealed."""


@transaction.atomic
def seal_day(*, day: date, today: date) -> Statement:
    """Write the statement of a day once; what was recorded since the last one is in it."""
    if day >= today:
        raise DayNotOver(day.isoformat())
    with connection.cursor() as cursor:
        # Waits for entries being written, and lets none begin: no number below the last is missing.
        cursor.execute("SELECT ledger_freeze()")
    known = Statement.objects.filter(day=day).first()
    if known is not None:
        return known
    last = Statement.objects.order_by("-number").first()
    if last is not None and last.day > day:
        raise DayNotOver(day.isoformat())
    return _write(day, last)


def _write(day: date, last: Statement | None) -> Statement:
    before = last.last_entry_id if last else 0
    newest = Entry.objects.order_by("-pk").values_list("pk", flat=True).first() or before
    entries = list(sealed_entries(before, newest))
    number, previous = (last.number + 1, last.digest) if last else (1, GENESIS)
    cents = Movement.objects.filter(entry_id__gt=before, entry_id__lte=newest).values_list(
        "amount_cents", flat=True
    )
    amounts = list(cents)
    return Statement.objects.create(
        day=day,
        number=number,
        first_entry_id=entries[0].number if entries else None,
        last_entry_id=newest,
        entries=len(entries),
        movements=len(amounts),
        total_cents=sum(amounts),
        previous=previous,
        digest=digest_of(previous=previous, day=day, number=number, entries=entries),
    )


def seal_until(*, today: date) -> list[Statement]:
    """Seal yesterday, and the days that were missed since the last statement."""
    last = Statement.objects.order_by("-number").first()
    day = last.day + timedelta(days=1) if last else today - timedelta(days=1)
    made = []
    while day < today:
        made.append(seal_day(day=day, today=today))
        day += timedelta(days=1)
    return made
