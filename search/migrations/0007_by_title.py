"""An index for lists by title: a long one reads its page alone.

Locks: SHARE on the catalogue while the index is made; publications wait some seconds.
Reverse: drops it. Tenants: `public` alone has the catalogue.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("search", "0006_profiles")]

    operations = [
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(fields=["kind", "folded_title", "id"], name="entry_by_title"),
        ),
    ]
