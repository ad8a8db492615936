"""A well-tuned BM25 with French stemming, elision and folding: what any engine must equal.

Plain Python, nothing of `search`: Snowball stems of accented words, folded; the title twice.
"""

import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

import snowballstemmer

K1, B, TITLE = 1.2, 0.75, 2
ELIDED = frozenset("l d c j m n s t qu jusqu lorsqu puisqu quoiqu".split())
STOP = frozenset(
    "au aux avec ce ces cette dans de des du elle en est et il ils je la le les leur leurs lui ma"
    " mais me mes moi mon ne nos notre nous on ou où par pas pour qu que quel quelle qui sa se ses"
    " son sont sur ta te tes toi ton tu un une vos votre vous à comment quand pourquoi".split()
)
_WORD = re.compile(r"\w+(?:['’]\w+)*")
_stem = snowballstemmer.stemmer("french").stemWord


def terms(text: str) -> Iterator[str]:
    for match in _WORD.finditer(text.lower()):
        for word in match[0].replace("’", "'").split("'"):
            if word not in ELIDED and word not in STOP:
                yield _fold(_stem(word))


def _fold(word: str) -> str:
    flat = unicodedata.normalize("NFD", word.replace("œ", "oe").replace("æ", "ae"))
    return "".join(letter for letter in flat if not unicodedata.combining(letter))


class Baseline:
    """Ranks texts, given as objects with id, title and text."""

    def __init__(self, docs: Iterable[Mapping[str, str]]) -> None:
        self.counts = {doc["id"]: _counts(doc) for doc in docs}
        self.lengths = {name: sum(counts.values()) for name, counts in self.counts.items()}
        self.average = sum(self.lengths.values()) / max(len(self.lengths), 1)
        self.holding: dict[str, list[str]] = defaultdict(list)
        for name, counts in self.counts.items():
            for term in counts:
                self.holding[term].append(name)

    def ask(self, text: str, most: int = 20) -> list[str]:
        scores: Counter[str] = Counter()
        for term in dict.fromkeys(terms(text)):
            number = len(self.holding.get(term, ()))
            rarity = math.log(1 + (len(self.counts) - number + 0.5) / (number + 0.5))
            for name in self.holding.get(term, ()):
                often, length = self.counts[name][term], self.lengths[name] / self.average
                scores[name] += rarity * often * (K1 + 1) / (often + K1 * (1 - B + B * length))
        return [name for name, _score in scores.most_common(most)]


def _counts(doc: Mapping[str, str]) -> Counter[str]:
    counts = Counter(terms(doc["text"]))
    for term in terms(doc["title"]):
        counts[term] += TITLE
    return counts
