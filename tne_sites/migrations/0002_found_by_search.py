"""A page may be kept out of search alone.

Locks: a brief ACCESS EXCLUSIVE on each table; a constant default. Reverse: drops the choice.
Tenants: every site has these tables.
"""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('tne_sites', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='professionalspage',
            name='is_found',
            field=models.BooleanField(default=True, help_text='Untick to keep it out of search alone: lists, menus and feeds still show it.', verbose_name='found by what is typed'),
        ),
        migrations.AddField(
            model_name='resourceparentpage',
            name='is_found',
            field=models.BooleanField(default=True, help_text='Untick to keep it out of search alone: lists, menus and feeds still show it.', verbose_name='found by what is typed'),
        ),
        migrations.AddField(
            model_name='territorypage',
            name='is_found',
            field=models.BooleanField(default=True, help_text='Untick to keep it out of search alone: lists, menus and feeds still show it.', verbose_name='found by what is typed'),
        ),
    ]
