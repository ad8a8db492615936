"""Names written on operations and alerts get the account's number: closing it empties the name.

Locks: a brief ACCESS EXCLUSIVE on each table; nullable columns, no rewrite. Reverse: drops the
numbers; the names stay. Tenants: `public` alone has these tables.
"""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('tenants', '0005_webhooks'),
    ]

    operations = [
        migrations.AddField(
            model_name='alert',
            name='resolved_by_id',
            field=models.BigIntegerField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name='siteoperation',
            name='asked_by_id',
            field=models.BigIntegerField(editable=False, null=True),
        ),
    ]
