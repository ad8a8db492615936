"""The ledger, looked through part by part: what one day's entries say, in bounded memory.

A part is a sealed day, or what was recorded since the last one. Whatever needs no other entry is
asked here; sums over all of them are asked in `campaigns.models.checking`.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection
from django.db.models import Max
from django.utils.translation import gettext_noop

from campaigns.domain.sealing import holds
from campaigns.models.journal import sealed_entries
from campaigns.models.ledger import Entry
from campaigns.models.statement import Statement

# Entries asked of at once.
STEP = 50_000


@dataclass(frozen=True, slots=True)
class Fault:
    """One difference: which rule, about what."""

    rule: str
    about: str


@dataclass(frozen=True, slots=True)
class Part:
    """The entries numbered after the first bound, up to the second; their statement, if sealed."""

    after: int
    until: int
    statement: Statement | None = None

    @property
    def number(self) -> int:
        """The statement's; 0 for what is not sealed yet."""
        return self.statement.number if self.statement else 0

    @property
    def entries(self) -> int:
        """How many there are; numbers have gaps."""
        return self.statement.entries if self.statement else self.until - self.after

    def steps(self) -> Iterator[dict[str, int]]:
        for after in range(self.after, self.until, STEP):
            yield {"after": after, "until": min(after + STEP, self.until)}


STRANGE = """
SELECT e.key FROM campaigns_movement m
  JOIN campaigns_entry e ON e.id = m.entry_id
  JOIN campaigns_account d
    ON d.id = CASE WHEN e.reverses_id IS NULL THEN m.debit_id ELSE m.credit_id END
  JOIN campaigns_account c
    ON c.id = CASE WHEN e.reverses_id IS NULL THEN m.credit_id ELSE m.debit_id END
  LEFT JOIN campaigns_pattern p ON p.debit = d.family AND p.credit = c.family
   AND p.entry_kind
       = coalesce((SELECT o.kind FROM campaigns_entry o WHERE o.id = e.reverses_id), e.kind)
 WHERE m.entry_id > %(after)s AND m.entry_id <= %(until)s AND p.entry_kind IS NULL ORDER BY e.key
"""
FINGERPRINTS = """
WITH said AS (
    SELECT m.entry_id, jsonb_agg(jsonb_build_object('debit', d.code, 'credit', c.code,
                       'cents', m.amount_cents, 'gift', m.gift_id) ORDER BY m.line) AS lines
      FROM campaigns_movement m
      JOIN campaigns_account d ON d.id = m.debit_id JOIN campaigns_account c ON c.id = m.credit_id
     WHERE m.entry_id > %(after)s AND m.entry_id <= %(until)s GROUP BY m.entry_id)
SELECT e.key FROM campaigns_entry e
  LEFT JOIN campaigns_account a ON a.id = e.campaign_id
  LEFT JOIN said ON said.entry_id = e.id
 WHERE e.id > %(after)s AND e.id <= %(until)s
   AND e.fingerprint IS DISTINCT FROM sha256(convert_to(concat_ws('|', e.kind,
           coalesce(a.code, ''),
           coalesce((SELECT o.key FROM campaigns_entry o WHERE o.id = e.reverses_id), ''),
           said.lines::text), 'UTF8'))
 ORDER BY e.key
"""
SUMS = """
SELECT count(*), coalesce(sum(amount_cents), 0) FROM campaigns_movement
 WHERE entry_id > %(after)s AND entry_id <= %(until)s
"""
# In English for the command; staff read them in their own language.
RULES = {
    gettext_noop("movement of a kind that is not allowed"): STRANGE,
    gettext_noop("content differs from its fingerprint"): FINGERPRINTS,
}
SEALED = gettext_noop("sums of a sealed day differ from its movements")
CHAIN = gettext_noop("statement differs from its entries")


def parts() -> list[Part]:
    """Return the sealed days in order, then what is not sealed yet."""
    found, after = [], 0
    for statement in Statement.objects.order_by("number"):
        found.append(Part(after, statement.last_entry_id, statement))
        after = statement.last_entry_id
    newest = Entry.objects.aggregate(Max("pk"))["pk__max"] or 0
    return [*found, Part(after, max(after, newest))]


def faults_in(part: Part) -> Iterator[Fault]:
    """Yield every difference in a part."""
    for rule, query in RULES.items():
        for step in part.steps():
            for (about,) in _ask(query, step):
                yield Fault(rule, str(about))
    if part.statement:
        yield from _faults_of(part, part.statement)


def _faults_of(part: Part, kept: Statement) -> Iterator[Fault]:
    movements = cents = 0
    for step in part.steps():
        ((number, total),) = _ask(SUMS, step)
        movements, cents = movements + int(str(number)), cents + int(str(total))
    if (kept.movements, kept.total_cents) != (movements, cents):
        yield Fault(SEALED, kept.day.isoformat())
    if not holds(kept, sealed_entries(part.after, part.until)):
        yield Fault(CHAIN, kept.day.isoformat())


def _ask(query: str, bounds: dict[str, int]) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, bounds)
        return list(cursor.fetchall())
