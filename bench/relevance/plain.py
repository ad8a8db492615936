"""What Elasticsearch finds by itself, with its own French analysis well set: the other baseline.

Elision, lower case, stop words (question words among them), light French stems, folding; BM25 on a
title and a text, the best way of three to ask (best field, all fields, one combined field).
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from elasticsearch import Elasticsearch
from elasticsearch.helpers import bulk

INDEX = "trousse-bench-plain"
MOST = 20
SPOKEN = "comment combien pourquoi quand quel quelle quels quelles où ou est-ce faire faut peut"
FRENCH: dict[str, Any] = {
    "filter": {
        "elided": {
            "type": "elision",
            "articles_case": True,
            "articles": "l m t qu n s j d c jusqu quoiqu lorsqu puisqu".split(),
        },
        "stopped": {"type": "stop", "stopwords": "_french_"},
        "asked": {"type": "stop", "stopwords": SPOKEN.split()},
        "stemmed": {"type": "stemmer", "language": "light_french"},
    },
    "analyzer": {
        "spoken": {
            "tokenizer": "standard",
            "filter": ["elided", "lowercase", "stopped", "asked", "stemmed", "asciifolding"],
        }
    },
}
TEXT = {"type": "text", "analyzer": "spoken"}
WAYS: dict[str, dict[str, Any]] = {
    "best_fields": {"type": "best_fields", "fields": ["title^2", "text"], "tie_breaker": 0.3},
    "most_fields": {"type": "most_fields", "fields": ["title^2", "text"]},
    "combined": {"type": "best_fields", "fields": ["whole"]},
}


class Plain:
    """An index of the texts; use `filled`."""

    def __init__(self, server: Elasticsearch) -> None:
        self.server = server

    def ask(self, text: str, way: str) -> list[str]:
        wanted = {"multi_match": {"query": text, **WAYS[way]}}
        found = self.server.search(index=INDEX, query=wanted, size=MOST, source=False)
        return [hit["_id"] for hit in found["hits"]["hits"]]


@contextmanager
def filled(address: str, docs: Sequence[Mapping[str, Any]]) -> Iterator[Plain]:
    """Index the texts; the index is gone afterwards."""
    server = Elasticsearch(address, request_timeout=60)
    server.indices.delete(index=INDEX, ignore_unavailable=True)
    fields = {"title": TEXT | {"copy_to": "whole"}, "text": TEXT | {"copy_to": "whole"}}
    server.indices.create(
        index=INDEX,
        settings={"number_of_shards": 1, "number_of_replicas": 0, "analysis": FRENCH},
        mappings={"properties": fields | {"whole": TEXT}},
    )
    try:
        bulk(server, map(_action, docs), refresh=True)
        yield Plain(server)
    finally:
        server.indices.delete(index=INDEX)
        server.close()


def _action(doc: Mapping[str, Any]) -> dict[str, Any]:
    said = {name: doc[name] for name in ("title", "text")}
    return {"_index": INDEX, "_id": doc["id"], "_source": said}
