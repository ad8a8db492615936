"""Levels that must hold; `python -m bench.relevance --floors` and the tests fail below them."""

from collections.abc import Iterator, Mapping

LEAST = {
    "ndcg_at_10": 0.9,
    "mrr": 0.9,
    "recall_at_20": 0.9,
    "without_accents_ratio": 0.98,
    "one_slip_ratio": 0.96,
    "first_letters_ndcg": 0.95,
}
MOST = {"share_without_result": 0.005, "slips_without_result": 0.005}
# The two engines find the same, or nearly.
MOST_APART = 0.02


def missed(figures: Mapping[str, float]) -> Iterator[str]:
    """Give a sentence for each level that does not hold."""
    for name, least in LEAST.items():
        if figures[name] < least:
            yield f"{name} is {figures[name]:.4f}, below {least}"
    for name, most in MOST.items():
        if figures[name] > most:
            yield f"{name} is {figures[name]:.4f}, above {most}"
    for name, value in figures.items():
        if name.startswith("baseline") and figures["french_ndcg"] < value:
            yield f"french_ndcg is {figures['french_ndcg']:.4f}, below {value:.4f} of {name}"
