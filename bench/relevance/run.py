"""Asks an engine all of a judged set, and says what its answers are worth."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bench.relevance import judged, plain
from bench.relevance.baseline import Baseline
from bench.relevance.judged import Judged
from bench.relevance.measures import ndcg, recall, reciprocal_rank
from search.trial import Trial
from search.trial_files import Text

SEED = 20_261_121
# Their words are not whole: a slip more says nothing.
SLIPPED = frozenset({"misspelt", "prefix"})

type Docs = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Report:
    figures: dict[str, float]
    each: tuple[tuple[Judged, float], ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """Queries, and what was found for each."""

    queries: Sequence[Judged]
    answers: Sequence[list[Any]]

    def mean(self, worth: Callable[[Sequence[str], Mapping[str, int]], float] = ndcg) -> float:
        scores = [
            worth(found, query.relevant)
            for query, found in zip(self.queries, self.answers, strict=True)
        ]
        return sum(scores) / max(len(scores), 1)

    @property
    def share_without(self) -> float:
        return sum(not found for found in self.answers) / max(len(self.answers), 1)

    def only(self, names: set[str]) -> "Asked":
        kept = [
            (query, found)
            for query, found in zip(self.queries, self.answers, strict=True)
            if query.id in names
        ]
        return Asked([query for query, _ in kept], [found for _, found in kept])


def measure(
    engine: str, queries: Sequence[Judged], docs: Docs | None = None, *, beside: str = ""
) -> Report:
    """Index the texts in a scratch database and ask every query, in all its forms.

    `beside` is the address of an Elasticsearch whose own French analysis is measured too.
    """
    docs = judged.docs() if docs is None else docs
    slips = [
        slip
        for query in queries
        if query.kind not in SLIPPED and (slip := judged.with_a_slip(query, SEED)) is not None
    ]
    with Trial(engine) as trial:
        trial.index([_text(doc) for doc in docs], lambda _: None)
        clean = _ask(trial, queries)
        accents = _ask(trial, [judged.without_accents(query) for query in queries])
        slipped = _ask(trial, slips)
        begun = _ask(trial, list(judged.first_letters(docs, SEED)))
    base = clean.only({slip.id for slip in slips})
    french = clean.only({q.id for q in queries if q.kind not in {"arabic", "english"}})
    figures = {
        "ndcg_at_10": clean.mean(),
        "mrr": clean.mean(reciprocal_rank),
        "recall_at_20": clean.mean(recall),
        "share_without_result": clean.share_without,
        "slips_without_result": slipped.share_without,
        "without_accents_ratio": accents.mean() / clean.mean(),
        "one_slip_ratio": slipped.mean() / base.mean(),
        "first_letters_ndcg": begun.mean(),
        "french_ndcg": french.mean(),
        **_baselines(french.queries, docs, beside),
    }
    return Report(figures, _each(clean))


def _baselines(queries: Sequence[Judged], docs: Docs, address: str) -> dict[str, float]:
    own = Baseline(docs)
    found = {"baseline": Asked(queries, [own.ask(query.text) for query in queries]).mean()}
    if address:
        with plain.filled(address, docs) as index:
            for way in plain.WAYS:
                answers = [index.ask(query.text, way) for query in queries]
                found[f"baseline_{way}"] = Asked(queries, answers).mean()
    return found


def _each(asked: Asked) -> tuple[tuple[Judged, float], ...]:
    return tuple(
        (query, ndcg(found, query.relevant))
        for query, found in zip(asked.queries, asked.answers, strict=True)
    )


def _text(doc: Mapping[str, Any]) -> Text:
    said = {name: doc[name] for name in ("id", "title", "text", "kind")}
    return Text(**said, language=doc["lang"])


def _ask(trial: Trial, queries: Sequence[Judged]) -> Asked:
    return Asked(queries, [trial.ask(query.text, query.mode)[0] for query in queries])
