"""Editors' words, promoted results, and what visitors asked.

Locks: new tables only. Reverse: drops them, and what editors wrote with them.
Tenants: `public` alone has them.
"""

import django.contrib.postgres.fields
import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('search', '0002_engine'),
    ]

    operations = [
        migrations.CreateModel(
            name='WordingVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('synonyms', models.TextField(blank=True, verbose_name='synonyms')),
                ('stop_words', models.TextField(blank=True, verbose_name='words to leave out')),
                ('saved_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('saved_by', models.CharField(editable=False, max_length=150)),
            ],
            options={
                'verbose_name': 'version of search words',
                'verbose_name_plural': 'versions of search words',
            },
        ),
        migrations.CreateModel(
            name='Asked',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', models.DateField()),
                ('schema', models.CharField(max_length=63)),
                ('text', models.CharField(max_length=100)),
                ('visitors', models.PositiveIntegerField(default=0)),
                ('without_result', models.PositiveIntegerField(default=0)),
                ('clicks', models.PositiveIntegerField(default=0)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('month', 'schema', 'text'), name='search_asked_once')],
            },
        ),
        migrations.CreateModel(
            name='AskedBy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', models.DateField()),
                ('digest', models.CharField(max_length=32)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('month', 'digest'), name='search_asked_by_once')],
            },
        ),
        migrations.CreateModel(
            name='Promotion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('queries', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=200), verbose_name='searches')),
                ('schema', models.CharField(blank=True, max_length=63, verbose_name='site')),
                ('title', models.CharField(max_length=200, verbose_name='title')),
                ('text', models.CharField(blank=True, max_length=300, verbose_name='text')),
                ('url', models.CharField(max_length=500, verbose_name='address')),
                ('is_redirect', models.BooleanField(default=False, verbose_name='leads straight there')),
                ('until', models.DateField(blank=True, null=True, verbose_name='until')),
            ],
            options={
                'verbose_name': 'promoted result',
                'verbose_name_plural': 'promoted results',
                'ordering': ('title', 'pk'),
                'constraints': [models.CheckConstraint(condition=models.Q(('url__startswith', '/'), ('url__startswith', 'https://'), _connector='OR'), name='search_promotion_url')],
            },
        ),
    ]
