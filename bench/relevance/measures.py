"""What one ranking is worth, from the grades of a query: pure Python."""

import math
from collections.abc import Mapping, Sequence

type Grades = Mapping[str, int]

TOP = 10


def ndcg(ranked: Sequence[str], grades: Grades, top: int = TOP) -> float:
    """Return 1 when the best come first; a useful text counts less the lower it stands."""
    best = _gain(sorted(grades.values(), reverse=True)[:top])
    return _gain([grades.get(found, 0) for found in ranked[:top]]) / best if best else 0.0


def _gain(grades: Sequence[int]) -> float:
    return sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(grades))


def reciprocal_rank(ranked: Sequence[str], grades: Grades) -> float:
    places = (place for place, found in enumerate(ranked, 1) if grades.get(found))
    return 1 / next(places, math.inf)


def recall(ranked: Sequence[str], grades: Grades) -> float:
    """Return the share of the useful texts among those found (twenty at most)."""
    useful = {text for text, grade in grades.items() if grade}
    return len(useful & set(ranked)) / len(useful) if useful else 0.0
