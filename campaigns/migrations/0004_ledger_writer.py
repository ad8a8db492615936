"""The functions through which alone the ledger is written.

They run with the rights of their owner, so that the role of the web needs none on the tables: it
reads them and calls these. SQLSTATE: TL001 a key reused with other content, TL002 an unknown
account, TL003 a movement that its kind does not allow, TL004 an account of another campaign, TL005
a closed account, TL006 a reversal that is no mirror; 23514 names the constraint that was met.

Locks: none on existing rows. Reverse: drops the functions; loses no data.
Tenants: only the national schema has these functions; their search_path is fixed to it.
"""

from django.db import migrations

POST = """
-- Write one fact, once. Lines: [{"debit": code, "credit": code, "cents": n, "gift": id or null}].
CREATE FUNCTION ledger_post(
    p_kind text, p_key text, p_at timestamptz, p_source text, p_campaign text, p_reverses text,
    p_lines jsonb
) RETURNS TABLE (entry_id bigint, is_new boolean) LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    print bytea := sha256(convert_to(
        concat_ws('|', p_kind, p_campaign, p_reverses, p_lines::text), 'UTF8'));
    about bigint;           -- account of the campaign
    mirrored campaigns_entry;  -- the entry that this one reverses
    meant text := p_kind;   -- kind whose patterns hold
    flow smallint := 1;     -- -1 when lines are mirrored
    written bigint;
    known bytea;
    fault record;
    touched record;
    counted integer;
BEGIN
    IF p_campaign <> '' THEN
        SELECT id INTO about FROM campaigns_account WHERE code = p_campaign AND family = 'campaign';
        IF about IS NULL THEN
            RAISE EXCEPTION 'unknown campaign account %', p_campaign USING ERRCODE = 'TL002';
        END IF;
    END IF;
    IF p_reverses <> '' THEN
        SELECT * INTO mirrored FROM campaigns_entry WHERE key = p_reverses;
        IF mirrored.id IS NULL OR mirrored.kind = 'reversal' OR p_kind <> 'reversal'
           OR mirrored.campaign_id IS DISTINCT FROM about THEN
            RAISE EXCEPTION '% cannot reverse %', p_key, p_reverses USING ERRCODE = 'TL006';
        END IF;
        meant := mirrored.kind;
        flow := -1;
    END IF;

    INSERT INTO campaigns_entry
        (kind, key, fingerprint, source, campaign_id, reverses_id, at, recorded_at)
    VALUES (p_kind, p_key, print, p_source, about,
            CASE WHEN flow = -1 THEN mirrored.id END, p_at, clock_timestamp())
    ON CONFLICT (key) DO NOTHING RETURNING id INTO written;
    IF written IS NULL THEN
        SELECT id, fingerprint INTO written, known FROM campaigns_entry WHERE key = p_key;
        IF known <> print THEN
            RAISE EXCEPTION 'key % is written already, with other content', p_key
                USING ERRCODE = 'TL001';
        END IF;
        RETURN QUERY SELECT written, false;
        RETURN;
    END IF;

    INSERT INTO campaigns_movement (entry_id, line, debit_id, credit_id, amount_cents, gift_id)
    SELECT written, place, d.id, c.id, (item->>'cents')::bigint, (item->>'gift')::bigint
      FROM jsonb_array_elements(p_lines) WITH ORDINALITY AS given(item, place)
      JOIN campaigns_account d ON d.code = item->>'debit'
      JOIN campaigns_account c ON c.code = item->>'credit';
    GET DIAGNOSTICS counted = ROW_COUNT;
    IF counted = 0 OR counted <> jsonb_array_length(p_lines) THEN
        RAISE EXCEPTION 'unknown account in %', p_lines USING ERRCODE = 'TL002';
    END IF;

    -- What is wrong with a line, if anything: no pattern, or an account of another campaign.
    SELECT d.code AS debit, c.code AS credit, pattern.entry_kind IS NULL AS is_strange INTO fault
      FROM campaigns_movement m
      JOIN campaigns_account d ON d.id = m.debit_id
      JOIN campaigns_account c ON c.id = m.credit_id
      LEFT JOIN campaigns_pattern pattern ON pattern.entry_kind = meant
       AND pattern.debit = CASE flow WHEN 1 THEN d.family ELSE c.family END
       AND pattern.credit = CASE flow WHEN 1 THEN c.family ELSE d.family END
     WHERE m.entry_id = written AND (
        pattern.entry_kind IS NULL
        OR coalesce(d.owner_id, CASE d.family WHEN 'campaign' THEN d.id END, about)
           IS DISTINCT FROM about
        OR coalesce(c.owner_id, CASE c.family WHEN 'campaign' THEN c.id END, about)
           IS DISTINCT FROM about)
     LIMIT 1;
    IF FOUND THEN
        RAISE EXCEPTION '% may not move % to %', meant, fault.debit, fault.credit
            USING ERRCODE = CASE WHEN fault.is_strange THEN 'TL003' ELSE 'TL004' END;
    END IF;

    IF flow = -1 AND EXISTS (
        SELECT FROM (SELECT * FROM campaigns_movement WHERE campaigns_movement.entry_id = written) n
        FULL JOIN (SELECT * FROM campaigns_movement
                    WHERE campaigns_movement.entry_id = mirrored.id) o USING (line)
        WHERE (n.debit_id, n.credit_id, n.amount_cents, n.gift_id)
              IS DISTINCT FROM (o.credit_id, o.debit_id, o.amount_cents, o.gift_id)
    ) THEN
        RAISE EXCEPTION '% is no mirror of %', p_key, p_reverses USING ERRCODE = 'TL006';
    END IF;

    -- Guarded accounts in the order of their numbers: two entries never wait for each other. One
    -- net update for each: limits judge where the entry ends, not how it gets there.
    FOR touched IN
        SELECT a.id, a.code, sum(side.dr) AS dr, sum(side.cr) AS cr, sum(side.raised) AS raised
          FROM (
            SELECT debit_id AS id, amount_cents AS dr, 0::bigint AS cr, 0::bigint AS raised
              FROM campaigns_movement WHERE campaigns_movement.entry_id = written
            UNION ALL
            SELECT credit_id, 0, amount_cents, 0
              FROM campaigns_movement WHERE campaigns_movement.entry_id = written
            UNION ALL
            SELECT about, 0, 0, m.amount_cents * pattern.raised * flow
              FROM campaigns_movement m
              JOIN campaigns_account d ON d.id = m.debit_id
              JOIN campaigns_account c ON c.id = m.credit_id
              JOIN campaigns_pattern pattern ON pattern.entry_kind = meant
               AND pattern.debit = CASE flow WHEN 1 THEN d.family ELSE c.family END
               AND pattern.credit = CASE flow WHEN 1 THEN c.family ELSE d.family END
             WHERE m.entry_id = written AND pattern.raised <> 0
          ) side
          JOIN campaigns_account a ON a.id = side.id AND a.is_guarded
         GROUP BY a.id ORDER BY a.id
    LOOP
        UPDATE campaigns_account a
           SET debits_cents = a.debits_cents + touched.dr,
               credits_cents = a.credits_cents + touched.cr,
               raised_cents = a.raised_cents + touched.raised
         WHERE a.id = touched.id AND NOT (a.state = 'closed' AND touched.cr > 0);
        IF NOT FOUND THEN
            RAISE EXCEPTION '% is closed', touched.code USING ERRCODE = 'TL005';
        END IF;
    END LOOP;
    RETURN QUERY SELECT written, true;
END $$;
"""

