"""From what was typed to what is looked for.

Each meaningful word becomes a group of terms: its stem in each language that entries may be in,
its synonyms, or, when nothing published holds the word, what it may stand for.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice, product

from search import analysis, spelling
from search.plan import TITLE, Group, Lexicon, Plan, Seen, Term, pairs_of, space_of, term_of
from search.wording import LANGUAGE, NO_WORDING, Wording

MOST_WORDS = 16
CORRECTED = 0.95
# What the same is also called counts less than what was typed.
SYNONYM, SYNONYM_PART = 0.3, 0.25
# What two words that follow each other in a title add.
PAIRED = 0.1
# Titles that a text with slips may be: its words in the forms they may have had.
MOST_TITLES = 6
# When nothing is known of all that was typed: words that begin alike.
LEAST_ALIKE, MOST_ALIKE, ALIKE = 4, 3, 0.5


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
    maker = _Maker(text, languages[0], spaces, lexicon, wording, words)
    return maker.make(is_literal=is_literal)


@dataclass
class _Maker:
    """The plan of one text while it is being made."""

    text: str
    language: str
    spaces: list[str]
    lexicon: Lexicon
    wording: Wording
    words: list[str]
    # Terms whose frequency was looked up, and the last answer.
    asked: set[str] = field(default_factory=set)
    seen: Seen = field(default_factory=lambda: Seen({}))

    def make(self, *, is_literal: bool) -> Plan:
        words = self.words
        groups = [Group(word, tuple(map(Term, _stems(word, self.spaces)))) for word in words]
        if is_literal:
            return self._plan(groups, self._count(groups, {}))
        also = self._with_synonyms(groups)
        found = self._count(also, {})
        unknown = [group.word for group in also if not group.having(found).terms]
        doubtful = [*unknown, *self._suspects(words, unknown)]
        said = _corrections(doubtful, unknown, words, self)
        if said:
            groups = [_corrected(group, said, unknown) for group in groups]
            also = self._with_synonyms(groups)
            found = self._count(also, found)
        if not any(group.having(found).terms for group in also):
            also = [self._alike(group) for group in groups]
            found = self._count(also, found)
        return self._plan(also, found, said)

    def _plan(
        self,
        groups: list[Group],
        found: Mapping[str, int],
        said: Mapping[str, Sequence[spelling.Correction]] | None = None,
    ) -> Plan:
        kept = tuple(known for group in groups if (known := group.having(found)).terms)
        title = analysis.title_key(self.text)
        pairs = dict.fromkeys(self._pairs(groups))
        return Plan(
            title,
            kept,
            found,
            _rewritten(self.text, self.language, groups),
            tuple(Term(pair, PAIRED) for pair in pairs if pair in found),
            _titles(title, said or {}),
            self.seen.entries,
            self.seen.average_length,
        )

    def _count(self, groups: list[Group], found: Mapping[str, int]) -> dict[str, int]:
        """Add in how many entries the terms are that were not asked about yet."""
        wanted = (_texts(groups) | set(self._pairs(groups))) - self.asked
        self.asked |= wanted
        if not wanted:
            return {**found}
        self.seen = self.lexicon.look(wanted, self.words)
        return {**found, **self.seen.frequencies}

    def _pairs(self, groups: list[Group]) -> list[str]:
        return pairs_of([group.read for group in groups if group.read], self.language)

    def _with_synonyms(self, groups: list[Group]) -> list[Group]:
        """Add terms that answer for an expression too, to the first word of the expression."""
        stems = [analysis.stem(group.read, LANGUAGE) for group in groups]
        found: dict[int, dict[str, Term]] = {}
        for start, _said, other in self.wording.expand(stems):
            weight = SYNONYM if len(other) == 1 else SYNONYM_PART
            for stem in other:
                if stem not in stems:
                    term = Term(f"{LANGUAGE}:{stem}", weight)
                    found.setdefault(start, {}).setdefault(term.text, term)
        return [
            replace(group, terms=(*group.terms, *found.get(number, {}).values()))
            for number, group in enumerate(groups)
        ]

    def _suspects(self, words: Sequence[str], unknown: Collection[str]) -> list[str]:
        """Return words that nothing holds as they are, though something has the same stem."""
        asked = [word for word in words if word not in unknown and spelling.can_be_wrong(word)]
        known = {*self.seen.words, *self.wording.words}
        return [word for word in asked if word not in known]

    def _alike(self, group: Group) -> Group:
        """Return what begins like a word that nothing is known of, for as long as it can."""
        found: Sequence[spelling.Known] = ()
        # Halving: where a beginning is known, so are the shorter ones.
        length = least = LEAST_ALIKE
        most = len(group.word) - 1
        while least <= most:
            if known := self.lexicon.starting(group.word[:length], self.spaces)[:MOST_ALIKE]:
                found, least = known, length + 1
            else:
                most = length - 1
            length = (least + most) // 2
        if not found:
            return group
        terms = dict.fromkeys(term_of(known.word, known.language) for known in found)
        best = found[0].word
        return Group(group.word, tuple(Term(term, ALIKE) for term in terms), best, best)


def _texts(groups: Sequence[Group]) -> set[str]:
    return {term.text for group in groups for term in group.terms}


def _words(text: str, language: str, wording: Wording) -> list[str]:
    words = list(dict.fromkeys(analysis.words(text, language)))[:MOST_WORDS]
    # Editors' stop words never empty a search.
    return [word for word in words if word not in wording.stop_words] or words


def _stems(word: str, spaces: Sequence[str]) -> list[str]:
    """Return one term a language; a word that a language drops is looked for in the others."""
    return [term_of(word, space) for space in spaces if word not in analysis.stop_words(space)]


def _of_stop_words(title: str, lexicon: Lexicon) -> Plan:
    terms = [f"{TITLE}:{word}" for word in dict.fromkeys(title.split())][:MOST_WORDS]
    seen = lexicon.look(terms, ())
    groups = tuple(Group(term[2:], (Term(term),)) for term in terms if term in seen.frequencies)
    return Plan(
        title,
        groups,
        seen.frequencies,
        titles=(title,),
        entries=seen.entries,
        average_length=seen.average_length,
    )


def _corrections(
    doubtful: Sequence[str], unknown: Sequence[str], words: Sequence[str], maker: _Maker
) -> dict[str, list[spelling.Correction]]:
    doubtful = [word for word in doubtful if spelling.can_be_wrong(word)]
    if not doubtful:
        return {}
    last = words[-1] if words[-1] in unknown else ""
    known = maker.lexicon.similar(doubtful, maker.spaces, last if last in doubtful else "")
    # Where nothing else was typed, no word is taken for one that says nothing.
    language = maker.spaces[0] if len(unknown) < len(words) else ""
    found: dict[str, list[spelling.Correction]] = {}
    for word in doubtful:
        near = [*known.get(word, ()), *maker.wording.similar(word)]
        if word in unknown:
            found[word] = spelling.correct(word, near, language=language, is_last=word == last)
        else:
            # What sounds alike is too far from a word whose stem is known.
            near = [other for other in near if spelling.distance(word, other.word, 1) <= 1]
            found[word] = spelling.correct(word, near, language="")
    return {word: said for word, said in found.items() if said}


def _corrected(
    group: Group, said: Mapping[str, Sequence[spelling.Correction]], unknown: Collection[str]
) -> Group:
    corrections = said.get(group.word)
    if not corrections:
        return group
    terms = {
        term_of(found.word, found.language): Term(
            term_of(found.word, found.language), CORRECTED * found.weight
        )
        for found in reversed(corrections)
        if found.word
    }
    if group.word not in unknown:
        # Something has its stem: it may be a form that nobody wrote yet, or a slip.
        added = [term for term in terms.values() if term.text not in _texts([group])]
        return replace(group, terms=(*group.terms, *added))
    best = corrections[0].word
    return Group(group.word, tuple(terms.values()) if best else (), best, best)


def _titles(title: str, said: Mapping[str, Sequence[spelling.Correction]]) -> tuple[str, ...]:
    """Return the text as it may have been meant: exactly that title comes first."""
    found = [[word] for word in title.split()]
    for number, (word,) in enumerate(found):
        found[number] += [one.word for one in said.get(word, ()) if one.word]
    return tuple(" ".join(words) for words in islice(product(*found), MOST_TITLES))


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
