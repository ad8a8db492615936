"""Asks an engine all of the judged set, and says what its answers are worth."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bench.relevance import judged
from bench.relevance.baseline import Baseline
from bench.relevance.judged import Judged
from bench.relevance.measures import ndcg, recall, reciprocal_rank
from search.trial import Text, Trial

SEED = 20_261_121
# Their words are not whole: a slip more says nothing.
SLIPPED = frozenset({"misspelt", "prefix"})


@dataclass(frozen=True, slots=True)
class Report:
    figures: dict[str, float]
    each: tuple[tuple[Judged, float], ...]


def measure(engine: str, queries: Sequence[Judged]) -> Report:
    """Index the texts in a scratch database and ask every query, in all its forms."""
    docs = judged.docs()
    texts = [_text(doc) for doc in docs]
    slipped = [
        (query, slip)
        for query in queries
        if query.kind not in SLIPPED and (slip := judged.with_a_slip(query, SEED)) is not None
    ]
    plain = Baseline(docs)
    with Trial(engine) as trial:
        trial.index(texts, lambda _: None)
        answers = _ask(trial, queries)
        accents = _ask(trial, [judged.without_accents(query) for query in queries])
        slips = _ask(trial, [slip for _query, slip in slipped])
        letters = list(judged.first_letters(SEED))
        begun = _ask(trial, letters)
    clean = _mean(queries, answers)
    french = [query for query in queries if query.kind not in {"arabic", "english"}]
    own = dict(zip([query.id for query in queries], answers, strict=True))
    return Report(
        figures={
            "ndcg_at_10": clean,
            "mrr": sum(map(_rank, queries, answers)) / len(queries),
            "recall_at_20": sum(map(_recall, queries, answers)) / len(queries),
            "share_without_result": sum(not found for found in answers) / len(queries),
            "without_accents_ratio": _mean(queries, accents) / clean,
            "one_slip_ratio": _mean([slip for _, slip in slipped], slips)
            / _mean([query for query, _ in slipped], [own[query.id] for query, _ in slipped]),
            "first_letters_ndcg": _mean(letters, begun),
            "french_ndcg": _mean(french, [own[query.id] for query in french]),
            "baseline_french_ndcg": _mean(french, [plain.ask(query.text) for query in french]),
        },
        each=tuple(
            (query, ndcg(found, query.relevant))
            for query, found in zip(queries, answers, strict=True)
        ),
    )


def _text(doc: Mapping[str, str]) -> Text:
    said = {name: doc[name] for name in ("id", "title", "text", "kind")}
    return Text(**said, language=doc["lang"])


def _ask(trial: Trial, queries: Sequence[Judged]) -> list[list[str]]:
    return [trial.ask(query.text, query.mode)[0] for query in queries]


def _mean(queries: Sequence[Judged], answers: Sequence[list[str]]) -> float:
    scores = [ndcg(found, query.relevant) for query, found in zip(queries, answers, strict=True)]
    return sum(scores) / max(len(scores), 1)


def _rank(query: Judged, found: list[str]) -> float:
    return reciprocal_rank(found, query.relevant)


def _recall(query: Judged, found: list[str]) -> float:
    return recall(found, query.relevant)
