"""Close each day of the ledger with a digest that holds the one before."""

from datetime import date, timedelta

from django.db import transaction

from campaigns.models import Statement
from campaigns.models.posting import seal


def seal_day(day: date) -> Statement:
    """Write the statement of a day once; what was recorded since the last one is in it."""
    return Statement.objects.get(pk=seal(day))


def seal_until(*, today: date) -> list[Statement]:
    """Seal yesterday, and the days that were missed since the last statement, all or none."""
    last = Statement.objects.order_by("-number").first()
    day = last.day + timedelta(days=1) if last else today - timedelta(days=1)
    made = []
    with transaction.atomic():
        while day < today:
            made.append(seal_day(day))
            day += timedelta(days=1)
    return made
