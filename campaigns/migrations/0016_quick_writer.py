"""The writer of entries, with fewer questions for the same refusals; a gift in one call.

`ledger_post` reads each account once, by its key; `ledger_take` receives a payment and allocates it. What they refuse, and under which lock, stays as it was
(docs/money-guarantees.md).

Accounts are updated all the time: a page keeps room for that, so that their indexes stay as they
are. Locks: a brief SHARE UPDATE EXCLUSIVE. Reverse: the functions of 0004 again.
Tenants: only the national schema has these functions; their search_path is fixed to it.
"""

from importlib import import_module

from django.db import migrations

before = import_module("campaigns.migrations.0004_ledger_writer")

POST = """
-- Write one fact, once. Lines: [{"debit": code, "credit": code, "cents": n, "gift": id or null}].
CREATE FUNCTION ledger_post(
    p_kind text, p_key text, p_at timestamptz, p_source text, p_campaign text, p_reverses text,
    p_lines jsonb, OUT entry_id bigint, OUT is_new boolean
) LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    print bytea := sha256(convert_to(
        concat_ws('|', p_kind, p_campaign, p_reverses, p_lines::text), 'UTF8'));
    about bigint;           -- account of the campaign
    mirrored campaigns_entry;  -- the entry that this one reverses
    meant text := p_kind;   -- kind whose patterns hold
    flow smallint := 1;     -- -1 when lines are mirrored
    known bytea;
    item jsonb;             -- one line, and the accounts that it names
    giver campaigns_account;
    taker campaigns_account;
    cents bigint;
    effect smallint;        -- of the line, on what the campaign raised
    touched record;
    -- What the lines do to guarded accounts, one place each.
    ids bigint[] := '{}'; debited bigint[] := '{}'; credited bigint[] := '{}';
    raised bigint[] := '{}';
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
    ON CONFLICT (key) DO NOTHING RETURNING id INTO entry_id;
    is_new := entry_id IS NOT NULL;
    IF NOT is_new THEN
        SELECT id, fingerprint INTO entry_id, known FROM campaigns_entry WHERE key = p_key;
        IF known <> print THEN
            RAISE EXCEPTION 'key % is written already, with other content', p_key
                USING ERRCODE = 'TL001';
        END IF;
        RETURN;
    END IF;

    -- Line by line, each account by its key: there are one or two.
    IF jsonb_array_length(p_lines) = 0 THEN
        RAISE EXCEPTION 'no line in %', p_key USING ERRCODE = 'TL002';
    END IF;
    FOR place IN 1 .. jsonb_array_length(p_lines) LOOP
        item := p_lines->(place - 1);
        SELECT * INTO giver FROM campaigns_account WHERE code = item->>'debit';
        SELECT * INTO taker FROM campaigns_account WHERE code = item->>'credit';
        IF giver.id IS NULL OR taker.id IS NULL THEN
            RAISE EXCEPTION 'unknown account in %', item USING ERRCODE = 'TL002';
        END IF;
        SELECT pattern.raised * flow INTO effect FROM campaigns_pattern pattern
         WHERE pattern.entry_kind = meant
           AND pattern.debit = CASE flow WHEN 1 THEN giver.family ELSE taker.family END
           AND pattern.credit = CASE flow WHEN 1 THEN taker.family ELSE giver.family END;
        IF effect IS NULL THEN
            RAISE EXCEPTION '% may not move % to %', meant, giver.code, taker.code
                USING ERRCODE = 'TL003';
        END IF;
        IF coalesce(giver.owner_id, CASE giver.family WHEN 'campaign' THEN giver.id END, about)
               IS DISTINCT FROM about
           OR coalesce(taker.owner_id, CASE taker.family WHEN 'campaign' THEN taker.id END, about)
               IS DISTINCT FROM about THEN
            RAISE EXCEPTION '% may not move % to %', meant, giver.code, taker.code
                USING ERRCODE = 'TL004';
        END IF;
        cents := (item->>'cents')::bigint;
        INSERT INTO campaigns_movement (entry_id, line, debit_id, credit_id, amount_cents, gift_id)
        VALUES (ledger_post.entry_id, place, giver.id, taker.id, cents, (item->>'gift')::bigint);
        IF giver.is_guarded THEN
            ids := ids || giver.id; debited := debited || cents;
            credited := credited || 0::bigint; raised := raised || 0::bigint;
        END IF;
        IF taker.is_guarded THEN
            ids := ids || taker.id; debited := debited || 0::bigint;
            credited := credited || cents; raised := raised || 0::bigint;
        END IF;
        IF effect <> 0 THEN
            ids := ids || about; debited := debited || 0::bigint;
            credited := credited || 0::bigint; raised := raised || cents * effect;
        END IF;
    END LOOP;

    IF flow = -1 AND EXISTS (
        SELECT FROM (SELECT * FROM campaigns_movement
                      WHERE campaigns_movement.entry_id = ledger_post.entry_id) n
        FULL JOIN (SELECT * FROM campaigns_movement
                    WHERE campaigns_movement.entry_id = mirrored.id) o USING (line)
        WHERE (n.debit_id, n.credit_id, n.amount_cents, n.gift_id)
              IS DISTINCT FROM (o.credit_id, o.debit_id, o.amount_cents, o.gift_id)
    ) THEN
        RAISE EXCEPTION '% is no mirror of %', p_key, p_reverses USING ERRCODE = 'TL006';
    END IF;

    -- In the order of their numbers: two entries never wait for each other. One net update for
    -- each: limits judge where the entry ends, not how it gets there.
    IF ids = '{}' THEN
        RETURN;
    END IF;
    FOR touched IN
        SELECT side.id, sum(side.dr) AS dr, sum(side.cr) AS cr, sum(side.up) AS up
          FROM unnest(ids, debited, credited, raised) AS side(id, dr, cr, up)
         GROUP BY side.id ORDER BY side.id
    LOOP
        UPDATE campaigns_account a
           SET debits_cents = a.debits_cents + touched.dr,
               credits_cents = a.credits_cents + touched.cr,
               raised_cents = a.raised_cents + touched.up
         WHERE a.id = touched.id AND NOT (a.state = 'closed' AND touched.cr > 0);
        IF NOT FOUND THEN
            RAISE EXCEPTION 'account % is closed', touched.id USING ERRCODE = 'TL005';
        END IF;
    END LOOP;
END $$;
"""

