"""Territorial meetings, seminars and meetings of school districts are kinds of workshops.

Locks: none, the choices are not in the database. Reverse: nothing. Tenants: every site has this table.
"""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('tne_sites', '0003_who_wrote'),
    ]

    operations = [
        migrations.AlterField(
            model_name='workshop',
            name='kind',
            field=models.CharField(choices=[('workshop', 'Workshop'), ('cafe', 'Parents’ café'), ('meeting', 'Meeting'), ('conference', 'Conference'), ('webinar', 'Webinar'), ('drop_in', 'Drop-in session'), ('territorial', 'Territorial meeting'), ('seminar', 'Seminar'), ('district', 'Meeting of a school district'), ('training', 'Training of intervenors')], default='workshop', max_length=16, verbose_name='kind'),
        ),
    ]
