"""Turns words into what is compared: the same for what is published and for what is typed.

French: elided articles go ("l'école"), accents and ligatures are folded, then stop words go and
endings are cut. Folding comes first, and the list of stop words is folded too: a text typed without
accents gives exactly the same stems.
"""

import re
import threading
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache

import snowballstemmer

from kernel.typed import fold as fold_accents, tidy
from search import stemming
from search.stop_words import STOP_WORDS

# Entries are written again by a rebuild when this changes.
VERSION = 3

_WORD = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)*")
_KEY_WORD = re.compile(r"[^\W_]+")
_APOSTROPHE = re.compile(r"['’ʼ]")
_ELIDED = frozenset("l d c j m n s t qu jusqu lorsqu puisqu quoiqu quelqu".split())
_LIGATURES = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss"})
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
# One word, in spite of its apostrophe.
_WHOLE = frozenset({"aujourd'hui"})

_STEMMERS = {"en": "english", "ar": "arabic"}
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


def tokens(text: str, language: str) -> list[str]:
    """Return all words, folded, in order; elided articles are none.

    >>> tokens("À quoi sert l’école ?", "fr")
    ['a', 'quoi', 'sert', 'ecole']
    """
    found = (
        part
        for word in _WORD.findall(_letters(text).lower())
        for part in _parts(_APOSTROPHE.sub("'", word), language)
    )
    return [folded for word in found if (folded := _fold_word(word))]


def words(text: str, language: str) -> list[str]:
    """Return the words that mean something, folded, in order.

    >>> words("À quoi sert l’école ?", "fr")
    ['sert', 'ecole']
    """
    stop = stop_words(language)
    return [word for word in tokens(text, language) if word not in stop]


def title_key(text: str) -> str:
    """Return the words of a title as one folded line: what first letters are compared with.

    >>> title_key("L’école : à quoi bon ?")
    "l ecole a quoi bon"
    """
    return " ".join(_KEY_WORD.findall(fold(text)))


@cache
def stop_words(language: str) -> frozenset[str]:
    return frozenset(fold(word) for word in STOP_WORDS.get(base(language), frozenset()))


def stems(text: str, language: str) -> list[str]:
    """Return one stem for each meaningful word, in order; "the the" and the like give none.

    >>> stems("Les marées basses", "fr") == stems("maree basse", "fr")
    True
    """
    return [stem(word, base(language)) for word in words(text, language)]


def _letters(text: str) -> str:
    """Compose accents, and drop the marks left (Arabic vowels): they would cut words in two."""
    text = tidy(clean(text))
    marks = [char for char in set(text) if unicodedata.category(char) == "Mn"]
    return text.translate(dict.fromkeys(map(ord, marks))) if marks else text


def _parts(word: str, language: str) -> list[str]:
    if "'" not in word or word in _WHOLE:
        return [word]
    parts = word.split("'")
    if base(language) == "en":
        return [parts[0]]  # school's
    return [part for part in parts if part not in _ELIDED]


def base(language: str) -> str:
    """Return the language that a regional one is read as."""
    return language.partition("-")[0].lower()


@lru_cache(maxsize=100_000)
def _fold_word(word: str) -> str:
    """Remember: texts use the same words again and again, and folding is most of the work."""
    return word if word.isascii() else fold(word)


@lru_cache(maxsize=100_000)
def stem(word: str, language: str) -> str:
    """Return the stem of one folded word."""
    if language == "fr":
        return word if word.isdigit() else stemming.french(word)
    # A stemmer keeps the word it works on: each thread has its own.
    name = _STEMMERS.get(language)
    if name is None or word.isdigit() or (language == "ar" and word.isascii()):
        return word
    cut: Callable[[str], str] | None = getattr(_local, name, None)
    if cut is None:
        cut = snowballstemmer.stemmer(name).stemWord
        setattr(_local, name, cut)
    return str(cut(word))
