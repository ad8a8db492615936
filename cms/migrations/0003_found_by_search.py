"""A page may be kept out of search alone.

Locks: a brief ACCESS EXCLUSIVE on each table; a constant default. Reverse: drops the choice.
Tenants: every site has these tables.
"""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cms', '0002_file_text'),
    ]

    operations = [
        migrations.AddField(
            model_name='accessibilitystatementpage',
            name='is_found',
            field=models.BooleanField(default=True, help_text='Untick to keep it out of search alone: lists, menus and feeds still show it.', verbose_name='found by what is typed'),
        ),
        migrations.AddField(
            model_name='contactpage',
            name='is_found',
            field=models.BooleanField(default=True, help_text='Untick to keep it out of search alone: lists, menus and feeds still show it.', verbose_name='found by what is typed'),
        ),
        migrations.AddField(
            model_name='cookiespage',
            name='is_found',
            field=models.BooleanField(default=True, help_text='Untick to keep it out of search alone: lists, menus and feeds still show it.', verbose_name='found by what is typed'),
        ),
        migrations.AddField(
            model_name='departmenthomepage',
            name='is_found',
            field=models.BooleanField(default=True, help_text='Untick to keep it out of search alone: lists, menus and feeds still show it.', verbose_name='found by what is typed'),
        ),
        migrations.AddField(
            model_name='faqpage',
            name='is_found',
            field=models.BooleanField(default=True, help_text='Untick to keep it out of search alone: lists, menus and feeds still show it.', verbose_name='found by what is typed'),
        ),
        migrations.AddField(
            model_name='legalnoticepage',
            name='is_found',
            field=models.BooleanField(default=True, help_text='Untick to keep it out of search alone: lists, menus and feeds still show it.', verbose_name='found by what is typed'),
        ),
        migrations.AddField(
            model_name='nationalhomepage',
            name='is_found',
            field=models.BooleanField(default=True, help_text='Untick to keep it out of search alone: lists, menus and feeds still show it.', verbose_name='found by what is typed'),
        ),
        migrations.AddField(
            model_name='newsindexpage',
            name='is_found',
            field=models.BooleanField(default=True, help_text='Untick to keep it out of search alone: lists, menus and feeds still show it.', verbose_name='found by what is typed'),
        ),
        migrations.AddField(
            model_name='newspage',
            name='is_found',
            field=models.BooleanField(default=True, help_text='Untick to keep it out of search alone: lists, menus and feeds still show it.', verbose_name='found by what is typed'),
        ),
        migrations.AddField(
            model_name='partnerspage',
            name='is_found',
            field=models.BooleanField(default=True, help_text='Untick to keep it out of search alone: lists, menus and feeds still show it.', verbose_name='found by what is typed'),
        ),
        migrations.AddField(
            model_name='privacypage',
            name='is_found',
            field=models.BooleanField(default=True, help_text='Untick to keep it out of search alone: lists, menus and feeds still show it.', verbose_name='found by what is typed'),
        ),
        migrations.AddField(
            model_name='sitemappage',
            name='is_found',
            field=models.BooleanField(default=True, help_text='Untick to keep it out of search alone: lists, menus and feeds still show it.', verbose_name='found by what is typed'),
        ),
        migrations.AddField(
            model_name='standardpage',
            name='is_found',
            field=models.BooleanField(default=True, help_text='Untick to keep it out of search alone: lists, menus and feeds still show it.', verbose_name='found by what is typed'),
        ),
        migrations.AddField(
            model_name='termspage',
            name='is_found',
            field=models.BooleanField(default=True, help_text='Untick to keep it out of search alone: lists, menus and feeds still show it.', verbose_name='found by what is typed'),
        ),
    ]
