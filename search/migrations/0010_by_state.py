"""What succeeded, or national news, is read newest first without what is open or of one site.

Locks: SHARE on the catalogue while the index is made; publications wait some seconds.
Reverse: the index goes. Tenants: `public` alone has the catalogue.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("search", "0009_common_words")]

    operations = [
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(
                fields=["kind", "state", "-published_at", "-id"], name="entry_recent_by_state"
            ),
        ),
    ]
