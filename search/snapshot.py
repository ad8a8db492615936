"""What common words are in, as arrays: half a million entries are counted in memory, not read.

A snapshot gives each entry a place, and holds of each common word the places it is in and how often
it is there. It is as old as the job that made it. What was written since has a later version, what
was removed is in `search_gone`: both are few, and are asked of the postings. When there are many,
or none of a text's words is common, postings answer alone.
"""

import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

import numpy as np
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from numpy.typing import NDArray

from search import lexicon
from search.tables import Common, Gone, Snapshot

# More entries changed than these take longer to ask for than arrays save.
MOST_CHANGED = 5_000
# What one process keeps: each word takes six bytes for each entry that it is in.
KEPT_WORDS = 32
PATIENCE_SECONDS, BEAT = 600.0, 0.2
HIGHEST_FREQUENCY = 30_000

_ENTRIES = """
    SELECT string_agg(int8send(id), '' ORDER BY id), string_agg(int8send(profile), '' ORDER BY id),
        string_agg(int4send(length), '' ORDER BY id),
        string_agg(float8send(coalesce(extract(epoch FROM coalesce(ends_at, starts_at)),
            'infinity')::float8), '' ORDER BY id)
    FROM public.search_entry WHERE is_found
"""
_HOLDING = """
    SELECT string_agg(int8send(entry_id), '' ORDER BY entry_id),
        string_agg(float4send(frequency), '' ORDER BY entry_id)
    FROM public.search_posting WHERE term = %s
"""
_CHANGED = """
    SELECT id FROM public.search_entry WHERE version > %s
    UNION ALL SELECT entry_id FROM public.search_gone LIMIT %s
"""
_VERSION = "SELECT last_value FROM public.search_entry_version"
# Whoever writes entries has this lock before it takes their versions, and until its end. Its number
# as a transaction it has later only: it may still be waiting for somebody's lock on an entry.
_WRITING = """
    SELECT virtualtransaction FROM pg_locks
    WHERE relation = 'public.search_entry'::regclass AND mode = 'RowExclusiveLock' AND granted
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""


class StillWritten(Exception):
    """A transaction has been open for so long that nobody knows what it will have changed."""


@dataclass(frozen=True, slots=True, eq=False)
class Entries:
    """All entries of a snapshot, by place: the lowest id first."""

    snapshot: UUID
    version: int
    # The words that it has arrays of.
    terms: frozenset[int]
    ids: NDArray[np.int64]
    # The profiles, and which of them each place has.
    profiles: NDArray[np.int64]
    profile_at: NDArray[np.int32]
    lengths: NDArray[np.int32]
    ends: NDArray[np.float64]

    def find(self, ids: NDArray[np.int64]) -> tuple[NDArray[np.intp], NDArray[np.bool]]:
        """Return a place for each, and whether it is there."""
        return _find(self.ids, ids)

    def places_of(self, ids: Collection[int]) -> NDArray[np.intp]:
        """Return the places of those that have one."""
        places, is_there = self.find(np.fromiter(ids, np.int64, len(ids)))
        return places[is_there]


@dataclass(frozen=True, slots=True, eq=False)
class Held:
    """Where a word is, and how often."""

    places: NDArray[np.integer]
    frequencies: NDArray[np.int16]


def current() -> Entries | None:
    """Return the newest snapshot, None where there is none."""
    newest = _newest()
    return None if newest is None else _entries(newest)


def changed_since(entries: Entries) -> list[int] | None:
    """Return what was written or removed since; None when that is too much."""
    with connection.cursor() as cursor:
        cursor.execute(_CHANGED, [entries.version, MOST_CHANGED + 1])
        changed = [pk for (pk,) in cursor.fetchall()]
    # Whoever made another one meanwhile forgot what had gone since this one.
    is_known = len(changed) <= MOST_CHANGED and _newest() == entries.snapshot
    return changed if is_known else None


def _newest() -> UUID | None:
    return Snapshot.objects.order_by("-made_at").values_list("pk", flat=True).first()


def held_by(entries: Entries, term: int) -> Held:
    """Return where a term is; of one that is not common, what postings say."""
    held = _held(entries.snapshot, term) if term in entries.terms else None
    return held or _read(entries, term)


@lru_cache(maxsize=1)
def _entries(snapshot: UUID) -> Entries | None:
    row = Snapshot.objects.filter(pk=snapshot).first()
    # Another one has come meanwhile, or there was nothing.
    if row is None or not row.entries:
        return None
    profiles, profile_at = np.unique(np.frombuffer(row.profiles, ">i8"), return_inverse=True)
    return Entries(
        snapshot=row.pk,
        version=row.version,
        terms=frozenset(row.common_set.values_list("term", flat=True)),
        ids=np.frombuffer(row.entries, ">i8").astype(np.int64),
        profiles=profiles.astype(np.int64),
        profile_at=profile_at.astype(np.int32),
        lengths=np.frombuffer(row.lengths, ">i4").astype(np.int32),
        ends=np.frombuffer(row.ends, ">f8").astype(np.float64),
    )


@lru_cache(maxsize=KEPT_WORDS)
def _held(snapshot: UUID, term: int) -> Held | None:
    row = Common.objects.filter(snapshot=snapshot, term=term).first()
    if row is None:
        return None
    return Held(np.frombuffer(row.places, "<i4"), np.frombuffer(row.frequencies, "<i2"))


def keep_up() -> int:
    """Take a snapshot where one is missing, or much has changed since; return its words."""
    if not lexicon.terms_in_arrays():
        Snapshot.objects.all().delete()
        Gone.objects.all().delete()
        return 0
    return take() if _is_old() else 0


def _is_old() -> bool:
    if (entries := current()) is None:
        return True
    changed = changed_since(entries)
    return changed is None or len(changed) > MOST_CHANGED // 2


def take() -> int:
    """Make the arrays of now in place of those before; return how many words they hold.

    What is being written stays later than the snapshot: it is of a version that every transaction
    of its time has left behind.
    """
    version = _settled_version()
    with _one_moment():
        with connection.cursor() as cursor:
            cursor.execute(_ENTRIES)
            ids, profiles, lengths, ends = (value or b"" for value in cursor.fetchone())
        made = Snapshot.objects.create(
            version=version, entries=ids, profiles=profiles, lengths=lengths, ends=ends
        )
        known = np.frombuffer(ids, ">i8").astype(np.int64)
        terms = lexicon.terms_in_arrays() if ids else []
        for term in terms:
            _keep(made, term, known)
        Snapshot.objects.exclude(pk=made.pk).delete()
        Gone.objects.all().delete()
    return len(terms)


def _find(
    known: NDArray[np.int64], ids: NDArray[np.int64]
) -> tuple[NDArray[np.intp], NDArray[np.bool]]:
    places = np.minimum(np.searchsorted(known, ids), len(known) - 1)
    return places, known[places] == ids


def _keep(snapshot: Snapshot, term: int, known: NDArray[np.int64]) -> None:
    ids, frequencies = _postings(term)
    # A posting whose entry has gone, after a mishap, has no place.
    places, is_there = _find(known, ids)
    Common.objects.create(
        snapshot=snapshot,
        term=term,
        places=places[is_there].astype("<i4").tobytes(),
        frequencies=frequencies[is_there].astype("<i2").tobytes(),
    )


def _read(entries: Entries, term: int) -> Held:
    ids, frequencies = _postings(term)
    places, is_there = entries.find(ids)
    return Held(places[is_there], frequencies[is_there])


def _postings(term: int) -> tuple[NDArray[np.int64], NDArray[np.int16]]:
    with connection.cursor() as cursor:
        cursor.execute(_HOLDING, [term])
        ids, frequencies = (value or b"" for value in cursor.fetchone())
    counts = np.clip(np.frombuffer(frequencies, ">f4"), -HIGHEST_FREQUENCY, HIGHEST_FREQUENCY)
    return np.frombuffer(ids, ">i8").astype(np.int64), counts.astype(np.int16)


@contextmanager
def _one_moment() -> Iterator[None]:
    """See everything as it is at one moment, whatever is written meanwhile."""
    with transaction.atomic(durable=True):
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


def _settled_version() -> int:
    """Return a version that nobody writes up to any more, after waiting for who still does."""
    with connection.cursor() as cursor:
        cursor.execute(_VERSION)
        version = int(cursor.fetchone()[0])
        before = _writing(cursor)
        limit = time.monotonic() + PATIENCE_SECONDS
        while before & _writing(cursor):
            if time.monotonic() > limit:
                raise StillWritten
            time.sleep(BEAT)
    return version


def _writing(cursor: CursorWrapper) -> set[str]:
    cursor.execute(_WRITING)
    return {number for (number,) in cursor.fetchall()}
