"""Writes postings and vocabulary again from the entries: after a change of analysis, or a mishap.

Entry by entry, in short transactions: a publication waits for nothing but its own entry.
"""

from collections.abc import Callable

from django.db import connection, transaction

from search import lexicon, postings, profiles
from search.catalogue import Entry
from search.indexing import NextVersion

BATCH = 200
_ORPHANS = """
    DELETE FROM public.search_posting AS posting WHERE NOT EXISTS (
        SELECT FROM public.search_entry AS entry
        WHERE entry.id = posting.entry_id AND posting.term = ANY(entry.terms)
    )
"""


def run(progress: Callable[[int], object] = lambda _: None) -> int:
    """Return how many entries were written again."""
    last = number = 0
    while ids := list(
        Entry.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH]
    ):
        _write(ids)
        last, number = ids[-1], number + len(ids)
        progress(len(ids))
    with connection.cursor() as cursor:
        cursor.execute(_ORPHANS)
    lexicon.learn(again=True)
    return number


@transaction.atomic
def _write(ids: list[int]) -> None:
    entries = list(Entry.objects.select_for_update().filter(pk__in=ids).order_by("pk"))
    for entry in entries:
        entry.frequencies = postings.frequencies_of(entry)
        entry.terms = sorted(entry.frequencies)
        entry.length = postings.length_of(entry.frequencies)
        entry.profile = profiles.profile_of(entry)
        # Arrays of before know other words of it.
        entry.version = NextVersion()
    Entry.objects.bulk_update(entries, ["terms", "length", "profile", "version"])
    profiles.write(entries)
    postings.write(entries)
