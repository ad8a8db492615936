"""Gifts and their payments, written by the database from four lists: no object for each."""

from collections.abc import Sequence
from typing import Any

from django.db import connection

from campaigns.scale.rows import Given

# A reference is the number of its row, in the letters that references are written with.
WRITE = """
WITH known AS (
    SELECT nextval(pg_get_serial_sequence('campaigns_gift', 'id')) AS id, given.*
      FROM unnest(%(numbers)s::bigint[], %(campaigns)s::uuid[], %(cents)s::bigint[],
                  %(moments)s::timestamptz[]) AS given(number, campaign, cents, at)),
lettered AS (
    SELECT known.*, translate(upper(lpad(to_hex(id), 8, '0')), '01', 'GH') AS word FROM known),
made AS (
    INSERT INTO campaigns_gift (id, token, reference, campaign_id, fund, amount_cents, on_failure,
        donor_kind, donor_email, donor_name, donor_address, donor_siret, pseudonym, message,
        reward, wants_receipt, language, created_at)
    SELECT id, gen_random_uuid(), 'D-' || left(word, 4) || '-' || right(word, 4), campaign, '',
           cents, 'refund', CASE number %% 40 WHEN 0 THEN 'company' ELSE 'person' END,
           'charge' || number %% 200000 || '@example.org', '', '', '', '', '', '', false, 'fr', at
      FROM lettered RETURNING id, amount_cents, created_at)
INSERT INTO campaigns_payment (id, gift_id, method, state, amount_cents, received_cents, checkout,
    provider_payment, expires_at, created_at, settled_at)
SELECT gen_random_uuid(), id, 'card', 'succeeded', amount_cents, amount_cents, '', '',
       created_at + interval '30 minutes', created_at, created_at + interval '2 minutes' FROM made
"""


def write(gifts: Sequence[Given]) -> None:
    """Write gifts that were paid by card at once; their entries are those of `books`."""
    values: dict[str, Any] = {
        "numbers": [gift.number for gift in gifts],
        "campaigns": [gift.campaign for gift in gifts],
        "cents": [gift.cents for gift in gifts],
        "moments": [gift.at for gift in gifts],
    }
    with connection.cursor() as cursor:
        cursor.execute(WRITE, values)
