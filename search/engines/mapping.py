"""How Elasticsearch holds an entry: fields, analysers and settings, in this one file.

Words are analysed once, in Python, for both engines (docs/adr/0007): the index receives stems, so
its analysers only cut at spaces. That is why the engines agree, and why synonyms and stop words
change without a new index.
"""

from typing import Any

from elasticsearch.dsl import (
    Boolean,
    Date,
    Document,
    Float,
    GeoPoint,
    Integer,
    Keyword,
    Long,
    Object,
    Text,
    analyzer,
)

from search.catalogue import Entry
from search.document import Visibility
from search.postings import pairs_of_title, text_terms
from search.query import MOST_PAGES, MOST_PER_PAGE

# Stems with the space of their language, as "fr:ecol"; a word of the title is there three times.
stems = analyzer("trousse_stems", tokenizer="whitespace")
# Words of the title, folded and whole, then its stems two by two.
title_words = analyzer("trousse_title_words", tokenizer="whitespace")

SETTINGS: dict[str, Any] = {
    "number_of_shards": 1,
    "number_of_replicas": 0,
    "auto_expand_replicas": "0-2",
    "refresh_interval": "1s",
    # A rebuild may still bring an entry that was withdrawn meanwhile: its version must be known.
    "gc_deletes": "6h",
    # The last page that people may turn to, and one entry more to know whether another follows.
    "max_result_window": MOST_PAGES * MOST_PER_PAGE + 1,
    "similarity": {"default": {"type": "BM25", "k1": 1.2, "b": 0.75}},
    "mapping": {"total_fields": {"limit": 200}},
}


class Indexed(Document):
    """One entry; `_id` is the entry's, the document's version is the entry's too."""

    id = Long()
    source = Keyword()
    key = Keyword()
    schema = Keyword()
    language = Keyword()
    first_language = Keyword()
    languages = Keyword()
    kind = Keyword()
    is_network = Boolean()
    facets = Keyword()
    figures = Object(dynamic=True)
    title = Keyword(ignore_above=256)
    title_length = Integer()
    words = Text(analyzer=title_words, index_options="docs", norms=False)
    # One combined field: it finds better than the best of several.
    stems = Text(analyzer=stems, index_options="freqs")
    published_at = Date()
    starts_at = Date()
    ends_at = Date()
    over_at = Date()
    point = GeoPoint()
    popularity = Float()
    version = Long()

    class Meta:
        dynamic = "strict"


def index_body() -> dict[str, Any]:
    """Return what an index is created with."""
    mapping = Indexed._doc_type.mapping  # noqa: SLF001  the DSL's way to a document's mapping
    return {
        "settings": {**SETTINGS, "analysis": mapping._collect_analysis()},  # noqa: SLF001  the library offers no other way
        "mappings": mapping.to_dict() | {"dynamic": "strict"},
    }


def to_source(entry: Entry) -> dict[str, Any]:
    """Return the document of an entry, ready for the bulk API."""
    over_at = entry.ends_at or entry.starts_at
    has_point = entry.latitude is not None
    return {
        "id": entry.pk,
        "source": entry.source,
        "key": entry.key,
        "schema": entry.schema,
        "language": entry.language,
        "first_language": entry.languages[0],
        "languages": entry.languages,
        "kind": entry.kind,
        "is_network": entry.visibility == Visibility.NETWORK,
        "facets": entry.facets,
        "figures": entry.figures,
        "title": entry.folded_title,
        "title_length": len(entry.folded_title),
        "words": " ".join([*entry.folded_title.split(), *pairs_of_title(entry)]),
        "stems": " ".join(text_terms(entry)),
        "published_at": entry.published_at.isoformat(),
        "starts_at": entry.starts_at and entry.starts_at.isoformat(),
        "ends_at": entry.ends_at and entry.ends_at.isoformat(),
        "over_at": over_at and over_at.isoformat(),
        "point": {"lat": entry.latitude, "lon": entry.longitude} if has_point else None,
        "popularity": entry.popularity,
        "version": entry.version,
    }