ALLOCATE = """
-- Decide once, under the campaign's lock, what a payment becomes; a repetition reads the decision.
CREATE FUNCTION ledger_allocate(
    p_key text, p_at timestamptz, p_source text, p_gift bigint, p_to text, p_over text,
    p_cents bigint
) RETURNS TABLE (entry_id bigint, is_new boolean) LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    target campaigns_account;
    known bigint;
    room bigint := p_cents;
    parts jsonb := '[]';
BEGIN
    SELECT * INTO target FROM campaigns_account WHERE code = p_to;
    IF target.id IS NULL THEN
        RAISE EXCEPTION 'unknown account %', p_to USING ERRCODE = 'TL002';
    END IF;
    IF target.family = 'campaign' THEN
        SELECT * INTO target FROM campaigns_account WHERE id = target.id FOR UPDATE;
    END IF;
    SELECT id INTO known FROM campaigns_entry WHERE key = p_key;
    IF known IS NOT NULL THEN
        RETURN QUERY SELECT known, false;
        RETURN;
    END IF;
    IF target.family = 'campaign' THEN
        -- The gift's own room comes back before it is counted.
        PERFORM ledger_end_hold(p_gift, 'used');
        SELECT * INTO target FROM campaigns_account WHERE id = target.id;
        room := CASE
            WHEN target.state = 'closed' THEN 0
            WHEN target.cap_cents IS NULL THEN p_cents
            ELSE least(p_cents, greatest(0, target.cap_cents - target.held_cents
                                            - target.credits_cents + target.debits_cents)) END;
    END IF;
    IF room > 0 THEN
        parts := parts || jsonb_build_array(jsonb_build_object(
            'debit', 'suspense', 'credit', p_to, 'cents', room, 'gift', p_gift));
    END IF;
    IF p_cents > room THEN
        parts := parts || jsonb_build_array(jsonb_build_object(
            'debit', 'suspense', 'credit', p_over, 'cents', p_cents - room, 'gift', p_gift));
    END IF;
    RETURN QUERY SELECT * FROM ledger_post('allocate', p_key, p_at, p_source,
        CASE target.family WHEN 'campaign' THEN p_to ELSE '' END, '', parts);
END $$;
"""

