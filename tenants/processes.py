"""Several processes share a list of parts out among themselves; each part commits by itself."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any

from django.db import connection, connections

from tenants.context import enter

# A forked process knows settings and what was read already, without starting Django again.
_CONTEXT = get_context("fork")
type Work[P, R] = Callable[[P], R]


class _Site:
    """What the processes of a pool do, and where: set once in each."""

    schema = ""
    work: Work[Any, Any] | None = None


def share_out[P, R](parts: Sequence[P], work: Work[P, R], *, schema: str, jobs: int) -> Iterator[R]:
    """Do each part in the site, some at once; give what each one did, in order.

    One part alone, or one inside a transaction, is done here: another process would not see what
    this one has not committed.
    """
    if jobs == 1 or len(parts) == 1 or connection.in_atomic_block:
        yield from map(work, parts)
        return
    # A connection belongs to the process that opened it: children must find none to inherit.
    connections.close_all()
    with ProcessPoolExecutor(jobs, _CONTEXT, initializer=_start, initargs=(schema, work)) as pool:
        yield from pool.map(_do, parts)


def _start(schema: str, work: Work[Any, Any]) -> None:
    _Site.schema, _Site.work = schema, work


def _do(part: object) -> Any:
    if _Site.work is None:
        raise RuntimeError("This process was not started by share_out.")
    with enter(_Site.schema):
        return _Site.work(part)
