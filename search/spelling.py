"""Finds which known words an unknown one may stand for.

Words are found again by keys: the word, its stem and its sound ("farmacie"), each whole and less
one letter: two words at one slip of the finger (a letter left out, added, replaced, or two swapped)
share such a key. Candidates are then weighed by how they differ and how often they occur.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from search import analysis

# Two words of three letters are one slip apart too often to mean anything by it.
SHORTEST, LONGEST = 3, 40
# In a shorter word, two slips leave too little.
TWO_SLIPS_FROM, MOST_SLIPS = 6, 2
MOST_CANDIDATES = 3
LEAST_SHARE = 0.15
# How much likelier or not a slip is than a plain one, and how much frequency speaks.
SWAPPED, FIRST_LETTER, SAME_SOUND, OTHER_ENDING, TWO_SLIPS = 1.5, 0.4, 2.0, 0.1, 0.05
ELIDED, HALF_TYPED = 0.7, 0.15
FREQUENCY = 0.7
# A word that says nothing is typed more often than any other.
STOP_WORD_SEEN = 4.0


@dataclass(frozen=True, slots=True)
class Known:
    """A word of the vocabulary, and in how many entries it was seen."""

    word: str
    language: str
    seen: float


@dataclass(frozen=True, slots=True)
class Correction:
    """What a word may stand for; the likeliest has weight 1. An empty word: nothing to look for."""

    word: str
    language: str
    weight: float


_SOUNDS = (
    (re.compile(r"([a-z])\1"), r"\1"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"eau|au"), "o"),
    (re.compile(r"ai|ei"), "e"),
    (re.compile(r"[ae](?=[mn](?![aeiouyn]))"), "a"),
    (re.compile(r"qu|ck|k|c(?![eiyh])"), "q"),
    (re.compile(r"sc(?=[eiy])|[cçsz]"), "s"),
    (re.compile(r"g(?=[eiy])"), "j"),
    (re.compile(r"(?<![cs])h"), ""),
    (re.compile(r"y"), "i"),
    (re.compile(r"m(?=[bp])"), "n"),
    (re.compile(r"(?<=[a-z]{2})[estdxp]+$"), ""),
    (re.compile(r"([a-z])\1"), r"\1"),
)


def keys(word: str, language: str) -> list[str]:
    """Return what a word of the vocabulary is found by."""
    forms = [*shortened(word), *shortened(analysis.stem(word, language))]
    heard = [f"~{key}" for key in shortened(sound(word))]
    return list(dict.fromkeys([*forms, *heard]))


def shortened(word: str) -> list[str]:
    """Return the word, and the word less each of its letters."""
    word = word[:LONGEST]
    return list(dict.fromkeys([word, *(word[:at] + word[at + 1 :] for at in range(len(word)))]))


@lru_cache(maxsize=50_000)
def sound(word: str) -> str:
    """Return roughly what a French reader hears: the same for "ortografe" and "orthographe"."""
    for pattern, instead in _SOUNDS:
        word = pattern.sub(instead, word)
    return word


def distance(left: str, right: str, most: int = MOST_SLIPS) -> int:
    """Count slips between two words (letter added, lost, replaced; neighbours swapped)."""
    if abs(len(left) - len(right)) > most:
        return most + 1
    before: list[int] = []
    last = list(range(len(right) + 1))
    for row, letter in enumerate(left, 1):
        now = [row]
        for column, other in enumerate(right, 1):
            cost = min(now[-1] + 1, last[column] + 1, last[column - 1] + (letter != other))
            if _is_swap(left, right, row, column):
                cost = min(cost, before[column - 2] + 1)
            now.append(cost)
        if min(now) > most:
            return most + 1
        before, last = last, now
    return last[-1]


def _is_swap(left: str, right: str, row: int, column: int) -> bool:
    return (
        row > 1
        and column > 1
        and left[row - 1] == right[column - 2]
        and left[row - 2] == right[column - 1]
    )


def can_be_wrong(word: str) -> bool:
    return SHORTEST <= len(word) <= LONGEST and word.isalpha()


def correct(
    word: str, known: Iterable[Known], *, language: str, is_last: bool = False
) -> list[Correction]:
    """Return what an unknown word may stand for, likeliest first; nothing when nobody can tell."""
    known = list(known)
    most_seen = max((found.seen for found in known), default=1)
    weighed: dict[tuple[str, str], float] = {}
    for found in known:
        if found.word != word:
            weighed[found.word, found.language] = _likelihood(word, found, is_last=is_last)
    for stop in _stop_words_near(word, language):
        if distance(word, stop, 1) == 1:
            seen = Known(stop, language, STOP_WORD_SEEN * most_seen)
            weighed["", language] = max(
                weighed.get(("", language), 0), _likelihood(word, seen, is_last=is_last)
            )
    best = sorted(((weight, *at) for at, weight in weighed.items() if weight), reverse=True)
    kept = [
        Correction(found, spoken, weight / best[0][0])
        for weight, found, spoken in best[:MOST_CANDIDATES]
    ]
    return [found for found in kept if found.weight >= LEAST_SHARE]


def _stop_words_near(word: str, language: str) -> set[str]:
    known = _stop_words_by_key(language)
    return {stop for key in shortened(word) for stop in known.get(key, ())}


@cache
def _stop_words_by_key(language: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for stop in sorted(analysis.stop_words(language)):
        for key in shortened(stop) if len(stop) >= SHORTEST else ():
            found.setdefault(key, []).append(stop)
    return found


def _likelihood(word: str, found: Known, *, is_last: bool) -> float:
    weight = float(max(found.seen, 1) ** FREQUENCY)
    if word.endswith(found.word) and is_elided(word, found.word):
        return weight * ELIDED
    slips, is_long = distance(word, found.word), len(word) > SHORTEST
    heard = distance(sound(word), sound(found.word), 1) if is_long else MOST_SLIPS
    if slips <= 1:
        is_swapped = len(word) == len(found.word) and sorted(word) == sorted(found.word)
        weight *= (SWAPPED if is_swapped else 1) * (1 if heard else SAME_SOUND)
    elif not heard:
        return weight * (1 if slips == MOST_SLIPS else TWO_SLIPS)
    elif is_last and is_long and found.word.startswith(word):
        return weight * HALF_TYPED
    elif _stems_differ_by(word, found) <= 1:
        weight *= OTHER_ENDING
    elif len(word) >= TWO_SLIPS_FROM and (
        slips == MOST_SLIPS or _almost_sounds(word, found, heard)
    ):
        weight *= TWO_SLIPS
    else:
        return 0
    return weight * (FIRST_LETTER if word[0] != found.word[0] else 1)


def _almost_sounds(word: str, found: Known, heard: int) -> bool:
    """Two short sounds are one apart too often to mean anything by it: "zzzqqq" is no "site"."""
    return heard == 1 and min(len(sound(word)), len(sound(found.word))) > SHORTEST


def _stems_differ_by(word: str, found: Known) -> int:
    """Count the slips on top of another ending: "robto" for "robots"."""
    stem = analysis.stem(found.word, found.language)
    return min(distance(word, stem), distance(analysis.stem(word, found.language), stem))


def is_elided(word: str, rest: str) -> bool:
    """Say whether a word is another one with its article stuck to it: "lecole".

    >>> is_elided("lecole", "ecole")
    True
    """
    return word[: -len(rest)] in {"l", "d", "j", "m", "n", "s", "t", "c", "qu"} and (
        rest[0] in "aeiouyh" and len(rest) > SHORTEST
    )


def without_article(word: str) -> list[str]:
    """Return what a word would be if its first letters were an article stuck to it."""
    return [rest for cut in (1, 2) if (rest := word[cut:]) and is_elided(word, rest)]
