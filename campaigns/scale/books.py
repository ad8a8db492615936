"""The ledger's side of many gifts, in a few statements: what its functions would have written.

Run by the owner of the tables: the role of the web may not. `check_ledger` finds no difference.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import connection

from campaigns.domain import accounts
from campaigns.domain.accounts import Kind
from campaigns.domain.policy import COMMISSION_PERCENT

OPEN = """
WITH made AS (
    INSERT INTO campaigns_account (code, family, kind, is_guarded, cap_cents)
    SELECT 'campaign:' || id, 'campaign', %(liability)s, true, optimum_cents
      FROM campaigns_campaign WHERE id = ANY(%(keys)s) RETURNING id, code)
INSERT INTO campaigns_account (code, family, kind, is_guarded, owner_id)
SELECT owned.prefix || made.code, owned.family, owned.kind, owned.guarded, made.id
  FROM made, (VALUES ('refund_payable:', 'refund', %(liability)s, true),
                     ('payable:', 'payable', %(liability)s, true),
                     ('receivable:', 'receivable', %(asset)s, false))
             AS owned(prefix, family, kind, guarded)
"""
# One entry of one line for each row of `facts`: kind, key, source, campaign, at, debit, credit.
WRITE = """
WITH facts AS ({facts}),
said AS (
    SELECT facts.*, jsonb_build_array(jsonb_build_object(
             'debit', debit, 'credit', credit, 'cents', cents, 'gift', gift)) AS lines FROM facts),
written AS (
    INSERT INTO campaigns_entry (kind, key, fingerprint, source, campaign_id, at, recorded_at)
    SELECT said.kind, said.key,
           sha256(convert_to(concat_ws('|', said.kind, said.about, '', lines::text), 'UTF8')),
           said.source, a.id, said.at, clock_timestamp()
      FROM said LEFT JOIN campaigns_account a ON a.code = nullif(said.about, '')
    RETURNING id, key)
INSERT INTO campaigns_movement (entry_id, line, debit_id, credit_id, amount_cents, gift_id)
SELECT written.id, 1, d.id, c.id, said.cents, said.gift
  FROM written JOIN said USING (key)
  JOIN campaigns_account d ON d.code = said.debit JOIN campaigns_account c ON c.code = said.credit
"""
PAID = """
  FROM campaigns_payment p JOIN campaigns_gift g ON g.id = p.gift_id
 WHERE g.campaign_id = ANY(%(keys)s)
"""
RECEIVED = (
    "SELECT 'receive' AS kind, 'receive:' || p.id AS key, 'payment:' || p.id AS source,"
    " '' AS about, p.created_at AS at, %(psp)s AS debit, %(suspense)s AS credit,"
    " p.received_cents AS cents, NULL::bigint AS gift" + PAID
)
ALLOCATED = (
    "SELECT 'allocate' AS kind, 'allocate:' || p.id AS key, 'payment:' || p.id AS source,"
    " 'campaign:' || g.campaign_id AS about, p.created_at AS at, %(suspense)s AS debit,"
    " 'campaign:' || g.campaign_id AS credit, p.received_cents AS cents, g.id AS gift" + PAID
)
# Half to even, as money.percent() does, in whole numbers.
FEE = """((a.credits_cents * {rate} + 5000) / 10000
          - CASE WHEN (a.credits_cents * {rate} + 5000) %% 10000 = 0
                  AND ((a.credits_cents * {rate} + 5000) / 10000) %% 2 = 1 THEN 1 ELSE 0 END)"""
CLOSE = """
WITH ended AS (
    SELECT c.id, 'campaign:' || c.id AS code, c.ended_at AS at, a.id AS account,
           a.credits_cents AS cents, {fee} AS fee
      FROM campaigns_campaign c JOIN campaigns_account a ON a.code = 'campaign:' || c.id
     WHERE c.id = ANY(%(keys)s) AND c.state = 'completed' AND a.credits_cents > 0),
