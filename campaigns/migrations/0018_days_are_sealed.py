"""Days are sealed by a function of the database, which computes the whole statement itself.

The role of the web says which day: it can add the next link to the chain, and no other. SQLSTATE
TL007: the day is not over, or is not the one after the last that is sealed.

Locks: a brief ACCESS EXCLUSIVE on the statements, which nothing wrote before. Reverse: drops the
function and two columns. Tenants: only the national schema has the function; its search_path is
fixed to it.
"""

import uuid
from importlib import import_module

from django.db import migrations, models

before = import_module("campaigns.migrations.0004_ledger_writer")

# The same words as campaigns.domain.sealing.
SEAL = """
-- Seal a day with what was recorded since the last one; a repetition reads the first statement.
CREATE FUNCTION ledger_seal(p_day date) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    made bigint;
    last campaigns_statement;
    after bigint;
    first bigint;
    newest bigint;
    entries integer;
    movements integer;
    cents bigint;
    salt uuid := gen_random_uuid();
    content text;
    previous text;
BEGIN
    -- One at a time; then no entry is being written: no number below the last is missing.
    LOCK TABLE campaigns_statement IN SHARE ROW EXCLUSIVE MODE;
    PERFORM ledger_freeze();
    SELECT id INTO made FROM campaigns_statement WHERE day = p_day;
    IF made IS NOT NULL THEN
        RETURN made;
    END IF;
    SELECT * INTO last FROM campaigns_statement ORDER BY number DESC LIMIT 1;
    IF p_day >= (clock_timestamp() AT TIME ZONE 'Europe/Paris')::date THEN
        RAISE EXCEPTION '% is not over', p_day USING ERRCODE = 'TL007';
    END IF;
    IF p_day <> last.day + 1 THEN
        RAISE EXCEPTION '% is not the day after %', p_day, last.day USING ERRCODE = 'TL007';
    END IF;
    after := coalesce(last.last_entry_id, 0);
    previous := coalesce(last.digest, repeat('0', 64));

    SELECT count(*), min(id), coalesce(max(id), after),
           encode(sha256(convert_to(salt::text || E'\\n' || coalesce(string_agg(
               id || '|' || key || '|' || encode(fingerprint, 'hex') || '|'
               || to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') || E'+00:00\\n',
               '' ORDER BY id), ''), 'UTF8')), 'hex')
      INTO entries, first, newest, content FROM campaigns_entry WHERE id > after;
    SELECT count(*), coalesce(sum(amount_cents), 0) INTO movements, cents
      FROM campaigns_movement WHERE entry_id > after;

    INSERT INTO campaigns_statement
        (day, number, first_entry_id, last_entry_id, entries, movements, total_cents, salt,
         content, previous, digest)
    VALUES (p_day, coalesce(last.number, 0) + 1, first, newest, entries, movements, cents, salt,
            content, previous, encode(sha256(convert_to(concat_ws('|', previous,
                to_char(p_day, 'YYYY-MM-DD'), coalesce(last.number, 0) + 1, entries, movements,
                content), 'UTF8')), 'hex'))
    RETURNING id INTO made;
    RETURN made;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0017_corrections_and_payouts")]
    operations = [
        migrations.AddField("statement", "salt", models.UUIDField(default=uuid.uuid4)),
        migrations.AddField(
            "statement", "content", models.CharField(max_length=64, default=""),
            preserve_default=False,
        ),
        migrations.RunSQL(SEAL, "DROP FUNCTION ledger_seal"),
        migrations.RunSQL(before.RIGHTS, migrations.RunSQL.noop),
    ]  # fmt: skip
