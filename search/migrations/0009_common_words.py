"""Arrays of what common words are in, and indexes of titles and their words, the shortest first.

Locks: new tables; a trigger on the catalogue (a brief SHARE ROW EXCLUSIVE); SHARE on the catalogue
and the postings while an index of each is made, a minute for a million entries: publications wait.
Reverse: drops them; the job `search.common` fills the tables again.
Tenants: `public` alone has them.
"""

import uuid

import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.datetime
import django.db.models.functions.text
from django.db import migrations, models

# A word of a title has the length of the title as its frequency, below zero.
BY_SIZE = """
CREATE INDEX search_posting_by_size
    ON public.search_posting (term, frequency DESC, entry_id) INCLUDE (profile)
    WHERE frequency < 0;
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
                ("id", models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
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
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(
                django.db.models.functions.text.Length("folded_title"),
                django.contrib.postgres.indexes.OpClass("folded_title", name="text_pattern_ops"),
                condition=models.Q(("is_found", True)),
                include=["id", "profile", "popularity", "starts_at", "ends_at"],
                name="entry_first_letters",
            ),
        ),
        migrations.RunSQL(GONE, "DROP FUNCTION public.search_snapshot_told() CASCADE"),
        migrations.RunSQL(BY_SIZE, "DROP INDEX public.search_posting_by_size"),
    ]
