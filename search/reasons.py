"""Says why each result of a search stands where it stands."""

from dataclasses import dataclass

from search import answers, plan
from search.engines import choice
from search.engines.hits import K1, B, weights
from search.postings import term_id
from search.query import Card, Query
from search.tables import Posting

SHOWN = 10


@dataclass(frozen=True, slots=True)
class Part:
    """What one term brings to one result."""

    term: str
    frequency: float
    points: float


@dataclass(frozen=True, slots=True)
class Reason:
    """One result, and what it holds of the search."""

    card: Card
    score: float
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    engine: str
    plan: plan.Plan
    total: int
    reasons: tuple[Reason, ...]


def explain(text: str) -> Explanation:
    """Return the first results of the whole network with their reasons."""
    query = Query(text=text, per_page=SHOWN)
    wanted = answers.plan_of(query)
    answer = choice.search(answers.to_request(query, wanted))
    cards = {card.entry_id: card for card in answers.cards_of([h.entry_id for h in answer.hits])}
    parts = _parts(wanted, list(cards))
    reasons = tuple(
        Reason(cards[hit.entry_id], hit.score, tuple(parts.get(hit.entry_id, ())))
        for hit in answer.hits
        if hit.entry_id in cards
    )
    return Explanation(answer.engine, wanted, answer.total, reasons)


def _parts(wanted: plan.Plan, entries: list[int]) -> dict[int, list[Part]]:
    """Return what each term brings to each entry, as PostgreSQL counts it."""
    worth = weights(wanted)
    names = {term_id(term.text): term.text for term in wanted.terms}
    found: dict[int, list[Part]] = {}
    for held in Posting.objects.filter(term__in=list(names), entry_id__in=entries):
        length = 1 - B + B * held.length / wanted.average_length
        often = max(held.frequency, 0)
        share = often * (K1 + 1) / (often + K1 * length) if often else 1
        part = Part(names[held.term], often, round(worth[held.term] * share, 2))
        found.setdefault(held.entry_id, []).append(part)
    for parts in found.values():
        parts.sort(key=lambda part: -part.points)
    return found