lines AS (
    SELECT ended.*, jsonb_build_array(
             jsonb_build_object('debit', code, 'credit', %(commission)s, 'cents', fee,
                                'gift', NULL),
             jsonb_build_object('debit', code, 'credit', 'payable:' || code, 'cents', cents - fee,
                                'gift', NULL)) AS said FROM ended),
written AS (
    INSERT INTO campaigns_entry (kind, key, fingerprint, source, campaign_id, at, recorded_at)
    SELECT 'close', 'close:' || id,
           sha256(convert_to(concat_ws('|', 'close', code, '', said::text), 'UTF8')),
           'campaign:' || id, account, at, clock_timestamp()
      FROM lines RETURNING id, campaign_id)
INSERT INTO campaigns_movement (entry_id, line, debit_id, credit_id, amount_cents)
SELECT written.id, part.line, ended.account, to_account.id, part.cents
  FROM written JOIN ended ON ended.account = written.campaign_id,
  LATERAL (VALUES (1, %(commission)s, ended.fee),
                  (2, 'payable:' || ended.code, ended.cents - ended.fee))
          AS part(line, code, cents)
  JOIN campaigns_account to_account ON to_account.code = part.code
"""
FULL = """
UPDATE campaigns_account a SET credits_cents = sums.cents, raised_cents = sums.cents
  FROM (SELECT 'campaign:' || g.campaign_id AS code, sum(p.received_cents) AS cents
          FROM campaigns_payment p JOIN campaigns_gift g ON g.id = p.gift_id
         WHERE g.campaign_id = ANY(%(keys)s) GROUP BY 1) sums
 WHERE a.code = sums.code
"""
EMPTIED = """
UPDATE campaigns_account a
   SET debits_cents = a.debits_cents + sums.dr, credits_cents = a.credits_cents + sums.cr
  FROM (SELECT id, sum(dr) AS dr, sum(cr) AS cr FROM (
            SELECT m.debit_id AS id, m.amount_cents AS dr, 0 AS cr FROM campaigns_movement m
              JOIN campaigns_entry e ON e.id = m.entry_id
             WHERE e.key = ANY(%(closes)s)
            UNION ALL
            SELECT m.credit_id, 0, m.amount_cents FROM campaigns_movement m
              JOIN campaigns_entry e ON e.id = m.entry_id
             WHERE e.key = ANY(%(closes)s)) side GROUP BY id) sums
 WHERE a.id = sums.id AND a.is_guarded
"""
SHUT = """
UPDATE campaigns_account a SET state = 'closed' FROM campaigns_campaign c
 WHERE a.code = 'campaign:' || c.id AND c.id = ANY(%(keys)s) AND c.ended_at IS NOT NULL
"""


def write(keys: Sequence[UUID]) -> None:
    """Open the accounts of these campaigns, and write what their gifts and their ends are."""
    rate = int(COMMISSION_PERCENT * 100)
    values: dict[str, Any] = {
        "keys": list(keys),
        "closes": [f"close:{key}" for key in keys],
        "liability": str(Kind.LIABILITY),
        "asset": str(Kind.ASSET),
        "psp": accounts.PSP,
        "suspense": accounts.SUSPENSE,
        "commission": accounts.COMMISSION,
    }
    statements = (
        OPEN,
        WRITE.format(facts=RECEIVED),
        WRITE.format(facts=ALLOCATED),
        FULL,
        CLOSE.format(fee=FEE.format(rate=rate)),
        EMPTIED,
        SHUT,
    )
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement, values)


def analyse() -> None:
    """Tell PostgreSQL how many rows there are now: its plans for the old sizes are slow."""
    with connection.cursor() as cursor:
        for table in ("account", "campaign", "entry", "gift", "movement", "payment", "proposal"):
            cursor.execute(f"ANALYZE campaigns_{table}")
