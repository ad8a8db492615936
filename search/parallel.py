"""Several processes rebuild, one site's share of a source each at a time."""

from collections.abc import Collection, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, wait
from functools import partial
from itertools import groupby
from multiprocessing import get_context
from multiprocessing.queues import SimpleQueue

from django.db import connections

from search.indexing import Tally, in_lock_order, lock_id
from search.rebuild import Progress, Unit, rebuild

# A forked process knows settings, sources and database without starting Django again.
_CONTEXT = get_context("fork")
_progress: SimpleQueue[int] | None = None


def apart(source: str, keys: Collection[str], *, size: int) -> list[list[str]]:
    """Cut the keys of the current site's things into lists of which no two share a lock.

    Each thing's lock is held until the end of its transaction: processes that refresh a list each,
    in one transaction, never wait for one another.
    """
    lists: list[list[str]] = []
    for _lock, group in groupby(in_lock_order(source, keys), partial(lock_id, source)):
        if not lists or len(lists[-1]) >= size:
            lists.append([])
        lists[-1].extend(group)
    return lists


def rebuild_all(units: list[Unit], *, jobs: int, progress: Progress) -> Tally:
    """Rebuild all units; with one job in this process."""
    total = Tally()
    if jobs == 1 or len(units) == 1:
        for unit in units:
            total.add(rebuild(unit, progress))
        return total
    # A connection belongs to the process that opened it: children must find none to inherit.
    connections.close_all()
    queue: SimpleQueue[int] = _CONTEXT.SimpleQueue()
    pool = ProcessPoolExecutor(jobs, _CONTEXT, initializer=_start, initargs=(queue,))
    with pool:
        for future in _follow([pool.submit(_rebuild, unit) for unit in units], queue, progress):
            total.add(future.result())
    return total


def _follow(
    futures: list[Future[Tally]], queue: SimpleQueue[int], progress: Progress
) -> Iterator[Future[Tally]]:
    """Give each future when it is done, and pass on what the processes say meanwhile."""
    waiting = set(futures)
    while waiting:
        done, waiting = wait(waiting, timeout=0.2, return_when="FIRST_COMPLETED")
        while not queue.empty():
            progress(queue.get())
        yield from done


def _start(queue: SimpleQueue[int]) -> None:
    global _progress  # noqa: PLW0603  one for each process, set once
    _progress = queue


def _rebuild(unit: Unit) -> Tally:
    if _progress is None:
        raise RuntimeError("This process was not started by rebuild_all.")
    return rebuild(unit, _progress.put)
