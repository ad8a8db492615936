"""Keeps entries equal to what sources say, inside the transaction of whoever changed something.

Two transactions may touch the same thing at once. Each takes the thing's lock before it reads the
source: the second waits for the first one's commit, then reads what both have written, so the
last entry is never the older one. Locks end with the transaction, and are taken in one order.
"""

import hashlib
import warnings
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import batched

from django.conf import settings
from django.db import connection, transaction
from django.db.models import CharField, Func, Value
from django_tenants.utils import get_public_schema_name

from search import postings, profiles
from search.catalogue import Entry, EntryQuerySet
from search.document import Document, InvalidDocument, Source
from search.rows import DERIVED_FIELDS, FIELDS, Site, to_row
from tenants import webhooks
from tenants.context import current_schema
from tenants.models import Tenant, TenantState, WebhookEvent

# Locks live in the server's shared memory, which a transaction that touches thousands of things
# would fill. So things share locks: two that do are written one after the other, no more.
LOCKS = 512
# What a webhook says of a thing; the rest is read at its address.
TOLD = ("source", "key", "language", "kind", "title", "url")
BATCH = 500


@dataclass(slots=True)
class Tally:
    """What one upkeep did, in entries."""

    written: int = 0
    removed: int = 0
    unchanged: int = 0

    def add(self, other: "Tally") -> None:
        self.written += other.written
        self.removed += other.removed
        self.unchanged += other.unchanged


def refresh(source: Source, keys: Collection[str]) -> Tally:
    """Make the current site's entries of these things equal to what the source says."""
    tally = Tally()
    with _callers_transaction():
        join_site()
        for batch in batched(in_lock_order(source.name, keys), BATCH):
            _lock(source.name, batch)
            tally.add(write(source, batch))
    return tally


def withdraw(source: str, keys: Collection[str]) -> None:
    """Remove these things of the current site in all their languages."""
    with _callers_transaction():
        for batch in batched(in_lock_order(source, keys), BATCH):
            _lock(source, batch)
            going = _entries(source).filter(key__in=batch)
            gone = _facts(going)
            going.delete()
            _announce([], gone)


def withdraw_all(schema: str, *, source: str | None = None, language: str | None = None) -> int:
    """Remove a site's entries; what stays of a thing when one language goes knows that it went."""
    entries = Entry.objects.of_site(schema)
    if source is not None:
        entries = entries.filter(source=source)
    with _callers_transaction():
        # Whoever is writing in this site finishes first; whoever comes later sees its new state.
        _lock_site("pg_advisory_xact_lock", schema)
        if language is None:
            return entries.delete()[0]
        removed = entries.filter(language=language).delete()[0]
        left = list(entries.filter(languages__contains=[language]).values_list("pk", flat=True))
        entries.filter(pk__in=left).update(
            languages=_without("languages", language),
            facets=_without("facets", f"language:{language}"),
            digest="",  # so that the next refresh writes it whole
            version=NextVersion(),
        )
        profiles.renew(entries.filter(pk__in=left))
        return removed


def write(source: Source, keys: Sequence[str]) -> Tally:
    """Compare and write; the caller holds the locks of these keys."""
    site = find_site(current_schema())
    documents = list(source.documents(keys)) if site.is_open else []
    rows = [to_row(source.name, site, group) for group in _by_key(documents, keys).values()]
    wanted = {(entry.key, entry.language): entry for group in rows for entry in group}
    known = {
        (key, language): (pk, digest)
        for pk, key, language, digest in _entries(source.name)
        .filter(key__in=keys)
        .values_list("pk", "key", "language", "digest")
    }
    changed = [
        entry for at, entry in wanted.items() if at not in known or known[at][1] != entry.digest
    ]
    vanished = [pk for at, (pk, _) in known.items() if at not in wanted]
    gone = _facts(Entry.objects.filter(pk__in=vanished)) if vanished else []
    if vanished:
        Entry.objects.filter(pk__in=vanished).delete()
    for entry in changed:
        entry.is_new = (entry.key, entry.language) not in known
    upsert(changed)
    _announce([_fact(entry) for entry in changed], gone)
    return Tally(len(changed), len(vanished), len(wanted) - len(changed))


