"""From the documents of one thing to its rows."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models.functions import Now

from search import analysis, postings, profiles
from search.catalogue import Entry
from search.document import Document, Facet

# A thing without a date sorts after all that have one.
UNDATED = datetime(1970, 1, 1, tzinfo=UTC)

# What a document says…
FIELDS = (
    "kind state visibility is_found title summary body attached url card figures published_at"
    " starts_at ends_at latitude longitude popularity"
).split()
# …and what is made of it.
DERIVED_FIELDS = "languages facets folded_title terms length profile digest".split()


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """What an entry takes from the site that owns it."""

    schema: str
    department: str
    is_open: bool


def to_row(source: str, site: Site, documents: Mapping[str, Document]) -> list[Entry]:
    """Return the rows of one thing, given its document in each language."""
    languages = sorted(documents)
    return [_row(source, site, document, languages) for document in documents.values()]


def _row(source: str, site: Site, document: Document, languages: list[str]) -> Entry:
    values = {
        **_values(document),
        "languages": languages,
        "facets": facet_codes(document, site, languages),
        "folded_title": postings.folded_title(document.title),
    }
    frequencies = postings.frequencies_of(document)
    entry = Entry(
        source=source,
        schema=site.schema,
        key=document.key,
        language=document.language,
        digest=_digest(values),
        indexed_at=Now(),
        terms=sorted(frequencies),
        length=postings.length_of(frequencies),
        **values,
    )
    entry.frequencies = frequencies
    entry.profile = profiles.profile_of(entry)
    return entry


def _values(document: Document) -> dict[str, Any]:
    point = document.point
    return {
        "kind": document.kind,
        "state": document.state,
        "visibility": str(document.visibility),
        "is_found": document.is_found,
        "title": analysis.clean(document.title).strip(),
        "summary": analysis.clean(document.summary).strip(),
        "body": analysis.clean(document.body).strip(),
        "attached": analysis.clean(document.attached).strip(),
        "url": document.url,
        "card": _plain(document.card),
        "figures": dict(document.figures),
        "published_at": document.published_at or UNDATED,
        "starts_at": document.starts_at,
        "ends_at": document.ends_at,
        "latitude": point.latitude if point else None,
        "longitude": point.longitude if point else None,
        "popularity": float(document.popularity),
    }


def facet_codes(document: Document, site: Site, languages: list[str]) -> list[str]:
    """Return sorted codes; a department's things are about it unless they say otherwise."""
    facets: dict[Facet, Any] = {facet: set(values) for facet, values in document.facets.items()}
    if site.department:
        facets.setdefault(Facet.DEPARTMENT, {site.department})
    facets[Facet.KIND] = {document.kind}
    facets[Facet.STATE] = {document.state}
    facets[Facet.LANGUAGE] = set(languages)
    return sorted(
        f"{facet}:{value}" for facet, values in facets.items() for value in values if value
    )


def _digest(values: Mapping[str, Any]) -> str:
    """Say in 32 characters whether a row would change; another analysis makes another row."""
    content = json.dumps([analysis.VERSION, values], cls=DjangoJSONEncoder, sort_keys=True)
    return hashlib.blake2b(content.encode(), digest_size=16).hexdigest()


def _plain(value: Any) -> Any:
    """Return JSON values that PostgreSQL takes: lazy texts read, control characters gone."""
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if value is None or isinstance(value, bool | int | float):
        return value
    return analysis.clean(json.loads(json.dumps(value, cls=DjangoJSONEncoder)))
