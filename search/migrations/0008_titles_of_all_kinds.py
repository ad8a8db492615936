"""The index of lists by title serves lists of several kinds, such as the library.

Locks: SHARE on the catalogue while the index is made; publications wait some seconds.
Reverse: the index of 0007 again. Tenants: `public` alone has the catalogue.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("search", "0007_by_title")]

    operations = [
        migrations.RemoveIndex(model_name="entry", name="entry_by_title"),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(fields=["folded_title", "id"], name="entry_titles"),
        ),
    ]
