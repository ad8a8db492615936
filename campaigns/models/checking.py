"""What the ledger keeps, compared with what its movements say: every difference is named.

Reads only, and repairs nothing: a difference is for people to explain. Each question sees the
ledger at one moment; parts are asked one after the other, so that no memory grows with them.
"""

from collections.abc import Iterator

from django.utils.translation import gettext_noop

from campaigns.domain.sealing import broken_links
from campaigns.models.check_parts import Fault, faults_in, parts
from campaigns.models.journal import SUMS, whole_tables
from campaigns.models.statement import Statement

BALANCES = f"""
{SUMS}
SELECT a.code FROM campaigns_account a LEFT JOIN sums s USING (id)
 WHERE a.is_guarded AND (a.debits_cents, a.credits_cents)
       IS DISTINCT FROM (coalesce(s.dr, 0), coalesce(s.cr, 0)) ORDER BY a.code
"""  # noqa: S608  our own words
RAISED = """
WITH sums AS (
    SELECT e.campaign_id AS id,
           sum(m.amount_cents * p.raised * CASE WHEN e.reverses_id IS NULL THEN 1 ELSE -1 END) AS r
      FROM campaigns_movement m
      JOIN campaigns_entry e ON e.id = m.entry_id
      LEFT JOIN campaigns_entry o ON o.id = e.reverses_id
      JOIN campaigns_account d
        ON d.id = CASE WHEN e.reverses_id IS NULL THEN m.debit_id ELSE m.credit_id END
      JOIN campaigns_account c
        ON c.id = CASE WHEN e.reverses_id IS NULL THEN m.credit_id ELSE m.debit_id END
      JOIN campaigns_pattern p ON p.entry_kind = coalesce(o.kind, e.kind)
       AND p.debit = d.family AND p.credit = c.family
     WHERE p.raised <> 0 GROUP BY e.campaign_id)
SELECT a.code FROM campaigns_account a LEFT JOIN sums s USING (id)
 WHERE a.family = 'campaign' AND a.raised_cents <> coalesce(s.r, 0) ORDER BY a.code
"""
HOLDS = """
WITH sums AS (SELECT account_id AS id, sum(amount_cents) AS held
                FROM campaigns_hold WHERE state = 'live' GROUP BY account_id)
SELECT a.code FROM campaigns_account a LEFT JOIN sums s USING (id)
 WHERE a.held_cents <> coalesce(s.held, 0) ORDER BY a.code
"""
# What was received for one payment, by one line of the bank or more, is given out at most once.
SUSPENSE = """
SELECT coalesce('payment:' || l.payment_id, e.source) AS about FROM campaigns_movement m
  JOIN campaigns_entry e ON e.id = m.entry_id
  JOIN campaigns_account s ON s.family = 'suspense' AND s.id IN (m.debit_id, m.credit_id)
  LEFT JOIN campaigns_bankline l ON e.source = 'bank:' || l.id
 GROUP BY about
HAVING sum(CASE WHEN m.credit_id = s.id THEN m.amount_cents ELSE -m.amount_cents END) < 0
 ORDER BY about
"""
# In English for the command; staff read them in their own language.
RULES = {
    gettext_noop("balance differs from the movements"): BALANCES,
    gettext_noop("raised differs from the movements"): RAISED,
    gettext_noop("held differs from the live holds"): HOLDS,
    gettext_noop("more given out than received"): SUSPENSE,
}
LINK = gettext_noop("statement breaks the chain of statements")


def faults() -> Iterator[Fault]:
    """Yield every difference, rule by rule, then day by day; nothing: the ledger balances."""
    yield from faults_of_sums()
    for part in parts():
        yield from faults_in(part)


def faults_of_sums() -> Iterator[Fault]:
    """Yield the differences in what all movements add up to, and in the chain of digests."""
    for rule, query in RULES.items():
        for about in _ask(query):
            yield Fault(rule, about)
    for day in broken_links(Statement.objects.order_by("number").iterator()):
        yield Fault(LINK, day.isoformat())


def _ask(query: str) -> list[str]:
    with whole_tables() as cursor:
        cursor.execute(query)
        return [about for (about,) in cursor.fetchall()]
