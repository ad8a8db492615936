"""Synonyms and stop words: those that came with the platform, or the editors' last version.

They act on what was typed, never on what was indexed: a new version serves at the next search, on
both engines, and nothing is built again.
"""

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from search import analysis, spelling
from search.spelling import Known

LANGUAGE = "fr"
# A process looks for a newer version that often.
SECONDS = 20.0
LONGEST_EXPRESSION, MOST_IN_GROUP, MOST_GROUPS = 6, 20, 2_000

type Expression = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wording:
    """Expressions as stems, and what they are also called."""

    version: int = 0
    others: Mapping[Expression, tuple[Expression, ...]] = field(default_factory=dict)
    stop_words: frozenset[str] = frozenset()
    # Words of the expressions, by what spelling finds them again: known, though in no text.
    words: frozenset[str] = frozenset()
    by_key: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def similar(self, word: str) -> list[Known]:
        """Return words of the expressions that a misspelt one may stand for."""
        keys = spelling.keys(word, LANGUAGE) if self.by_key else ()
        found = dict.fromkeys(known for key in keys for known in self.by_key.get(key, ()))
        return [Known(known, LANGUAGE, 1) for known in found]

    def expand(self, stems: Sequence[str]) -> Iterator[tuple[int, Expression, Expression]]:
        """Give, for each place where an expression stands, it and what it is also called."""
        for start in range(len(stems)):
            for length in range(1, LONGEST_EXPRESSION + 1):
                said = tuple(stems[start : start + length])
                if len(said) == length:
                    yield from ((start, said, other) for other in self.others.get(said, ()))


NO_WORDING = Wording()


def groups_of(text: str) -> list[list[str]]:
    """Read lines of words with commas; a line that begins with # is a note."""
    lines = [line.strip() for line in text.splitlines()]
    groups = [line.split(",") for line in lines if line and not line.startswith("#")]
    return [[word.strip() for word in group if word.strip()] for group in groups]


def read(synonyms: str, stop_words: str = "", version: int = 0) -> Wording:
    """Return the wording that two texts of the back office say."""
    others: dict[Expression, list[Expression]] = {}
    for group in groups_of(synonyms):
        said = [tuple(analysis.stems(word, LANGUAGE)) for word in group]
        known = list(dict.fromkeys(expression for expression in said if expression))
        for expression in known:
            others.setdefault(expression, []).extend(one for one in known if one != expression)
    stop = frozenset(word for word in analysis.tokens(stop_words, LANGUAGE))
    kept = {said: tuple(dict.fromkeys(other)) for said, other in others.items()}
    words = frozenset(
        word
        for group in groups_of(synonyms)
        for said in group
        for word in analysis.words(said, LANGUAGE)
        if spelling.can_be_wrong(word)
    )
    return Wording(version, kept, stop, words, _by_key(words))


def _by_key(words: Iterable[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for word in sorted(words):
        for key in spelling.keys(word, LANGUAGE):
            found.setdefault(key, []).append(word)
    return {key: tuple(same) for key, same in found.items()}


def problems(synonyms: str) -> Iterator[tuple[int, str]]:
    """Give the number of each wrong line, and its text: what an editor must mend."""
    for number, line in enumerate(synonyms.splitlines(), 1):
        words = line.strip()
        if not words or words.startswith("#"):
            continue
        group = [word for word in words.split(",") if word.strip()]
        stems = {tuple(analysis.stems(word, LANGUAGE)) for word in group}
        is_long = any(len(expression) > LONGEST_EXPRESSION for expression in stems)
        if not 2 <= len(group) <= MOST_IN_GROUP or () in stems or len(stems) < 2 or is_long:  # noqa: PLR2004  two words make a group
            yield number, words


@cache
def default_synonyms() -> str:
    """Return the groups of the file, without what it says to programmers."""
    text = (Path(__file__).parent / "synonyms.txt").read_text(encoding="utf-8")
    return "".join(line for line in text.splitlines(keepends=True) if not line.startswith("#"))


_kept: tuple[float, Wording] | None = None


def current() -> Wording:
    """Return the wording in force, read again now and then."""
    global _kept  # noqa: PLW0603  one for each process
    if _kept is None or time.monotonic() > _kept[0]:
        known = _kept[1] if _kept else None
        _kept = (time.monotonic() + SECONDS, _newest(known))
    return _kept[1]


def forget() -> None:
    """Look at once at the next search."""
    global _kept  # noqa: PLW0603  kept for the process
    _kept = None


def _newest(known: Wording | None) -> Wording:
    from search.editorial import WordingVersion  # noqa: PLC0415  a table

    saved = WordingVersion.objects.order_by("-pk").first()
    version = saved.pk if saved else 0
    if known and known.version == version:
        return known
    if saved is None:
        return read(default_synonyms())
    return read(saved.synonyms, saved.stop_words, version)
