"""The accounts that exist from the first day, and the movements that each kind of entry may hold.

A copy of campaigns/domain/{accounts,patterns}.py as they are now: a change of theirs is a migration
of its own, and a test compares them with the tables.
Locks: none worth a word. Reverse: empties the patterns; accounts stay, since none may be deleted.
Tenants: only the national schema has these tables.
"""

from django.db import migrations

from campaigns.domain.accounts import FOUNDING, describe
from campaigns.domain.patterns import PATTERNS


def fill(apps, schema_editor):
    Account, Pattern = (apps.get_model("campaigns", name) for name in ("Account", "Pattern"))
    for code in FOUNDING:
        known = describe(code)
        Account.objects.create(
            code=code, family=known.family, kind=known.kind, is_guarded=known.is_guarded
        )
    Pattern.objects.bulk_create(
        Pattern(entry_kind=kind, debit=debit, credit=credit, raised=raised)
        for kind, debit, credit, raised in PATTERNS
    )


def empty(apps, schema_editor):
    apps.get_model("campaigns", "Pattern").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0004_ledger_writer")]
    operations = [migrations.RunPython(fill, empty)]
