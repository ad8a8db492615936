"""Wagtail's own database search over the entries of a trial: the words in French, any of them.

The backend is Wagtail's, asked as a view would: ten results by rank, their number, and one facet.
Its index is filled by one statement in the form in which the backend writes it.
"""

from django.contrib.contenttypes.models import ContentType
from django.db import connection, models
from modelsearch.abstract_models import TextIDGenericRelation
from modelsearch.backends import get_search_backend
from wagtail.search import index
from wagtail.search.models import IndexEntry

SHOWN = 10
# As Wagtail's migrations make it: the words of title and text are looked for together.
_INDEX = "CREATE INDEX ON wagtailsearch_indexentry USING gin ((title || body))"
_FILL = """
    INSERT INTO wagtailsearch_indexentry
        (content_type_id, object_id, title_norm, title, body, autocomplete, title_text, body_text)
    SELECT %s, id::text, 1.0, setweight(to_tsvector('french', title), 'A'),
        setweight(to_tsvector('french', body), 'D'), '', '', ''
    FROM public.search_entry
"""


class IndexedText(index.Indexed, models.Model):
    """An entry of the catalogue as a model that Wagtail would index."""

    title = models.TextField()
    body = models.TextField()
    kind = models.TextField()

    search_fields = (
        index.SearchField("title", boost=2),
        index.SearchField("body"),
        index.FilterField("kind"),
    )

    class Meta:
        app_label = "search"
        managed = False
        db_table = "search_entry"

    def __str__(self) -> str:
        return self.title


TextIDGenericRelation(IndexEntry).contribute_to_class(IndexedText, "index_entries")


def fill() -> None:
    """Make Wagtail's tables in the scratch database, and its index of all that is there."""
    with connection.schema_editor() as editor:
        editor.create_model(ContentType)
        editor.create_model(IndexEntry)
    ContentType.objects.clear_cache()
    kind = ContentType.objects.get_for_model(IndexedText)
    with connection.cursor() as cursor:
        cursor.execute(_FILL, [kind.pk])
        cursor.execute(_INDEX)
        cursor.execute("VACUUM ANALYZE wagtailsearch_indexentry")


def ask(text: str) -> None:
    """Ask for what a page of results shows."""
    backend = get_search_backend("modelsearch.backends.database", SEARCH_CONFIG="french")
    found = backend.search(text, IndexedText.objects.all(), operator="or")
    list(found[:SHOWN])
    found.count()
    found.facet("kind")
