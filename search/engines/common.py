"""What common words find, from the arrays of a snapshot: the best of it, and how much there is.

Scores, order and numbers are those that postings give; a test compares them. It gives way, with
None, when no snapshot holds the words, or too much has changed since.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from itertools import groupby
from operator import itemgetter

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from search import snapshot
from search.engines import hits
from search.engines.base import Request
from search.engines.sql import Sql
from search.plan import Plan
from search.postings import term_id
from search.snapshot import Entries, Held

type Scores = NDArray[np.float64]
type Places = NDArray[np.integer]
# A term, the places it is in, and how often it is there.
type Where = tuple[int, Places, NDArray[np.number]]

# What is over comes after everything else, however good.
OVER = 1e9

_RARER = """
    SELECT term, entry_id, frequency FROM public.search_posting WHERE term = ANY(%s) ORDER BY term
"""
_WRITTEN_SINCE = """
    SELECT held.id, held.profile, held.score FROM ({hits}) AS held WHERE held.id = ANY(%s)
"""
_HITS = """
    SELECT * FROM unnest(%s::bigint[], %s::bigint[], %s::float8[]) AS held (id, profile, score)
"""
_COUNTED = "SELECT * FROM unnest(%s::bigint[], %s::bigint[]) AS counted (id, number)"


def found_by(request: Request, allowed: Sql, titles: Sql) -> tuple[Sql, Sql] | None:
    """Return the best hits, and how many there are of each profile.

    `allowed` are the profiles that the page may show, `titles` the entries whose title counts more.
    """
    if (entries := snapshot.current()) is None:
        return None
    changed = snapshot.changed_since(entries)
    scores = _scores(request.plan, entries)
    if changed is None or scores is None:
        return None
    scores[entries.places_of(changed)] = 0
    found = np.flatnonzero(scores)
    same = entries.places_of(_ids(titles))
    shown = np.union1d(
        _best(request, entries, scores, found, _ids(allowed)), same[scores[same] > 0]
    )
    numbers = np.bincount(entries.profile_at[found], minlength=len(entries.profiles))
    counted = Counter(dict(zip(entries.profiles.tolist(), numbers.tolist(), strict=True)))
    rows = list(
        zip(
            entries.ids[shown].tolist(),
            entries.profiles[entries.profile_at[shown]].tolist(),
            scores[shown].tolist(),
            strict=True,
        )
    )
    for row in _written_since(request.plan, changed):
        rows.append(row)
        counted[row[1]] += 1
    counted = +counted
    columns = [list(column) for column in zip(*rows, strict=True)] or [[], [], []]
    return Sql(_HITS, columns), Sql(_COUNTED, [list(counted), list(counted.values())])


def _scores(plan: Plan, entries: Entries) -> Scores | None:
    """Return what each place is worth, zero where none of the words is; BM25 as in `hits`."""
    weights = hits.leading_weights(plan)
    common = snapshot.held_by(entries, weights)
    rarer = [term for term in plan.leading() if term_id(term) not in common]
    if not common or plan.reach(rarer) > snapshot.COMMON:
        return None
    steady, longer = hits.steady(plan)
    scores = np.zeros(len(entries.ids))
    for term, places, frequencies in [*_in_arrays(common), *_in_postings(rarer, entries)]:
        often = frequencies.astype(np.float64)
        worth = (hits.K1 + 1) * often / (often + steady + longer * entries.lengths[places])
        scores[places] += weights[term] * np.where(often > 0, worth, 1)
    return scores


def _in_arrays(common: Mapping[int, Held]) -> Iterator[Where]:
    for term, held in common.items():
        yield term, held.places, held.frequencies


def _in_postings(terms: Collection[str], entries: Entries) -> Iterator[Where]:
    """Give where words are that are not common, in the entries that have a place."""
    if not terms:
        return
    with connection.cursor() as cursor:
        cursor.execute(_RARER, [[term_id(term) for term in terms]])
        rows = cursor.fetchall()
    for term, of_one in groupby(rows, itemgetter(0)):
        _, ids, often = map(np.array, zip(*of_one, strict=True))
        places, is_there = entries.find(ids)
        yield term, places[is_there], often[is_there]


def _best(
    request: Request, entries: Entries, scores: Scores, found: Places, allowed: list[int]
) -> Places:
    """Return the places that come first: not over, then the highest scores."""
    is_allowed = np.isin(entries.profiles, allowed)
    found = found[is_allowed[entries.profile_at[found]]]
    if len(found) <= hits.WINDOW:
        return found
    worth = scores[found] - OVER * (entries.ends[found] < request.at.timestamp())
    return found[np.argpartition(worth, -hits.WINDOW)[-hits.WINDOW :]]


def _written_since(plan: Plan, changed: Collection[int]) -> list[tuple[int, int, float]]:
    if not changed:
        return []
    held = hits.found_by(plan)
    with connection.cursor() as cursor:
        cursor.execute(_WRITTEN_SINCE.format(hits=held.text), [*held.values, list(changed)])
        return list(cursor.fetchall())


def _ids(rows: Sql) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(rows.text, rows.values)
        return [pk for (pk,) in cursor.fetchall()]