HOLDS = """
-- Keep room for a donor who is paying; false when the campaign takes no gift any more.
CREATE FUNCTION ledger_hold(p_account text, p_gift bigint, p_cents bigint, p_expires timestamptz)
RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    target campaigns_account;
    freed bigint;
BEGIN
    SELECT * INTO target FROM campaigns_account WHERE code = p_account FOR UPDATE;
    IF target.id IS NULL OR target.state <> 'open' THEN
        RETURN false;
    END IF;
    -- Room that nobody uses any more, and what this gift held before.
    WITH ended AS (
        UPDATE campaigns_hold SET state = 'released'
         WHERE account_id = target.id AND state = 'live'
           AND (expires_at < clock_timestamp() OR gift_id = p_gift)
        RETURNING amount_cents
    ) SELECT coalesce(sum(amount_cents), 0) INTO freed FROM ended;
    INSERT INTO campaigns_hold (account_id, gift_id, amount_cents, expires_at)
    VALUES (target.id, p_gift, p_cents, p_expires);
    UPDATE campaigns_account SET held_cents = held_cents - freed + p_cents WHERE id = target.id;
    RETURN true;
END $$;

-- Give the room back; false when there was none.
CREATE FUNCTION ledger_end_hold(p_gift bigint, p_state text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    ended record;
BEGIN
    -- The account first, as everywhere: two orders would be a deadlock.
    PERFORM FROM campaigns_account WHERE id = (
        SELECT account_id FROM campaigns_hold WHERE gift_id = p_gift AND state = 'live'
    ) FOR UPDATE;
    UPDATE campaigns_hold SET state = p_state WHERE gift_id = p_gift AND state = 'live'
    RETURNING account_id, amount_cents INTO ended;
    IF NOT FOUND THEN
        RETURN false;
    END IF;
    UPDATE campaigns_account SET held_cents = held_cents - ended.amount_cents
     WHERE id = ended.account_id;
    RETURN true;
END $$;
"""

