"""Settlements; and the paths by which a success that fell under its minimum is given back.

Locks: none worth a word. Reverse: drops the table; the paths stay, since entries may have used them.
Tenants: only the national schema has these tables.
"""

import django.db.models.deletion
import django.db.models.functions.datetime
import uuid
from django.conf import settings
from django.db import migrations, models


PATHS = [
    (debit, credit) for debit in ("payable", "commission") for credit in ("refund", "fund")
]


def add_paths(apps, schema_editor):
    Pattern = apps.get_model("campaigns", "Pattern")
    Pattern.objects.bulk_create(
        [
            Pattern(entry_kind="fail", debit=debit, credit=credit, raised=0)
            for debit, credit in PATHS
        ],
        ignore_conflicts=True,
    )


class Migration(migrations.Migration):

    dependencies = [
        ('campaigns', '0007_gifts'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Settlement',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('success', 'success'), ('failure', 'failure'), ('refusal', 'refusal of a gift'), ('cancellation', 'cancellation')], max_length=12, verbose_name='kind')),
                ('state', models.CharField(choices=[('waiting', 'to be approved'), ('running', 'being carried out'), ('done', 'carried out')], default='waiting', max_length=8, verbose_name='state')),
                ('raised_cents', models.BigIntegerField(verbose_name='raised')),
                ('to_structure_cents', models.BigIntegerField(default=0, verbose_name='to the structure')),
                ('to_platform_cents', models.BigIntegerField(default=0, verbose_name='to the platform')),
                ('to_donors_cents', models.BigIntegerField(default=0, verbose_name='back to donors')),
                ('to_funds_cents', models.BigIntegerField(default=0, verbose_name='to funds and patrons')),
                ('refunds', models.PositiveIntegerField(default=0, verbose_name='gifts given back')),
                ('redistributed', models.PositiveIntegerField(default=0, verbose_name='gifts left to the fund')),
                ('boosts', models.PositiveIntegerField(default=0, verbose_name='boosts returned')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='reason, kept private')),
                ('wanted', models.PositiveSmallIntegerField(default=0, verbose_name='approvals wanted')),
                ('prepared_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('done_at', models.DateTimeField(null=True, verbose_name='carried out')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='settlements', to='campaigns.campaign')),
                ('first_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('gift', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='settlements', to='campaigns.gift')),
                ('second_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'settlement',
                'verbose_name_plural': 'settlements',
                'ordering': ['-prepared_at'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('gift', None)), fields=('campaign', 'kind'), name='settlement_once'), models.UniqueConstraint(condition=models.Q(('gift__isnull', False)), fields=('gift',), name='settlement_once_per_gift'), models.CheckConstraint(condition=models.Q(('second_by', None), models.Q(('second_by', models.F('first_by')), _negated=True), _connector='OR'), name='settlement_takes_two_persons'), models.CheckConstraint(condition=models.Q(('state', 'waiting'), ('wanted', 0), models.Q(('first_by__isnull', False), ('second_by__isnull', False)), _connector='OR'), name='settlement_approved_before_it_runs'), models.CheckConstraint(condition=models.Q(models.Q(('gift__isnull', False), ('kind', 'refusal')), models.Q(models.Q(('kind', 'refusal'), _negated=True), ('gift', None)), _connector='OR'), name='settlement_refusal_has_its_gift')],
            },
        ),
        migrations.RunPython(add_paths, migrations.RunPython.noop),
    ]
