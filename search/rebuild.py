"""Brings the whole catalogue up to date while the sites go on living.

Nothing is emptied first: what is right stays untouched, the rest is written, what has gone is
removed. So a rebuild that was interrupted goes on by being run again, and a second run writes
nothing. Entries that an open transaction is writing at the moment are left for the end, so that
no publication waits for a rebuild.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import batched

from django.db import connection, transaction
from django.db.models import Q
from django_tenants.utils import get_public_schema_name

from search import indexing, registry
from search.catalogue import Entry, EntryQuerySet
from search.document import Document, Home, KeyedSource, Source
from search.indexing import Tally, find_site, in_lock_order, lock_id
from search.rows import to_row
from tenants.context import current_schema, enter
from tenants.models import Tenant, TenantType

# Things in one transaction: few, for their locks are held while they are read and written.
BATCH = 100

type Progress = Callable[[int], object]


@dataclass(frozen=True, slots=True, order=True)
class Unit:
    """One site's share of one source: the grain of progress and of parallel work."""

    schema: str
    source: str


def units(*, schemas: Sequence[str] = (), sources: Sequence[str] = ()) -> list[Unit]:
    """Return what there is to rebuild: each source in each open site that has its tables."""
    names = sources or [source.name for source in registry.sources()]
    sites = Tenant.objects.reachable().values_list("schema_name", "type")
    known = [(get_public_schema_name(), ""), *sites]
    return sorted(
        Unit(schema, name)
        for schema, kind in known
        if not schemas or schema in schemas
        for name in names
        if _is_at_home(registry.home_of(name), kind)
    )


def _is_at_home(home: Home, kind: str) -> bool:
    """Say whether sites of this type (empty: `public`) hold the things of such a source."""
    kinds: dict[Home, list[str]] = {
        Home.SITES: TenantType.values,
        Home.NATIONAL: [TenantType.NATIONAL],
        Home.DEPARTMENTS: [TenantType.DEPARTMENT],
        Home.PUBLIC: [""],
    }
    return kind in kinds[home]


def count(unit: Unit) -> int:
    """Return how many documents a unit has."""
    with enter(unit.schema):
        return registry.find_source(unit.source).count()


def rebuild(unit: Unit, progress: Progress = lambda _: None) -> Tally:
    """Bring one unit up to date; `progress` is told of each group of documents looked at."""
    tally, seen, busy = Tally(), set[str](), list[str]()
    with enter(unit.schema):
        source = registry.find_source(unit.source)
        for keys in _stale_keys(source, seen, tally, progress):
            tally.add(_write(source, keys, busy))
        for keys in batched(_vanished_keys(source, seen), BATCH):
            tally.add(_write(source, keys, busy))
        for key in busy:
            # One lock at a time can wait without ever closing a circle of waiting transactions.
            with transaction.atomic():
                tally.add(indexing.refresh(source, [key]))
    return tally


def take_stock() -> None:
    """Have the server look at what the catalogue holds now.

    After a large change it plans a search for a common word as for a rare one, and takes seconds,
    until it looks by itself a minute later.
    """
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE public.search_entry, public.search_posting, public.search_profile")


def orphans() -> EntryQuerySet:
    """Return entries that no unit has: their site is closed or gone, or has no such things."""
    homes: dict[str, list[str]] = {}
    for unit in units():
        homes.setdefault(unit.source, []).append(unit.schema)
    known = Q(pk__in=[])
    for source, schemas in homes.items():
        known |= Q(source=source, schema__in=schemas)
    return Entry.objects.exclude(known)


def stale(source: Source, documents: Iterable[Document]) -> list[str]:
    """Return the keys whose entries differ from these documents, languages taken together."""
    by_key: dict[str, dict[str, Document]] = {}
    for document in documents:
        by_key.setdefault(document.key, {})[document.language] = document
    site = find_site(current_schema())
    wanted = {
        key: {entry.language: entry.digest for entry in to_row(source.name, site, group)}
        for key, group in by_key.items()
    }
    known: dict[str, dict[str, str]] = {}
    rows = Entry.objects.of_site(current_schema()).filter(source=source.name, key__in=list(wanted))
    for key, language, digest in rows.values_list("key", "language", "digest"):
        known.setdefault(key, {})[language] = digest
    return [key for key, digests in wanted.items() if digests != known.get(key)]


def _stale_keys(
    source: Source, seen: set[str], tally: Tally, progress: Progress
) -> Iterator[Sequence[str]]:
    """Give batches of keys that may have to be written; what is unchanged is only counted."""
    if isinstance(source, KeyedSource):
        for keys in batched(source.keys(), BATCH):
            seen.update(keys)
            yield keys
            progress(len(keys))
        return
    for documents in batched(source.documents(), BATCH):
        seen.update(document.key for document in documents)
        changed = stale(source, documents)
        tally.unchanged += sum(document.key not in changed for document in documents)
        yield changed
        progress(len(documents))


def _vanished_keys(source: Source, seen: set[str]) -> Iterator[str]:
    entries = Entry.objects.of_site(current_schema()).filter(source=source.name)
    known = list(entries.values_list("key", flat=True).distinct())
    return (key for key in known if key not in seen)


def _write(source: Source, keys: Sequence[str], busy: list[str]) -> Tally:
    """Write those keys whose locks are free; the others are added to `busy`."""
    if not keys:
        return Tally()
    with transaction.atomic():
        indexing.join_site()
        free = _try_locks(source.name, in_lock_order(source.name, keys))
        busy += set(keys) - set(free)
        return indexing.write(source, free)


def _try_locks(source: str, keys: Sequence[str]) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_try_advisory_xact_lock(id) FROM unnest(%s::bigint[]) AS id",
            [[lock_id(source, key) for key in keys]],
        )
        return [key for key, (taken,) in zip(keys, cursor.fetchall(), strict=True) if taken]
