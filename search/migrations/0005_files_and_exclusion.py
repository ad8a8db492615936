"""The words of a page's files, beside its own; and what no text may find.

Locks: a brief ACCESS EXCLUSIVE on the catalogue; constant defaults write no row. Reverse: drops
both, which `rebuild_catalogue` brings back. Tenants: `public` alone has it.
"""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('search', '0004_words_at_once'),
    ]

    operations = [
        migrations.AddField(
            model_name='entry',
            name='attached',
            field=models.TextField(blank=True, db_default=''),
        ),
        migrations.AddField(
            model_name='entry',
            name='is_found',
            field=models.BooleanField(db_default=True),
        ),
    ]
