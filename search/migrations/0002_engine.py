"""What the PostgreSQL engine ranks with, and what Elasticsearch has yet to hear of.

Locks: new tables; two triggers on the catalogue (a brief SHARE ROW EXCLUSIVE). Safe with traffic.
Reverse: drops them; `rebuild_catalogue` and the job `search.learn` fill them again.
Tenants: `public` alone has them.
"""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.fields.composite
import django.db.models.functions.datetime
from django.db import migrations, models

POSTING = """
CREATE TABLE public.search_posting (
    term bigint NOT NULL, entry_id bigint NOT NULL, frequency real NOT NULL, length integer NOT NULL
);
-- All that ranking reads is in the index; written in the order of terms, rows would lie anywhere.
CREATE UNIQUE INDEX search_posting_of_term
    ON public.search_posting (term, entry_id) INCLUDE (frequency, length);
"""

# Nothing that writes or removes an entry can forget its postings, nor that an engine must hear.
TRIGGERS = """
CREATE FUNCTION public.search_entry_written() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        DELETE FROM public.search_posting AS posting USING (
            SELECT old_entries.id, unnest(old_entries.terms) AS term FROM old_entries
            EXCEPT SELECT new_entries.id, unnest(new_entries.terms) FROM new_entries
        ) AS gone WHERE posting.entry_id = gone.id AND posting.term = gone.term;
    END IF;
    INSERT INTO public.search_change (entry_id, version, is_gone)
        SELECT id, version, false FROM new_entries ORDER BY id
        ON CONFLICT (entry_id) DO UPDATE
        SET version = excluded.version, is_gone = false, attempts = 0, next_at = now(), error = '';
    RETURN NULL;
END $$;
CREATE FUNCTION public.search_entry_gone() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM public.search_posting AS posting USING (
        SELECT id, unnest(terms) AS term FROM old_entries
    ) AS gone WHERE posting.entry_id = gone.id AND posting.term = gone.term;
    INSERT INTO public.search_change (entry_id, version, is_gone)
        SELECT id, nextval('public.search_entry_version'), true FROM old_entries ORDER BY id
        ON CONFLICT (entry_id) DO UPDATE
        SET version = excluded.version, is_gone = true, attempts = 0, next_at = now(), error = '';
    RETURN NULL;
END $$;
CREATE TRIGGER search_entry_added AFTER INSERT ON public.search_entry
    REFERENCING NEW TABLE AS new_entries
    FOR EACH STATEMENT EXECUTE FUNCTION public.search_entry_written();
CREATE TRIGGER search_entry_changed AFTER UPDATE ON public.search_entry
    REFERENCING OLD TABLE AS old_entries NEW TABLE AS new_entries
    FOR EACH STATEMENT EXECUTE FUNCTION public.search_entry_written();
CREATE TRIGGER search_entry_removed AFTER DELETE ON public.search_entry
    REFERENCING OLD TABLE AS old_entries
    FOR EACH STATEMENT EXECUTE FUNCTION public.search_entry_gone();
"""
NO_TRIGGERS = """
DROP FUNCTION public.search_entry_written() CASCADE;
DROP FUNCTION public.search_entry_gone() CASCADE;
"""


class Migration(migrations.Migration):

    dependencies = [("search", "0001_initial")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(POSTING, "DROP TABLE public.search_posting")],
            state_operations=[
                migrations.CreateModel(
                    name="Posting",
                    fields=[
                        ("pk", django.db.models.fields.composite.CompositePrimaryKey(
                            "term", "entry_id", blank=True, editable=False, primary_key=True, serialize=False)),
                        ("term", models.BigIntegerField()),
                        ("entry_id", models.BigIntegerField()),
                        ("frequency", models.FloatField()),
                        ("length", models.PositiveIntegerField()),
                    ],
                    options={"managed": False, "db_table": "search_posting"},
                ),
            ],
        ),
        migrations.CreateModel(
            name="Frequency",
            fields=[
                ("term", models.BigIntegerField(primary_key=True, serialize=False)),
                ("entries", models.PositiveIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="Word",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("language", models.CharField(max_length=3)),
                ("word", models.CharField(max_length=40)),
                ("seen", models.PositiveIntegerField()),
                ("keys", django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("language", "word"), name="search_word_once")],
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(fields=["keys"], name="search_word_keys"),
                    models.Index(django.contrib.postgres.indexes.OpClass("word", name="text_pattern_ops"), name="search_word_starts"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Statistic",
            fields=[
                ("id", models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                ("entries", models.PositiveIntegerField(default=0)),
                ("average_length", models.FloatField(default=100)),
                ("learnt_version", models.BigIntegerField(default=0)),
                ("refreshed_at", models.DateTimeField(null=True)),
            ],
            options={
                "constraints": [models.CheckConstraint(condition=models.Q(id=1), name="search_statistic_is_one")],
            },
        ),
        migrations.CreateModel(
            name="Change",
            fields=[
                ("entry_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("version", models.BigIntegerField()),
                ("is_gone", models.BooleanField(db_default=False)),
                ("attempts", models.PositiveSmallIntegerField(db_default=0)),
                ("next_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("error", models.TextField(blank=True, db_default="")),
            ],
            options={
                "indexes": [models.Index(fields=["next_at"], name="search_change_due")],
            },
        ),
        migrations.RunSQL(TRIGGERS, NO_TRIGGERS),
    ]
