"""What many entries have in common: whose they are, who may see them, their languages and facets.

Each posting names its entry's profile, so a search filters and counts without reading any entry
but those it shows. A profile's number is made from what it says: it never changes, two
publications never wait for each other over a new one, and one that nothing uses any more finds
nothing. Two that write the same one at once may both leave it: readers take either.
"""

import json
from collections.abc import Iterable
from typing import Any

from django.db import connection

from search.catalogue import Entry
from search.document import Facet
from search.postings import term_id

# A page's own files make it unlike any other, and nobody searches by them.
_OWN = f"{Facet.FILE}:"
_WRITE = """
    INSERT INTO public.search_profile
        (id, schema, visibility, kind, language, languages, facets, is_dated)
    SELECT id, schema, visibility, kind, language, languages, facets, is_dated
    FROM jsonb_to_recordset(%s::jsonb) AS new (
        id bigint, schema text, visibility text, kind text, language text,
        languages text[], facets text[], is_dated boolean
    ) WHERE NOT EXISTS (SELECT FROM public.search_profile AS known WHERE known.id = new.id)
"""
_RENEW = """
    UPDATE public.search_posting AS posting SET profile = held.profile FROM (
        SELECT id, profile, unnest(terms) AS term FROM public.search_entry WHERE id = ANY(%s)
    ) AS held WHERE posting.term = held.term AND posting.entry_id = held.id
"""


def profile_of(entry: Entry) -> int:
    """Return the number of an entry's profile."""
    return term_id(json.dumps(_said(entry), sort_keys=True))


def write(entries: Iterable[Entry]) -> None:
    """Write the profiles that these entries name, where nobody did yet."""
    new = {entry.profile: {"id": entry.profile, **_said(entry)} for entry in entries}
    if new:
        with connection.cursor() as cursor:
            cursor.execute(_WRITE, [json.dumps(list(new.values()))])


def renew(entries: Iterable[Entry]) -> None:
    """Give entries the profile of what they say now, when it was changed without their words."""
    changed = list(entries)
    for entry in changed:
        entry.profile = profile_of(entry)
    write(changed)
    Entry.objects.bulk_update(changed, ["profile"], batch_size=500)
    with connection.cursor() as cursor:
        cursor.execute(_RENEW, [[entry.pk for entry in changed]])


def _said(entry: Entry) -> dict[str, Any]:
    return {
        "schema": entry.schema,
        "visibility": str(entry.visibility),
        "kind": entry.kind,
        "language": entry.language,
        "languages": list(entry.languages),
        "facets": [code for code in entry.facets if not code.startswith(_OWN)],
        "is_dated": bool(entry.starts_at or entry.ends_at),
    }
