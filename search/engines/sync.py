"""Keeps Elasticsearch equal to the catalogue: changes in small batches, or everything anew.

Every change of an entry leaves a row in `search_change`, in its own transaction; a worker sends it
with the entry's version, which Elasticsearch compares with the one it has: whatever the order of
arrival, the newest stays. A row goes when its version is there. What cannot be indexed is tried
again, later and later, then kept as a dead letter.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from elasticsearch import ApiError, Elasticsearch, TransportError
from elasticsearch.helpers import BulkIndexError, streaming_bulk

from search.catalogue import Entry
from search.engines.base import EngineDown
from search.engines.elasticsearch import alias, client
from search.engines.mapping import to_source
from search.tables import Change
from tenants import alerts

BATCH = 300
SECONDS = 60.0
MOST_ATTEMPTS = 8
FIRST_WAIT = timedelta(seconds=30)
# The same version or a newer one is there already, or what was to go: nothing is lost.
CONFLICT, NOT_FOUND = 409, "not_found"
# A full disk, a closed index, no room left: the fault of no entry, which waits as it is.
TAKES_NOTHING = {403, 429, 503, 507}
DEAD = "search.dead"


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of one batch."""

    done: int = 0
    failed: int = 0

    def __add__(self, other: "Sent") -> "Sent":
        return Sent(self.done + other.done, self.failed + other.failed)


def next_alias() -> str:
    """Return the name of the index being built, while one is."""
    return f"{alias()}-next"


def push(at: datetime, *, most: int = 100) -> Sent:
    """Send what has changed, at most so many batches; or raise EngineDown with nothing lost."""
    server, total = client(seconds=SECONDS), Sent()
    for _turn in range(most):
        sent = _push_batch(server, at)
        total += sent
        if sent.done + sent.failed < BATCH:
            break
    _tell_of_dead()
    return total


def _push_batch(server: Elasticsearch, at: datetime) -> Sent:
    """Send what is due. No lock is held meanwhile: whoever publishes would wait for the server."""
    changes = list(_due(at).order_by("next_at", "entry_id")[:BATCH])
    if not changes:
        return Sent()
    errors = send(server, actions(changes), aliases=_written(server))
    _settle({change.pk: change.version for change in changes}, errors, at)
    return Sent(len(changes) - len(errors), len(errors))


def _due(at: datetime) -> QuerySet[Change]:
    return Change.objects.filter(next_at__lte=at, attempts__lt=MOST_ATTEMPTS)


@transaction.atomic
def _settle(sent: dict[int, int], errors: dict[int, str], at: datetime) -> None:
    """Forget what is there, put off what is not. Rows that somebody is writing stay as they are."""
    rows = _due(at).select_for_update(skip_locked=True).filter(pk__in=sent)
    # Written again meanwhile: the row now speaks of a newer version, and is sent too.
    same = [change for change in rows if change.version == sent[change.pk]]
    Change.objects.filter(pk__in=[row.pk for row in same if row.pk not in errors]).delete()
    for change in same:
        if change.pk in errors:
            _postpone(change, errors[change.pk], at)


def actions(changes: Iterable[Change]) -> Iterator[dict[str, Any]]:
    """Return what to tell Elasticsearch of these changes."""
    changes = list(changes)
    here = [change.pk for change in changes if not change.is_gone]
    # What no text may find is not there for Elasticsearch.
    present = Entry.objects.filter(pk__in=here, is_found=True)
    entries = {entry.pk: entry for entry in present}
    for change in changes:
        entry = entries.get(change.entry_id)
        if entry is not None:
            yield to_action(entry)
        else:
            yield {
                "_op_type": "delete",
                "_id": str(change.entry_id),
                "version": change.version,
                "version_type": "external",
            }


def to_action(entry: Entry) -> dict[str, Any]:
    return {
        "_op_type": "index",
        "_id": str(entry.pk),
        "version": entry.version,
        "version_type": "external",
        "_source": to_source(entry),
    }


def send(
    server: Elasticsearch, sent: Iterable[dict[str, Any]], *, aliases: list[str]
) -> dict[int, str]:
    """Send to every alias; return the error of each entry that could not be indexed."""
    wanted = ({**action, "_index": index} for action in sent for index in aliases)
    errors: dict[int, str] = {}
    try:
        # A server that is overwhelmed answers 429: it is asked again after 1, 2, 4 seconds.
        for is_done, result in streaming_bulk(
            server,
            wanted,
            chunk_size=BATCH,
            raise_on_error=False,
            max_retries=3,
            initial_backoff=1,
            # A swap may take a name away at any moment: no index is to be made under it.
            require_alias=True,
        ):
            (outcome,) = result.values()
            # Deletions make one all the same; the next rebuild removes it.
            if outcome["status"] in TAKES_NOTHING or outcome["_index"] in aliases:
                raise EngineDown(f"Elasticsearch takes nothing: {outcome.get('error', outcome)}")
            if is_done or outcome["status"] == CONFLICT or outcome.get("result") == NOT_FOUND:
                continue
            errors[int(outcome["_id"])] = str(outcome.get("error", outcome["status"]))[:1000]
    except (ApiError, TransportError, BulkIndexError) as error:
        raise EngineDown(f"Elasticsearch does not answer: {error}") from error
    return errors


def _written(server: Elasticsearch) -> list[str]:
    """Return the names to write to: the index in use, and the one being built."""
    try:
        names = [name for name in (alias(), next_alias()) if server.indices.exists_alias(name=name)]
    except (ApiError, TransportError) as error:
        raise EngineDown(f"Elasticsearch does not answer: {error}") from error
    if not names:
        raise EngineDown("Elasticsearch has no index yet: run reindex --engine elasticsearch.")
    return names


def _postpone(change: Change, error: str, at: datetime) -> None:
    change.attempts += 1
    change.error = error
    change.next_at = at + FIRST_WAIT * 2**change.attempts
    change.save(update_fields=["attempts", "error", "next_at"])


def keep_refused(entries: Iterable[Entry]) -> None:
    """Have what a new index refused tried again, then kept as a dead letter, like any change."""
    rows = [Change(entry_id=entry.pk, version=entry.version) for entry in entries]
    # Who is there already has changed meanwhile.
    Change.objects.bulk_create(rows, ignore_conflicts=True)


def dead_letters() -> int:
    return Change.objects.filter(attempts__gte=MOST_ATTEMPTS).count()


def revive() -> int:
    """Try the dead letters again."""
    return Change.objects.filter(Q(attempts__gt=0)).update(attempts=0, error="")


def _tell_of_dead() -> None:
    if number := dead_letters():
        message = _("%(number)s entries cannot be indexed by Elasticsearch.") % {"number": number}
        alerts.raise_alert(DEAD, "", message)
    else:
        alerts.clear(DEAD)
