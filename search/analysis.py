"""Turns words into what is compared: the same for what is published and for what is typed.

French: elided articles go ("l'école"), stop words go while they still have accents ("à" is one,
"a" from "il y a" is another), then accents and ligatures are folded and endings cut. Folding
comes before cutting, so that a text typed without accents gives the same stems.
"""

import re
import threading
import unicodedata
from collections.abc import Callable
from functools import lru_cache

import snowballstemmer

from kernel.typed import fold as fold_accents, tidy
from search.stop_words import STOP_WORDS

# Entries are written again by a rebuild when this changes.
VERSION = 1

_WORD = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)*")
_APOSTROPHE = re.compile(r"['’ʼ]")
_ELIDED = frozenset("l d c j m n s t qu jusqu lorsqu puisqu quoiqu quelqu".split())
_LIGATURES = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss"})
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
# One word, in spite of its apostrophe.
_WHOLE = frozenset({"aujourd'hui"})

_STEMMERS = {"fr": "french", "en": "english", "ar": "arabic"}
_local = threading.local()


def clean(text: str) -> str:
    """Remove what PostgreSQL refuses or nobody can see."""
    return _CONTROL.sub(" ", text)


def fold(text: str) -> str:
    """Return the text in lower case, without accents nor ligatures, as one line.

    >>> fold("Œuvre  d’ÉTÉ")
    "oeuvre d'ete"
    """
    return _APOSTROPHE.sub("'", fold_accents(clean(text).translate(_LIGATURES)))


def words(text: str, language: str) -> list[str]:
    """Return the words that mean something, folded, in order.

    >>> words("À quoi sert l’école ?", "fr")
    ['sert', 'ecole']
    """
    stop = STOP_WORDS.get(_base(language), frozenset())
    found = (
        part
        for match in _WORD.finditer(_letters(text).lower())
        for part in _parts(_APOSTROPHE.sub("'", match[0]), language)
    )
    return [folded for word in found if word not in stop and (folded := _fold_word(word))]


def stems(text: str, language: str) -> list[str]:
    """Return one stem for each meaningful word, in order; "the the" and the like give none.

    >>> stems("Les marées basses", "fr") == stems("maree basse", "fr")
    True
    """
    base = _base(language)
    return [_stem(word, base) for word in words(text, language)]


def analyse(text: str, language: str) -> dict[str, str]:
    """Return each meaningful word with its stem, in order, once."""
    return {word: _stem(word, _base(language)) for word in words(text, language)}


def _letters(text: str) -> str:
    """Compose accents, and drop the marks left (Arabic vowels): they would cut words in two."""
    return "".join(char for char in tidy(clean(text)) if unicodedata.category(char) != "Mn")


def _parts(word: str, language: str) -> list[str]:
    if "'" not in word or word in _WHOLE:
        return [word]
    parts = word.split("'")
    if _base(language) == "en":
        return [parts[0]]  # school's
    return [part for part in parts if part not in _ELIDED]


def _base(language: str) -> str:
    return language.partition("-")[0].lower()


@lru_cache(maxsize=100_000)
def _fold_word(word: str) -> str:
    """Remember: texts use the same words again and again, and folding is most of the work."""
    return fold(word)


@lru_cache(maxsize=100_000)
def _stem(word: str, language: str) -> str:
    # A stemmer keeps the word it works on: each thread has its own.
    name = _STEMMERS.get(language)
    if name is None or word.isdigit():
        return word
    cut: Callable[[str], str] | None = getattr(_local, name, None)
    if cut is None:
        cut = snowballstemmer.stemmer(name).stemWord
        setattr(_local, name, cut)
    return str(cut(word))