def _announce(changed: list[dict[str, str]], gone: list[dict[str, str]]) -> None:
    """Tell the addresses that listen, in this transaction."""
    if changed:
        webhooks.write(WebhookEvent.CHANGED, changed)
    if gone:
        webhooks.write(WebhookEvent.WITHDRAWN, gone)


def _facts(entries: EntryQuerySet) -> list[dict[str, str]]:
    return [_fact(entry) for entry in entries.only(*TOLD)]


def _fact(entry: Entry) -> dict[str, str]:
    return {name: str(getattr(entry, name)) for name in TOLD}


class NextVersion(Func):
    """A number greater than every version given before it."""

    template = "nextval('public.search_entry_version')"
    arity = 0


def upsert(entries: list[Entry]) -> None:
    """Write rows made by `search.rows.to_row`, with what ranking needs of them."""
    for entry in entries:
        entry.version = NextVersion()
    if entries:
        Entry.objects.bulk_create(
            entries,
            update_conflicts=True,
            unique_fields=["schema", "source", "key", "language"],
            update_fields=[*FIELDS, *DERIVED_FIELDS, "version", "indexed_at"],
        )
        profiles.write(entries)
        postings.write(entries)


def _by_key(documents: list[Document], keys: Sequence[str]) -> dict[str, dict[str, Document]]:
    """Group languages of the same thing; refuse what was not asked for, or is said twice."""
    asked, groups = set(keys), dict[str, dict[str, Document]]()
    for document in documents:
        group = groups.setdefault(document.key, {})
        if document.key not in asked or document.language in group:
            raise InvalidDocument(
                f"{document.kind} {document.key!r} in {document.language}: not asked for, or twice."
            )
        group[document.language] = document
    return groups


def find_site(schema: str) -> Site:
    """Read the site's row again: its state may have changed during the wait for a lock."""
    if schema == get_public_schema_name():
        return Site(schema=schema, department="", is_open=True)
    state, code = Tenant.objects.values_list("state", "code").get(schema_name=schema)
    return Site(schema=schema, department=code, is_open=state != TenantState.ARCHIVED)


def in_lock_order(source: str, keys: Collection[str]) -> list[str]:
    return sorted(set(keys), key=lambda key: lock_id(source, key))


def lock_id(source: str, key: str) -> int:
    """Return the number of a thing's lock."""
    bucket = _number(key) % LOCKS
    return _number("search", current_schema(), source, str(bucket))


def _number(*names: str) -> int:
    """Return 64 bits, signed, as PostgreSQL wants them."""
    digest = hashlib.blake2b("\0".join(names).encode(), digest_size=8).digest()
    return int.from_bytes(digest, signed=True)


def join_site() -> None:
    """Hold off `withdraw_all` of the current site until the end of this transaction."""
    _lock_site("pg_advisory_xact_lock_shared", current_schema())


def _lock_site(function: str, schema: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s)", [_number("search", schema)])


def _lock(source: str, keys: Sequence[str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(id) FROM unnest(%s::bigint[]) AS id",
            [[lock_id(source, key) for key in keys]],
        )


@contextmanager
def _callers_transaction() -> Iterator[None]:
    """Join the open transaction; without one, an entry could tell of what never happened."""
    if not connection.in_atomic_block:
        warnings.warn(
            "An entry is written outside the transaction of its cause: wrap both in atomic().",
            RuntimeWarning,
            stacklevel=5,
        )
    with transaction.atomic(savepoint=False):
        yield
    if settings.SEARCH_ENGINE == "elasticsearch":
        # The rows that say what changed are committed with it; this only saves a minute.
        transaction.on_commit(_send_changes, robust=True)


def _send_changes() -> None:
    from search.tasks import send_changes  # noqa: PLC0415  engines read what is written here

    send_changes.enqueue()


def _entries(source: str) -> EntryQuerySet:
    return Entry.objects.of_site(current_schema()).filter(source=source)


def _without(field: str, value: str) -> Func:
    return Func(field, Value(value, CharField()), function="array_remove")
