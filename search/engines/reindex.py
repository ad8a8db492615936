"""Builds a new index beside the one in use, then swaps the name: readers never wait.

Writers do not either: `sync.push` writes to both while the new one is built. The copy goes by
entry number and notes how far it came in the index itself, so one that was killed goes on from
there. The few entries that the new index refuses are changes still to be sent.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from elasticsearch import ApiError, Elasticsearch, TransportError

from search.catalogue import Entry
from search.engines.base import EngineDown
from search.engines.elasticsearch import alias, client
from search.engines.mapping import index_body
from search.engines.sync import SECONDS, Sent, keep_refused, next_alias, revive, send, to_action

BATCH = 500
# One entry in so many may be refused: beyond, the fault is the index's.
REFUSED_SHARE = 10
type Progress = Callable[[int], object]


class Broken(Exception):
    """Too many entries that Elasticsearch refuses; the index in use was left as it is."""


def run(at: datetime, progress: Progress = lambda _: None, *, again: bool = False) -> Sent:
    """Build and put in use a whole index, or raise Broken; `again` forgets a half-built one."""
    server = client(seconds=SECONDS)
    try:
        if again:
            _forget(server)
        index = _begin(server, at)
        refused = _copy(server, index, progress)
        number = _counted(server, index)
        if len(refused) * REFUSED_SHARE > number:
            # Nothing would mend it: the next run begins afresh.
            _forget(server)
            first = min(refused)
            raise Broken(f"{len(refused)} entries were refused; entry {first}: {refused[first]}")
        _swap(server, index)
        # What the old index refused, this one may take.
        revive()
    except (ApiError, TransportError) as error:
        raise EngineDown(f"Elasticsearch does not answer: {error}") from error
    return Sent(number, len(refused))


def is_missing() -> bool:
    """Say whether no index is in use yet: a platform that has just been given a server."""
    try:
        return not client(seconds=SECONDS).indices.exists_alias(name=alias())
    except (ApiError, TransportError) as error:
        raise EngineDown(f"Elasticsearch does not answer: {error}") from error


def _begin(server: Elasticsearch, at: datetime) -> str:
    """Return the index being built, a new one unless an earlier copy was interrupted."""
    if server.indices.exists_alias(name=next_alias()):
        return str(next(iter(server.indices.get_alias(name=next_alias()))))
    _forget(server)
    index = f"{alias()}-{at:%Y%m%d%H%M%S%f}"
    server.indices.create(index=index, aliases={next_alias(): {}}, **index_body())
    return index


def _copy(server: Elasticsearch, index: str, progress: Progress) -> dict[int, str]:
    """Copy what is missing; return the error of each entry that was refused."""
    last, refused = _copied_to(server, index), dict[int, str]()
    wanted = Entry.objects.filter(is_found=True).order_by("pk")
    progress(wanted.filter(pk__lte=last).count())
    while entries := list(wanted.filter(pk__gt=last)[:BATCH]):
        errors = send(server, map(to_action, entries), aliases=[next_alias()])
        keep_refused(entry for entry in entries if entry.pk in errors)
        refused |= errors
        last = entries[-1].pk
        server.indices.put_mapping(index=index, meta={"copied_to": last})
        progress(len(entries))
    return refused


def _counted(server: Elasticsearch, index: str) -> int:
    server.indices.refresh(index=index)
    return int(server.count(index=index)["count"])


def _copied_to(server: Elasticsearch, index: str) -> int:
    mappings: dict[str, Any] = server.indices.get_mapping(index=index)[index]["mappings"]
    return int(mappings.get("_meta", {}).get("copied_to", 0))


def _swap(server: Elasticsearch, index: str) -> None:
    """Give the name to the new index, in one step, and remove the old ones."""
    held = server.indices.get(index=alias(), ignore_unavailable=True)
    old = [name for name in held if name != index]
    steps: list[dict[str, Any]] = [
        {"remove": {"index": index, "alias": next_alias()}},
        {"add": {"index": index, "alias": alias()}},
        *({"remove_index": {"index": name}} for name in old),
    ]
    server.indices.update_aliases(actions=steps)


def _forget(server: Elasticsearch) -> None:
    """Remove what bears the name of the index being built: an alias, or an index made by mistake.

    As long as there is an index of this name, no alias can have it.
    """
    for name in server.indices.get(index=next_alias(), ignore_unavailable=True):
        server.indices.delete(index=str(name))


def drop() -> None:
    """Remove every index of this platform: for tests and trials."""
    server = client(seconds=SECONDS)
    for name in server.indices.get(index=f"{alias()}-*", expand_wildcards="all"):
        server.indices.delete(index=str(name))
