"""Names written in the register get the account's number: closing it empties the name.

Locks: a brief ACCESS EXCLUSIVE on each table; nullable columns, no rewrite. Reverse: drops the
numbers; the names stay. Tenants: every site has these tables.
"""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('tne_sites', '0002_found_by_search'),
    ]

    operations = [
        migrations.AddField(
            model_name='agreementpaper',
            name='added_by_id',
            field=models.BigIntegerField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name='logentry',
            name='by_id',
            field=models.BigIntegerField(editable=False, null=True),
        ),
    ]
