"""From what was typed to what is looked for: the same plan for every engine.

Each meaningful word becomes a group of terms: its stem in each language that entries may be in,
its synonyms, or, when nothing published holds the word, what it may stand for. Engines add up what
the groups find: an entry that holds more of the words, or rarer ones, comes first.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from search import analysis, spelling
from search.spelling import Known
from search.wording import LANGUAGE, NO_WORDING, Wording

MOST_WORDS = 16
CORRECTED = 0.95
# What the same is also called counts less than what was typed.
SYNONYM, SYNONYM_PART = 0.3, 0.25
# Words that many titles begin with alike: "la classe", "comment faire".
MOST_ALIKE = 2
# Words of titles, as they are: for first letters, and for titles made of stop words only.
TITLE = "t"
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

    @property
    def beginning(self) -> str:
        """What a title may begin with to come first: a few words, for one says too little."""
        return self.title if self.title.count(" ") >= MOST_ALIKE else "\U0010ffff"

    @property
    def terms(self) -> tuple[Term, ...]:
        return tuple(term for group in self.groups for term in group.terms)


class Lexicon(Protocol):
    """What is published, as words."""

    def frequencies(self, terms: Collection[str]) -> Mapping[str, int]:
        """In how many entries each term is; absent when in none."""
        ...

    def similar(
        self, words: Collection[str], languages: Collection[str], starting: str
    ) -> Mapping[str, Sequence[Known]]:
        """Known words that share a key with each word, and those that begin with `starting`."""
        ...


def space_of(language: str) -> str:
    """Return the name under which a language's stems are kept; "xx" for those without endings."""
    base = analysis.base(language)
    return base if base in _ANALYSED else "xx"


def term_of(word: str, language: str) -> str:
    space = space_of(language)
    return f"{space}:{analysis.stem(word, space)}"


def make(
    text: str,
    languages: Sequence[str],
    lexicon: Lexicon,
    *,
    is_literal: bool = False,
    wording: Wording = NO_WORDING,
) -> Plan:
    """Return the plan of a text; `languages` are those of the entries, the reader's first."""
    spaces = list(dict.fromkeys(space_of(language) for language in languages))
    words = _words(text, languages[0], wording)
    title = analysis.title_key(text)
    if not words:
        return _of_stop_words(title, lexicon)
    typed = {word: [Term(stem) for stem in _stems(word, spaces)] for word in words}
    if not is_literal:
        for word, terms in _synonyms(words, wording).items():
            typed[word] += terms
    wanted = {term.text for terms in typed.values() for term in terms}
    found = dict(lexicon.frequencies(wanted))
    unknown = [word for word in words if not any(term.text in found for term in typed[word])]
    corrections = {} if is_literal else _corrections(unknown, words, spaces, lexicon)
    groups = [
        _corrected(word, said) if (said := corrections.get(word)) else Group(word, tuple(terms))
        for word, terms in typed.items()
    ]
    new = {term.text for group in groups for term in group.terms} - wanted
    found |= lexicon.frequencies(new) if new else {}
    kept = tuple(known for group in groups if (known := group.having(found)).terms)
    return Plan(title, kept, found, _rewritten(text, languages[0], groups))


def _words(text: str, language: str, wording: Wording) -> list[str]:
    words = list(dict.fromkeys(analysis.words(text, language)))[:MOST_WORDS]
    # Editors' stop words never empty a search.
    return [word for word in words if word not in wording.stop_words] or words


def _synonyms(words: Sequence[str], wording: Wording) -> dict[str, list[Term]]:
    """Return terms that answer for an expression too, with the first word of the expression."""
    stems = [analysis.stem(word, LANGUAGE) for word in words]
    found: dict[str, dict[str, Term]] = {}
    for start, _said, other in wording.expand(stems):
        weight = SYNONYM if len(other) == 1 else SYNONYM_PART
        for stem in other:
            if stem not in stems:
                term = Term(f"{LANGUAGE}:{stem}", weight)
                found.setdefault(words[start], {}).setdefault(term.text, term)
    return {word: list(terms.values()) for word, terms in found.items()}


def _stems(word: str, spaces: Sequence[str]) -> list[str]:
    """Return one term a language; a word that a language drops is looked for in the others."""
    return [term_of(word, space) for space in spaces if word not in analysis.stop_words(space)]


def _of_stop_words(title: str, lexicon: Lexicon) -> Plan:
    terms = [f"{TITLE}:{word}" for word in dict.fromkeys(title.split())][:MOST_WORDS]
    found = lexicon.frequencies(terms)
    groups = tuple(Group(term[2:], (Term(term),)) for term in terms if term in found)
    return Plan(title, groups, found)


def _corrections(
    unknown: Sequence[str], words: Sequence[str], spaces: Sequence[str], lexicon: Lexicon
) -> dict[str, list[spelling.Correction]]:
    doubtful = [word for word in unknown if spelling.can_be_wrong(word)]
    if not doubtful:
        return {}
    last = words[-1]
    known = lexicon.similar(doubtful, spaces, last if last in doubtful else "")
    found = {
        word: spelling.correct(word, known.get(word, ()), language=spaces[0], is_last=word == last)
        for word in doubtful
    }
    if len(unknown) < len(words):
        return found
    # Words that say nothing, badly typed, are still all that was typed.
    return {word: [one for one in said if one.word] for word, said in found.items()}


def _corrected(word: str, corrections: Sequence[spelling.Correction]) -> Group:
    terms = {
        term_of(found.word, found.language): Term(
            term_of(found.word, found.language), CORRECTED * found.weight
        )
        for found in reversed(corrections)
        if found.word
    }
    best = corrections[0].word
    return Group(word, tuple(terms.values()) if best else (), best)


def _rewritten(text: str, language: str, groups: Collection[Group]) -> str:
    """Return the typed text with each corrected word replaced; empty when there is none."""
    taken = {group.word: group.taken_for for group in groups if group.taken_for}
    if not taken:
        return ""
    parts = []
    for part in text.split():
        for word in analysis.tokens(part, language):
            if word in taken:
                part = taken[word]  # noqa: PLW2901  the part as it should have been typed
        parts.append(part)
    return " ".join(parts)
