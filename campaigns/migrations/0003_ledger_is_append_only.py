"""The database refuses to change the past, whatever the code above it does, its owner included.

Locks: a brief SHARE ROW EXCLUSIVE on each table; reads no row; safe with traffic.
Reverse: drops the triggers and their functions; loses no data.
Tenants: only the national schema has these tables.
"""

from django.db import migrations

FORWARD = """
CREATE FUNCTION refuse_ledger_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the ledger is append-only (%): post a reversal instead', TG_TABLE_NAME
        USING ERRCODE = '23001';
END $$;

CREATE TRIGGER entry_append_only BEFORE UPDATE OR DELETE ON campaigns_entry
    FOR EACH ROW EXECUTE FUNCTION refuse_ledger_change();
CREATE TRIGGER entry_never_emptied BEFORE TRUNCATE ON campaigns_entry
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_ledger_change();
CREATE TRIGGER movement_append_only BEFORE UPDATE OR DELETE ON campaigns_movement
    FOR EACH ROW EXECUTE FUNCTION refuse_ledger_change();
CREATE TRIGGER movement_never_emptied BEFORE TRUNCATE ON campaigns_movement
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_ledger_change();
CREATE TRIGGER statement_append_only BEFORE UPDATE OR DELETE ON campaigns_statement
    FOR EACH ROW EXECUTE FUNCTION refuse_ledger_change();
CREATE TRIGGER statement_never_emptied BEFORE TRUNCATE ON campaigns_statement
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_ledger_change();
CREATE TRIGGER account_never_deleted BEFORE DELETE ON campaigns_account
    FOR EACH ROW EXECUTE FUNCTION refuse_ledger_change();
CREATE TRIGGER account_never_emptied BEFORE TRUNCATE ON campaigns_account
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_ledger_change();
-- An account's figures move; what it is does not, and a closed one stays closed.
CREATE TRIGGER account_stays_itself BEFORE UPDATE ON campaigns_account FOR EACH ROW
    WHEN ((OLD.code, OLD.family, OLD.kind, OLD.is_guarded, OLD.owner_id)
          IS DISTINCT FROM (NEW.code, NEW.family, NEW.kind, NEW.is_guarded, NEW.owner_id)
          OR (OLD.state = 'closed' AND NEW.state <> 'closed'))
    EXECUTE FUNCTION refuse_ledger_change();
"""
REVERSE = "DROP FUNCTION refuse_ledger_change() CASCADE"  # takes the triggers with it


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0002_ledger")]
    operations = [migrations.RunSQL(FORWARD, REVERSE)]
