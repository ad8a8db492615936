"""Compares Elasticsearch with the catalogue: numbers, every version, and a sample of contents."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from elasticsearch import ApiError, Elasticsearch, TransportError

from search.catalogue import Entry
from search.engines.base import EngineDown
from search.engines.elasticsearch import alias, client
from search.engines.mapping import to_source
from search.engines.sync import SECONDS
from search.tables import Change

BATCH = 5_000


@dataclass(frozen=True, slots=True)
class Difference:
    """What an index lacks, has too much of, has in an old version or with other contents."""

    entries: int
    indexed: int
    missing: tuple[int, ...]
    surplus: tuple[int, ...]
    stale: tuple[int, ...]
    altered: tuple[int, ...]

    @property
    def is_none(self) -> bool:
        return not (self.missing or self.surplus or self.stale or self.altered)


def measure(*, sample: int = 100) -> Difference:
    """Compare; or raise EngineDown."""
    server = client(seconds=SECONDS)
    try:
        server.indices.refresh(index=alias())
        held = dict(_versions(server))
        altered = tuple(_altered(server, sample))
    except (ApiError, TransportError) as error:
        raise EngineDown(f"Elasticsearch does not answer: {error}") from error
    wanted = dict(Entry.objects.filter(is_found=True).values_list("pk", "version"))
    return Difference(
        entries=len(wanted),
        indexed=len(held),
        missing=tuple(sorted(wanted.keys() - held.keys())),
        surplus=tuple(sorted(held.keys() - wanted.keys())),
        stale=tuple(sorted(pk for pk in wanted.keys() & held.keys() if held[pk] < wanted[pk])),
        altered=altered,
    )


def repair(difference: Difference) -> int:
    """Ask for what differs to be sent again, under new versions; return how many."""
    from search.indexing import NextVersion  # noqa: PLC0415  indexing knows nothing of engines

    wrong = {*difference.missing, *difference.stale, *difference.altered}
    # A new version is written even over contents that someone changed behind our back.
    Entry.objects.filter(pk__in=wrong).update(version=NextVersion())
    for pk in difference.surplus:
        Change.objects.update_or_create(
            pk=pk,
            defaults={"version": NextVersion(), "is_gone": True, "attempts": 0, "error": ""},
        )
    return len(wrong) + len(difference.surplus)


def _versions(server: Elasticsearch) -> Iterator[tuple[int, int]]:
    last = 0
    while True:
        found = server.search(
            index=alias(),
            size=BATCH,
            sort=[{"id": "asc"}],
            search_after=[last],
            source=False,
            docvalue_fields=[{"field": "version"}],
        )["hits"]["hits"]
        if not found:
            return
        for hit in found:
            yield int(hit["_id"]), int(hit["fields"]["version"][0])
        last = int(found[-1]["_id"])


def _altered(server: Elasticsearch, sample: int) -> Iterator[int]:
    chosen = {
        entry.pk: entry for entry in Entry.objects.filter(is_found=True).order_by("?")[:sample]
    }
    if not chosen:
        return
    held = server.mget(index=alias(), ids=[str(pk) for pk in chosen])["docs"]
    for document in held:
        entry = chosen[int(document["_id"])]
        known: dict[str, Any] = document.get("_source") or {}
        if known and known.get("version") == entry.version and known != to_source(entry):
            yield entry.pk
