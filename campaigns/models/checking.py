"""What the ledger keeps, compared with what its movements say: every difference is named.

Reads only, in one snapshot, and repairs nothing: a difference is for people to explain.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_noop

from campaigns.domain.sealing import chain_faults
from campaigns.models.journal import sealed_entries, whole_tables
from campaigns.models.statement import Statement


@dataclass(frozen=True, slots=True)
class Fault:
    """One difference: which rule, about what."""

    rule: str
    about: str


BALANCES = """
WITH sums AS (
    SELECT id, sum(dr) AS dr, sum(cr) AS cr FROM (
        SELECT debit_id AS id, sum(amount_cents) AS dr, 0 AS cr
          FROM campaigns_movement GROUP BY debit_id
        UNION ALL
        SELECT credit_id, 0, sum(amount_cents) FROM campaigns_movement GROUP BY credit_id
    ) side GROUP BY id)
SELECT a.code FROM campaigns_account a LEFT JOIN sums s USING (id)
 WHERE a.is_guarded AND (a.debits_cents, a.credits_cents)
       IS DISTINCT FROM (coalesce(s.dr, 0), coalesce(s.cr, 0)) ORDER BY a.code
"""
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
STRANGE = """
SELECT e.key FROM campaigns_movement m
  JOIN campaigns_entry e ON e.id = m.entry_id
  LEFT JOIN campaigns_entry o ON o.id = e.reverses_id
  JOIN campaigns_account d
    ON d.id = CASE WHEN e.reverses_id IS NULL THEN m.debit_id ELSE m.credit_id END
  JOIN campaigns_account c
    ON c.id = CASE WHEN e.reverses_id IS NULL THEN m.credit_id ELSE m.debit_id END
  LEFT JOIN campaigns_pattern p ON p.entry_kind = coalesce(o.kind, e.kind)
   AND p.debit = d.family AND p.credit = c.family
 WHERE p.entry_kind IS NULL ORDER BY e.key
"""
FINGERPRINTS = """
WITH said AS (
    SELECT m.entry_id, jsonb_agg(jsonb_build_object('debit', d.code, 'credit', c.code,
                       'cents', m.amount_cents, 'gift', m.gift_id) ORDER BY m.line) AS lines
      FROM campaigns_movement m
      JOIN campaigns_account d ON d.id = m.debit_id JOIN campaigns_account c ON c.id = m.credit_id
     GROUP BY m.entry_id)
SELECT e.key FROM campaigns_entry e
  LEFT JOIN campaigns_account a ON a.id = e.campaign_id
  LEFT JOIN campaigns_entry o ON o.id = e.reverses_id
  LEFT JOIN said ON said.entry_id = e.id
 WHERE e.fingerprint IS DISTINCT FROM sha256(convert_to(
        concat_ws('|', e.kind, coalesce(a.code, ''), coalesce(o.key, ''), said.lines::text),
        'UTF8'))
 ORDER BY e.key
"""
# Which statement holds an entry: the first that ends at its number or after. One scan for all.
SEALED = """
WITH known AS (SELECT array_agg(last_entry_id ORDER BY number) AS ends FROM campaigns_statement),
sums AS (
    SELECT width_bucket(m.entry_id - 1, known.ends) + 1 AS number,
           count(*) AS movements, sum(m.amount_cents) AS cents
      FROM campaigns_movement m, known WHERE known.ends IS NOT NULL GROUP BY 1)
SELECT s.day::text FROM campaigns_statement s LEFT JOIN sums USING (number)
 WHERE (s.movements, s.total_cents)
       IS DISTINCT FROM (coalesce(sums.movements, 0), coalesce(sums.cents, 0)) ORDER BY s.day
"""
# In English for the command; staff read them in their own language.
RULES = {
    gettext_noop("balance differs from the movements"): BALANCES,
    gettext_noop("raised differs from the movements"): RAISED,
    gettext_noop("held differs from the live holds"): HOLDS,
    gettext_noop("more given out than received"): SUSPENSE,
    gettext_noop("movement of a kind that is not allowed"): STRANGE,
    gettext_noop("content differs from its fingerprint"): FINGERPRINTS,
    gettext_noop("sums of a sealed day differ from its movements"): SEALED,
}
CHAIN = gettext_noop("statement differs from its entries")


def faults() -> Iterator[Fault]:
    """Yield every difference, rule by rule; nothing means that the ledger balances."""
    for rule, query in RULES.items():
        for about in _ask(query):
            yield Fault(rule, about)
    for day in chain_faults(Statement.objects.order_by("number").iterator(), sealed_entries):
        yield Fault(CHAIN, day.isoformat())


def _ask(query: str) -> list[str]:
    with whole_tables() as cursor:
        cursor.execute(query)
        return [about for (about,) in cursor.fetchall()]
