"""The words of files, read by the worker for search.

Locks: a new table. Reverse: drops it; the job `cms.file_text` fills it again.
Tenants: every site has its own, as it has its library.
"""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cms', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='FileText',
            fields=[
                ('document', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='words', serialize=False, to='cms.document', verbose_name='document')),
                ('file_name', models.CharField(max_length=255)),
                ('state', models.CharField(choices=[('read', 'Its words are found by search.'), ('empty', 'It holds no words: a scanned page is a picture. Send a version with text.'), ('locked', 'A password keeps it: nobody can open it. Send a version without.'), ('damaged', 'It cannot be read: it is damaged. Export it again.'), ('too_large', 'It is too large to be read: split it, or lighten its pictures.'), ('too_long', 'It takes too long to be read: export it again, or split it.')], max_length=12)),
                ('text', models.TextField(blank=True)),
                ('read_at', models.DateTimeField(auto_now=True)),
            ],
            options={
                'verbose_name': 'words of a file',
                'verbose_name_plural': 'words of files',
            },
        ),
    ]
