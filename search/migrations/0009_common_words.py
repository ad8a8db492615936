"""Arrays of what common words are in, and an index of the words of titles, the shortest first.

Locks: new tables; a trigger on the catalogue (a brief SHARE ROW EXCLUSIVE); SHARE on the postings
while their index is made, some ten seconds for a million entries: publications wait.
Reverse: drops them; the job `search.common` fills the tables again.
Tenants: `public` alone has them.
"""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

# A word of a title has the length of the title as its frequency, below zero.
BY_SIZE = """
CREATE INDEX search_posting_by_size
    ON public.search_posting (term, frequency DESC, entry_id) WHERE frequency < 0;
"""
# Nothing that removes an entry can forget that arrays still hold it.
GONE = """
CREATE FUNCTION public.search_snapshot_told() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO public.search_gone (entry_id) SELECT id FROM old_entries ORDER BY id
        ON CONFLICT (entry_id) DO NOTHING;
    RETURN NULL;
END $$;
CREATE TRIGGER search_snapshot_told AFTER DELETE ON public.search_entry
    REFERENCING OLD TABLE AS old_entries
    FOR EACH STATEMENT EXECUTE FUNCTION public.search_snapshot_told();
"""


class Migration(migrations.Migration):
    dependencies = [("search", "0008_titles_of_all_kinds")]

    operations = [
        migrations.CreateModel(
            name="Gone",
            fields=[
                ("entry_id", models.BigIntegerField(primary_key=True, serialize=False)),
            ],
        ),
        migrations.CreateModel(
            name="Snapshot",
            fields=[
                ("number", models.BigAutoField(primary_key=True, serialize=False)),
                ("version", models.BigIntegerField()),
                ("made_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("entries", models.BinaryField()),
                ("profiles", models.BinaryField()),
                ("lengths", models.BinaryField()),
                ("ends", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="Common",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("snapshot", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="search.snapshot")),
                ("term", models.BigIntegerField()),
                ("places", models.BinaryField()),
                ("frequencies", models.BinaryField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("snapshot", "term"), name="search_common_once")
                ],
            },
        ),
        migrations.RunSQL(GONE, "DROP FUNCTION public.search_snapshot_told() CASCADE"),
        migrations.RunSQL(BY_SIZE, "DROP INDEX public.search_posting_by_size"),
    ]