ALLOCATE = """
-- Decide once, under the campaign's lock, what a payment becomes; a repetition reads the decision.
CREATE FUNCTION ledger_allocate(
    p_key text, p_at timestamptz, p_source text, p_gift bigint, p_to text, p_over text,
    p_cents bigint, OUT entry_id bigint, OUT is_new boolean
) LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    target campaigns_account;
    freed bigint;
    room bigint := p_cents;
    parts jsonb := '[]';
BEGIN
    SELECT * INTO target FROM campaigns_account WHERE code = p_to AND family = 'campaign'
       FOR UPDATE;
    IF target.id IS NULL AND NOT EXISTS (SELECT FROM campaigns_account WHERE code = p_to) THEN
        RAISE EXCEPTION 'unknown account %', p_to USING ERRCODE = 'TL002';
    END IF;
    SELECT id INTO entry_id FROM campaigns_entry WHERE key = p_key;
    IF entry_id IS NOT NULL THEN
        is_new := false;
        RETURN;
    END IF;
    IF target.id IS NOT NULL THEN
        -- The gift's own room comes back before it is counted.
        UPDATE campaigns_hold SET state = 'used'
         WHERE gift_id = p_gift AND state = 'live' AND account_id = target.id
        RETURNING amount_cents INTO freed;
        IF FOUND THEN
            UPDATE campaigns_account SET held_cents = held_cents - freed WHERE id = target.id
            RETURNING held_cents INTO target.held_cents;
        END IF;
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
    SELECT made.entry_id, made.is_new INTO entry_id, is_new
      FROM ledger_post('allocate', p_key, p_at, p_source,
                       CASE WHEN target.id IS NULL THEN '' ELSE p_to END, '', parts) made;
END $$;
"""

TAKE = """
-- What the provider says was paid, and what becomes of it: both entries of a gift, each once.
CREATE FUNCTION ledger_take(
    p_payment text, p_at timestamptz, p_gift bigint, p_to text, p_over text, p_cents bigint,
    OUT entry_id bigint, OUT is_new boolean
) LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
    PERFORM ledger_post('receive', 'receive:' || p_payment, p_at, 'payment:' || p_payment, '', '',
        jsonb_build_array(jsonb_build_object(
            'debit', 'psp:stripe', 'credit', 'suspense', 'cents', p_cents, 'gift', NULL)));
    SELECT made.entry_id, made.is_new INTO entry_id, is_new
      FROM ledger_allocate('allocate:' || p_payment, p_at, 'payment:' || p_payment, p_gift, p_to,
                           p_over, p_cents) made;
END $$;
"""
GONE = "DROP FUNCTION ledger_allocate, ledger_post"
ROOM = "ALTER TABLE {} SET (fillfactor = 70)"
FULL = "ALTER TABLE {} RESET (fillfactor)"
UPDATED = ("campaigns_account", "campaigns_hold")


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0015_own_accounts")]
    operations = [
        migrations.RunSQL([GONE, POST, ALLOCATE], [GONE, before.POST, before.ALLOCATE]),
        migrations.RunSQL([TAKE], "DROP FUNCTION ledger_take"),
        *(migrations.RunSQL(ROOM.format(name), FULL.format(name)) for name in UPDATED),
        migrations.RunSQL(before.RIGHTS, migrations.RunSQL.noop),
    ]
