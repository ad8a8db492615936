"""What is looked for, the same for every engine: `search.planning` makes it from what was typed.

Engines add up what the groups find: an entry that holds more of the words, or rarer ones, comes
first.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Protocol

from search import analysis
from search.spelling import Known

# Words that many titles begin with alike: "la classe", "comment faire".
MOST_ALIKE = 2
# A word in more entries than these, and than a tenth of all, leads to none by itself when rarer
# ones were typed: thousands of pages that hold "école" alone answer nobody's "école de cirque".
COMMON, COMMON_SHARE = 2_000, 10
# Words of titles, as they are: for first letters, and for titles made of stop words only.
TITLE = "t"
# Two stems that follow each other in a title.
PAIR = "p"
# Entries and their average length, before how many hold each term.
LEAST_FIGURES = 2
_ANALYSED = frozenset({"fr", "en", "ar"})


@dataclass(frozen=True, slots=True)
class Term:
    """A stem of a language, as "fr:ecol", and how much it counts."""

    text: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Group:
    """One word that was typed, and the terms that answer for it."""

    word: str
    terms: tuple[Term, ...]
    # What the word was taken for, when nothing published holds it.
    taken_for: str = ""
    instead: str | None = None

    @property
    def read(self) -> str:
        """The word as it was understood; empty when it says nothing."""
        return self.word if self.instead is None else self.instead

    def having(self, known: Collection[str]) -> "Group":
        """Return the group without the terms that nothing published holds."""
        return replace(self, terms=tuple(term for term in self.terms if term.text in known))


@dataclass(frozen=True, slots=True)
class Plan:
    """What to look for. `title` is the whole text, to know the title that is exactly it."""

    title: str
    groups: tuple[Group, ...] = ()
    frequencies: Mapping[str, int] | None = None
    # The text with its corrections; empty when nothing was corrected.
    corrected: str = ""
    # Stems that follow each other, as `pair_of` writes them.
    pairs: tuple[Term, ...] = ()
    # What the whole text may be, its slips mended in one way or another.
    titles: tuple[str, ...] = ()
    # How large the catalogue was.
    entries: int = 0
    average_length: float = 1.0

    @property
    def beginning(self) -> str:
        """What a title may begin with to come first: a few words, for one says too little."""
        begins = analysis.title_key(self.corrected) if self.corrected else self.title
        return begins if begins.count(" ") >= MOST_ALIKE else "\U0010ffff"

    def reach(self, terms: Iterable[str]) -> int:
        """Return how many entries these terms are in, one after the other."""
        known = self.frequencies or {}
        return sum(known.get(term, 0) for term in terms)

    @property
    def figures(self) -> tuple[float, ...]:
        """The numbers that scores are made with: a list goes on with those it began with."""
        known = self.frequencies or {}
        return (
            self.entries,
            self.average_length,
            *(known.get(term.text, 0) for term in (*self.terms, *self.pairs)),
        )

    def with_figures(self, figures: Sequence[float]) -> "Plan":
        """Return the plan with the figures of another moment; ValueError for what are none."""
        entries, average_length, *seen = figures
        is_length = isinstance(average_length, int | float) and average_length >= 1
        # Whole numbers, which fit in a column: a score made of others may not.
        if not is_length or not all(isinstance(one, int) and one >= 0 for one in (entries, *seen)):
            raise ValueError("no such figures")
        terms = [term.text for term in (*self.terms, *self.pairs)]
        known = dict(zip(terms, map(int, seen), strict=True))
        return replace(self, frequencies=known, entries=int(entries), average_length=average_length)

    @property
    def terms(self) -> tuple[Term, ...]:
        return tuple(term for group in self.groups for term in group.terms)

    def leading(self) -> frozenset[str]:
        """Return the terms of which a result holds one at least; all terms count for its score."""
        most = max(COMMON, self.entries // COMMON_SHARE)
        rare = [
            group for group in self.groups if self.reach(term.text for term in group.terms) <= most
        ]
        return frozenset(term.text for group in rare or self.groups for term in group.terms)


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known of a text, and how large the catalogue is that knows it."""

    # In how many entries each term is; absent when in none.
    frequencies: Mapping[str, int]
    # The words that the vocabulary holds as they are.
    words: Collection[str] = ()
    entries: int = 0
    average_length: float = 1.0


class Lexicon(Protocol):
    """What is published, as words."""

    def look(self, terms: Collection[str], words: Collection[str]) -> Seen:
        """What is known of these terms and words."""
        ...

    def similar(
        self, words: Collection[str], languages: Collection[str], starting: str
    ) -> Mapping[str, Sequence[Known]]:
        """Known words that share a key with each word, and those that begin with `starting`."""
        ...

    def starting(self, text: str, languages: Collection[str]) -> Sequence[Known]:
        """The commonest words that begin like this."""
        ...


def space_of(language: str) -> str:
    """Return the name under which a language's stems are kept; "xx" for those without endings."""
    base = analysis.base(language)
    return base if base in _ANALYSED else "xx"


def term_of(word: str, language: str) -> str:
    space = space_of(language)
    return f"{space}:{analysis.stem(word, space)}"


def pairs_of(words: Sequence[str], language: str) -> list[str]:
    """Return one term for each two words that follow each other.

    >>> pairs_of(["carte", "grise"], "fr")
    ['p:fr:cart+gris']
    """
    stems = [term_of(word, language) for word in words]
    space = space_of(language)
    return [
        f"{PAIR}:{one}+{other.removeprefix(f'{space}:')}"
        for one, other in pairwise(stems)
        if one != other
    ]
