"""Counts of the rate limiter in PostgreSQL: exact, and the same for every process."""

from datetime import datetime

from django.db import connection

from tenants.models import AttemptCount

_ADD = """
INSERT INTO tenants_attemptcount (key, count, expires_at)
VALUES (%s, 1, now() + make_interval(secs => %s))
ON CONFLICT (key) DO UPDATE SET count = tenants_attemptcount.count + 1
RETURNING count
"""


class DatabaseCounter:
    """A `kernel.ratelimit.Counter`: one atomic statement for each attempt."""

    def add(self, key: str, *, seconds: int) -> int:
        with connection.cursor() as cursor:
            cursor.execute(_ADD, [key, seconds])
            return int(cursor.fetchone()[0])


def forget_old(at: datetime) -> int:
    """Remove counts whose window is over."""
    return AttemptCount.objects.filter(expires_at__lt=at).delete()[0]
