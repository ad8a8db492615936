"""What common words find, from the arrays of a snapshot: the best of it, and how much there is.

Scores, order and numbers are those that postings give; a test compares them. It gives way, with
None, when there is no snapshot, or too much has changed since.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from search import snapshot
from search.engines import hits
from search.engines.base import Request
from search.engines.sql import Sql
from search.plan import Plan
from search.snapshot import Entries

type Scores = NDArray[np.float64]
type Places = NDArray[np.integer]
type Rows = list[tuple[Any, ...]]

# What is over comes after everything else, however good.
OVER = 1e12

_WRITTEN_SINCE = """
    SELECT held.id, held.profile, held.score FROM ({hits}) AS held WHERE held.id = ANY(%s)
"""
_HITS = """
    SELECT * FROM unnest(%s::bigint[], %s::bigint[], %s::float8[]) AS held (id, profile, score)
"""
_COUNTED = "SELECT * FROM unnest(%s::bigint[], %s::bigint[]) AS counted (id, number)"
_ADDED = "SELECT * FROM unnest(%s::bigint[], %s::bigint[]) AS added (id, score)"


@dataclass(frozen=True, slots=True)
class Found:
    """Tables that stand for what postings would say."""

    hits: Sql
    # How many there are of each profile.
    counted: Sql
    # What words that do not lead add to the hits.
    added: Sql


def found_by(request: Request, allowed: Sql, titles: Sql) -> Found | None:
    """Return the best of what is found, and how much there is.

    `allowed` are the profiles that the page may show, `titles` the entries whose title counts more.
    """
    if (entries := snapshot.current()) is None:
        return None
    if (changed := snapshot.changed_since(entries)) is None:
        return None
    plan = request.plan
    led, _others = hits.parted(plan)
    scores = _scores(plan, entries, led)
    scores[entries.places_of(changed)] = 0
    found = np.flatnonzero(scores)
    same = entries.places_of(_ids(titles))
    best = _best(request, entries, scores, found, _ids(allowed))
    shown = np.union1d(best, same[scores[same] > 0])
    numbers = np.bincount(entries.profile_at[found], minlength=len(entries.profiles))
    counted = Counter(dict(zip(entries.profiles.tolist(), numbers.tolist(), strict=True)))
    rows, added = _held(plan, entries, shown, scores)
    if changed:
        written, more = _written_since(plan, changed)
        counted.update(profile for _id, profile, _score in written)
        rows, added = rows + written, added + more
    counted = +counted
    return Found(
        Sql(_HITS, _columns(rows, 3)),
        Sql(_COUNTED, [list(counted), list(counted.values())]),
        Sql(_ADDED, _columns(added, 2)),
    )


def _held(plan: Plan, entries: Entries, shown: Places, scores: Scores) -> tuple[Rows, Rows]:
    """Return the hits at these places, and what words that do not lead add to each."""
    ids = entries.ids[shown].tolist()
    profiles = entries.profiles[entries.profile_at[shown]].tolist()
    rows: Rows = list(zip(ids, profiles, scores[shown].tolist(), strict=True))
    _led, others = hits.parted(plan)
    if not others:
        return rows, []
    more = np.rint(1000 * _scores(plan, entries, others)[shown]).astype(np.int64)
    return rows, list(zip(ids, more.tolist(), strict=True))


def _written_since(plan: Plan, changed: list[int]) -> tuple[Rows, Rows]:
    """Return the same of entries that the snapshot does not know, from postings."""
    held = hits.found_by(plan)
    rows = _rows(Sql(_WRITTEN_SINCE.format(hits=held.text), [*held.values, changed]))
    _led, others = hits.parted(plan)
    return rows, _rows(hits.added_to(plan, changed)) if others else []


def _scores(plan: Plan, entries: Entries, weights: Mapping[int, float]) -> Scores:
    """Return what words bring each place, zero where none of them is; BM25 as in `hits`."""
    steady, longer = hits.steady(plan)
    scores = np.zeros(len(entries.ids))
    for term, weight in weights.items():
        held = snapshot.held_by(entries, term)
        often = held.frequencies.astype(np.float64)
        length = longer * entries.lengths[held.places]
        worth = (hits.K1 + 1) * often / (often + steady + length)
        scores[held.places] += weight * np.where(often > 0, worth, 1)
    return scores


def _best(
    request: Request, entries: Entries, scores: Scores, found: Places, allowed: list[int]
) -> Places:
    """Return the places that come first: not over, then the highest scores."""
    is_allowed = np.isin(entries.profiles, allowed)
    found = found[is_allowed[entries.profile_at[found]]]
    if len(found) <= hits.WINDOW:
        return found
    over = OVER * (entries.ends[found] < request.at.timestamp())
    worth = np.rint(1000 * scores[found]) - over
    least = np.partition(worth, -hits.WINDOW)[-hits.WINDOW]
    better, equal = found[worth > least], found[worth == least]
    # Of equals those written last, as the statement orders them.
    return np.concatenate([better, equal[len(better) - hits.WINDOW :]])


def _ids(rows: Sql) -> list[int]:
    return [pk for (pk,) in _rows(rows)]


def _rows(statement: Sql) -> Rows:
    with connection.cursor() as cursor:
        cursor.execute(statement.text, statement.values)
        return list(cursor.fetchall())


def _columns(rows: Rows, number: int) -> list[list[Any]]:
    return [[row[column] for row in rows] for column in range(number)]
