"""The database refuses to change or remove what the audit log says, whatever the code above it does.

Locks: a brief SHARE ROW EXCLUSIVE on the table; reads no row; safe with traffic.
Reverse: drops the trigger and its function; loses no data.
Tenants: only `public` has this table.
Not covered: TRUNCATE, which the production role is not granted.
"""

from django.db import migrations

FORWARD = """
CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit log is append-only';
END $$;
CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE ON tenants_auditentry
    FOR EACH ROW EXECUTE FUNCTION refuse_audit_change();
"""
REVERSE = "DROP FUNCTION refuse_audit_change() CASCADE"  # takes the trigger with it


class Migration(migrations.Migration):
    dependencies = [("tenants", "0002_plumbing")]
    operations = [migrations.RunSQL(FORWARD, REVERSE)]
