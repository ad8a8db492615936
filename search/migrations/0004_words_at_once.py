"""Words are added to the index at once: a list of things to add later is read at each search.

Locks: writes of `search_word` wait while its index is made again; only the job `search.learn`
writes there. Reverse: the index as it was. Tenants: `public` alone has it.
"""

import django.contrib.postgres.indexes
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [("search", "0003_editors")]

    operations = [
        migrations.RemoveIndex(model_name="word", name="search_word_keys"),
        migrations.AddIndex(
            model_name="word",
            index=django.contrib.postgres.indexes.GinIndex(fastupdate=False, fields=["keys"], name="search_word_keys"),
        ),
    ]
