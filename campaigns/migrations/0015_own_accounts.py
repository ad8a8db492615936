"""Accounts for the bank's fees and the platform's own money, and the movements that reach them.

A new database has them since 0005, which reads the chart of today: what is there stays as it is.
Locks: none worth a word. Reverse: nothing, since no account may be deleted.
Tenants: only the national schema has these tables.
"""

from django.db import migrations

from campaigns.domain.accounts import BANK_FEES, OWN, describe
from campaigns.domain.patterns import PATTERNS


def add(apps, schema_editor):
    Account, Pattern = (apps.get_model("campaigns", name) for name in ("Account", "Pattern"))
    for code in (BANK_FEES, OWN):
        known = describe(code)
        described = {
            "family": known.family,
            "kind": known.kind,
            "is_guarded": known.is_guarded,
        }
        Account.objects.get_or_create(code=code, defaults=described)
    Pattern.objects.bulk_create(
        (
            Pattern(entry_kind=kind, debit=debit, credit=credit, raised=raised)
            for kind, debit, credit, raised in PATTERNS
        ),
        ignore_conflicts=True,
    )


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0014_bank_books")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