ACCOUNTS = """
CREATE FUNCTION ledger_open(
    p_code text, p_family text, p_kind text, p_owner text, p_cap bigint
) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    opened bigint;
BEGIN
    INSERT INTO campaigns_account (code, family, kind, is_guarded, owner_id, cap_cents)
    VALUES (p_code, p_family, p_kind, p_family IN ('campaign', 'fund', 'refund', 'payable'),
            (SELECT id FROM campaigns_account WHERE code = p_owner), p_cap)
    ON CONFLICT (code) DO NOTHING RETURNING id INTO opened;
    RETURN coalesce(opened, (SELECT id FROM campaigns_account WHERE code = p_code));
END $$;

-- Wait until nobody else decides about an account, and read it.
CREATE FUNCTION ledger_lock(p_code text) RETURNS SETOF campaigns_account
LANGUAGE sql SECURITY DEFINER AS $$
    SELECT * FROM campaigns_account WHERE code = p_code FOR UPDATE;
$$;

-- Only forward: open, closing, closed. What was still held when it closes is given back.
CREATE FUNCTION ledger_set_state(p_code text, p_state text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    target campaigns_account;
BEGIN
    SELECT * INTO target FROM campaigns_account WHERE code = p_code FOR UPDATE;
    IF target.id IS NULL OR array_position(ARRAY['open', 'closing', 'closed'], p_state)
       IS NOT DISTINCT FROM NULL THEN
        RAISE EXCEPTION 'unknown account % or state %', p_code, p_state USING ERRCODE = 'TL002';
    END IF;
    IF array_position(ARRAY['open', 'closing', 'closed'], p_state)
       <= array_position(ARRAY['open', 'closing', 'closed'], target.state::text) THEN
        RETURN false;
    END IF;
    IF p_state = 'closed' THEN
        UPDATE campaigns_hold SET state = 'released'
         WHERE account_id = target.id AND state = 'live';
    END IF;
    UPDATE campaigns_account
       SET state = p_state, held_cents = CASE p_state WHEN 'closed' THEN 0 ELSE held_cents END
     WHERE id = target.id;
    RETURN true;
END $$;

-- Wait for the entries being written, and let none begin until this transaction ends.
CREATE FUNCTION ledger_freeze() RETURNS void LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
    LOCK TABLE campaigns_entry IN SHARE MODE;
END $$;

CREATE FUNCTION ledger_set_cap(p_code text, p_cap bigint) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
    UPDATE campaigns_account SET cap_cents = p_cap
     WHERE code = p_code AND family = 'campaign' AND state = 'open';
    RETURN FOUND;
END $$;
"""

RIGHTS = """
DO $$
DECLARE
    place regprocedure;
    reader record;
BEGIN
    FOR place IN SELECT p.oid::regprocedure FROM pg_proc p
                  WHERE p.pronamespace = current_schema()::regnamespace
                    AND p.proname LIKE 'ledger\\_%'
    LOOP
        EXECUTE format('ALTER FUNCTION %s SET search_path = %I, pg_temp', place, current_schema());
        EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', place);
    END LOOP;
    -- Whoever may read the accounts may run the functions, and write in no other way.
    FOR reader IN
        SELECT DISTINCT pg_get_userbyid(given.grantee) AS name
          FROM pg_class c, aclexplode(c.relacl) AS given
         WHERE c.oid = 'campaigns_account'::regclass
           AND given.grantee NOT IN (0, c.relowner)
    LOOP
        FOR place IN SELECT p.oid::regprocedure FROM pg_proc p
                      WHERE p.pronamespace = current_schema()::regnamespace
                        AND p.proname LIKE 'ledger\\_%'
        LOOP
            EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO %I', place, reader.name);
        END LOOP;
        EXECUTE format('REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON campaigns_account,
            campaigns_entry, campaigns_movement, campaigns_hold, campaigns_pattern,
            campaigns_statement FROM %I', reader.name);
    END LOOP;
END $$;
"""
REVERSE = """
DROP FUNCTION ledger_allocate, ledger_post, ledger_hold, ledger_end_hold, ledger_open, ledger_lock,
    ledger_freeze, ledger_set_state, ledger_set_cap
"""


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0003_ledger_is_append_only")]
    operations = [
        migrations.RunSQL([POST, HOLDS, ALLOCATE, ACCOUNTS], REVERSE),
        migrations.RunSQL(RIGHTS, migrations.RunSQL.noop),
    ]
