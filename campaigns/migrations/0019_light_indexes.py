"""Lighter indexes for what every gift writes; and the round of the nights that check the past.

Of an entry's six indexes two are left whole: those for LIKE that nobody asks go, those of columns
that are mostly empty hold the rest alone, and time is looked up by ranges of blocks. Gifts are
looked up by the address as it is kept.

Locks: ACCESS EXCLUSIVE on entries and gifts while their indexes are built: seconds for a million.
Reverse: the indexes of before; the rounds are lost. Tenants: only the national schema.
"""

import campaigns.models.gift
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('campaigns', '0018_days_are_sealed'),
    ]

    operations = [
        migrations.CreateModel(
            name='CheckRound',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('next_number', models.PositiveIntegerField(default=1)),
                ('troubled', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveIntegerField(), default=list)),
                ('began_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('ended_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.RemoveIndex(
            model_name='entry',
            name='entry_by_time',
        ),
        migrations.RemoveIndex(
            model_name='gift',
            name='gift_by_address',
        ),
        migrations.AlterField(
            model_name='entry',
            name='campaign',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='campaigns.account'),
        ),
        migrations.AlterField(
            model_name='entry',
            name='key',
            field=models.CharField(max_length=120),
        ),
        migrations.AlterField(
            model_name='entry',
            name='reverses',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='campaigns.entry'),
        ),
        migrations.AlterField(
            model_name='gift',
            name='reference',
            field=models.CharField(default=campaigns.models.gift.new_reference, editable=False, max_length=12),
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(condition=models.Q(('campaign__isnull', False)), fields=['campaign'], name='entry_of_campaign'),
        ),
        migrations.AddIndex(
            model_name='entry',
            index=django.contrib.postgres.indexes.BrinIndex(autosummarize=True, fields=['recorded_at'], name='entry_by_time'),
        ),
        migrations.AddIndex(
            model_name='gift',
            index=models.Index(fields=['donor_email'], name='gift_by_address'),
        ),
        migrations.AddIndex(
            model_name='gift',
            index=django.contrib.postgres.indexes.BrinIndex(autosummarize=True, fields=['created_at'], name='gift_by_time'),
        ),
        migrations.AddConstraint(
            model_name='entry',
            constraint=models.UniqueConstraint(fields=('key',), name='entry_key_once'),
        ),
        migrations.AddConstraint(
            model_name='entry',
            constraint=models.UniqueConstraint(condition=models.Q(('reverses__isnull', False)), fields=('reverses',), name='entry_reversed_once'),
        ),
        migrations.AddConstraint(
            model_name='gift',
            constraint=models.UniqueConstraint(fields=('reference',), name='gift_reference_once'),
        ),
        migrations.AddConstraint(
            model_name='checkround',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('ended_at',), name='check_round_one_at_a_time', nulls_distinct=False),
        ),
    ]
