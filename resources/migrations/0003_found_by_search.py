"""A page may be kept out of search alone.

Locks: a brief ACCESS EXCLUSIVE on each table; a constant default. Reverse: drops the choice.
Tenants: every site has these tables.
"""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('resources', '0002_peer_approval'),
    ]

    operations = [
        migrations.AddField(
            model_name='audiencepage',
            name='is_found',
            field=models.BooleanField(default=True, help_text='Untick to keep it out of search alone: lists, menus and feeds still show it.', verbose_name='found by what is typed'),
        ),
        migrations.AddField(
            model_name='beliefpage',
            name='is_found',
            field=models.BooleanField(default=True, help_text='Untick to keep it out of search alone: lists, menus and feeds still show it.', verbose_name='found by what is typed'),
        ),
        migrations.AddField(
            model_name='diagnosispage',
            name='is_found',
            field=models.BooleanField(default=True, help_text='Untick to keep it out of search alone: lists, menus and feeds still show it.', verbose_name='found by what is typed'),
        ),
        migrations.AddField(
            model_name='guidepage',
            name='is_found',
            field=models.BooleanField(default=True, help_text='Untick to keep it out of search alone: lists, menus and feeds still show it.', verbose_name='found by what is typed'),
        ),
        migrations.AddField(
            model_name='kitpage',
            name='is_found',
            field=models.BooleanField(default=True, help_text='Untick to keep it out of search alone: lists, menus and feeds still show it.', verbose_name='found by what is typed'),
        ),
        migrations.AddField(
            model_name='librarypage',
            name='is_found',
            field=models.BooleanField(default=True, help_text='Untick to keep it out of search alone: lists, menus and feeds still show it.', verbose_name='found by what is typed'),
        ),
        migrations.AddField(
            model_name='linkdirectorypage',
            name='is_found',
            field=models.BooleanField(default=True, help_text='Untick to keep it out of search alone: lists, menus and feeds still show it.', verbose_name='found by what is typed'),
        ),
        migrations.AddField(
            model_name='projectsheetpage',
            name='is_found',
            field=models.BooleanField(default=True, help_text='Untick to keep it out of search alone: lists, menus and feeds still show it.', verbose_name='found by what is typed'),
        ),
        migrations.AddField(
            model_name='resourcepage',
            name='is_found',
            field=models.BooleanField(default=True, help_text='Untick to keep it out of search alone: lists, menus and feeds still show it.', verbose_name='found by what is typed'),
        ),
        migrations.AddField(
            model_name='shelfpage',
            name='is_found',
            field=models.BooleanField(default=True, help_text='Untick to keep it out of search alone: lists, menus and feeds still show it.', verbose_name='found by what is typed'),
        ),
    ]
