"""What entries have in common, named by each posting: a search reads no entry but those it shows.

Locks: ACCESS EXCLUSIVE on the postings while their index is made again, and on the catalogue while
two indexes are: in a quiet hour; listings and search wait. Then the words of each entry are
written again, 200 entries at a time in this one transaction. Reverse: as it was. Tenants:
`public` alone has them.
"""

import django.contrib.postgres.fields
from django.db import migrations, models

PROFILE = """
CREATE TABLE public.search_profile (
    id bigint NOT NULL, schema text NOT NULL, visibility text NOT NULL, kind text NOT NULL,
    language text NOT NULL, languages text[] NOT NULL, facets text[] NOT NULL,
    is_dated boolean NOT NULL
);
-- Not unique: a publication would wait for another one that brings the same.
CREATE INDEX search_profile_of ON public.search_profile (id);
"""
POSTING = """
DROP INDEX public.search_posting_of_term;
ALTER TABLE public.search_posting ADD COLUMN profile bigint NOT NULL DEFAULT 0;
CREATE UNIQUE INDEX search_posting_of_term
    ON public.search_posting (term, entry_id) INCLUDE (frequency, length, profile);
"""
POSTING_BEFORE = """
DROP INDEX public.search_posting_of_term;
ALTER TABLE public.search_posting DROP COLUMN profile;
CREATE UNIQUE INDEX search_posting_of_term
    ON public.search_posting (term, entry_id) INCLUDE (frequency, length);
"""
BATCH = 200


def write_again(apps, schema_editor):
    from search import postings, profiles

    known, last = apps.get_model("search", "Entry").objects, 0
    while entries := list(known.filter(pk__gt=last).order_by("pk")[:BATCH]):
        for entry in entries:
            entry.frequencies = postings.frequencies_of(entry)
            entry.profile = profiles.profile_of(entry)
        known.bulk_update(entries, ["profile"])
        profiles.write(entries)
        postings.write(entries)
        last = entries[-1].pk


class Migration(migrations.Migration):

    dependencies = [("search", "0005_files_and_exclusion")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.RunSQL(PROFILE, "DROP TABLE public.search_profile"),
                migrations.RunSQL(POSTING, POSTING_BEFORE),
            ],
            state_operations=[
                migrations.CreateModel(
                    name="Profile",
                    fields=[
                        ("id", models.BigIntegerField(primary_key=True, serialize=False)),
                        ("schema", models.TextField()),
                        ("visibility", models.TextField()),
                        ("kind", models.TextField()),
                        ("language", models.TextField()),
                        ("languages", django.contrib.postgres.fields.ArrayField(base_field=models.TextField())),
                        ("facets", django.contrib.postgres.fields.ArrayField(base_field=models.TextField())),
                        ("is_dated", models.BooleanField()),
                    ],
                    options={"managed": False, "db_table": "search_profile"},
                ),
            ],
        ),
        migrations.AddField(
            model_name="entry",
            name="profile",
            field=models.BigIntegerField(db_default=0),
        ),
        migrations.RemoveIndex(model_name="entry", name="entry_title_starts"),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(condition=models.Q(("is_found", True)), fields=["folded_title"], include=["id", "profile", "popularity", "starts_at", "ends_at"], name="entry_title_starts", opclasses=["text_pattern_ops"]),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(condition=models.Q(("starts_at__isnull", False), ("ends_at__isnull", False), _connector="OR"), fields=["id"], include=["starts_at", "ends_at"], name="entry_dates"),
        ),
        migrations.RunPython(write_again, migrations.RunPython.noop),
    ]
