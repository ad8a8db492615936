"""Cuts French endings, lightly: number, gender and the commonest endings of nouns and verbs.

Works on folded words, so that a text typed without accents gives the same stems. The idea is
Jacques Savoy's light stemmer ("Light stemming approaches for the French language", 2006): what
it leaves whole is found exactly, where a heavier one would make strangers meet.
"""

import re
from operator import eq

# Words of so many letters or fewer are left as they are.
SHORT, VERY_SHORT = 4, 3
_DOUBLED = re.compile(r"([a-z])\1")
# Ending, what replaces it, letters that the word must have at least. The first that fits is taken.
_ENDINGS: tuple[tuple[str, str, int], ...] = (
    ("issement", "ir", 10),
    ("issant", "ir", 9),
    ("ivement", "if", 8),
    ("ement", "e", 7),
    ("ficatrice", "fier", 12),
    ("ficateur", "fier", 11),
    ("catrice", "quer", 10),
    ("cateur", "quer", 9),
    ("atrice", "er", 9),
    ("ateur", "er", 8),
    ("trice", "ter", 7),
    ("ieme", "", 6),
    ("teuse", "ter", 8),
    ("teur", "ter", 7),
    ("euse", "eu", 6),
    ("ere", "er", 7),
    ("ive", "if", 8),
    ("nnelle", "n", 10),
    ("nnel", "n", 10),
    ("ique", "", 9),
    ("esse", "e", 9),
    ("inage", "in", 8),
    ("isation", "", 10),
    ("isateur", "", 10),
    ("ation", "", 9),
    ("ition", "", 9),
)
_ALL_ENDINGS = tuple(ending for ending, _, _ in _ENDINGS)


def french(word: str) -> str:
    """Return the stem of a folded word.

    >>> french("journaux") == french("journal"), french("inscrites") == french("inscrit")
    (True, True)
    """
    word = _singular(word)
    if word.endswith(_ALL_ENDINGS):
        for ending, instead, least in _ENDINGS:
            if len(word) >= least and word.endswith(ending):
                return _bare(word[: -len(ending)] + instead)
    return _bare(word)


def _singular(word: str) -> str:
    if len(word) > SHORT + 1 and word.endswith("aux") and word[-4] != "e":
        return f"{word[:-2]}l"
    if len(word) > VERY_SHORT and word[-1] in "sx":
        return word[:-1]
    return word


def _bare(word: str) -> str:
    """Drop doubled letters and the mute ends of feminine and infinitive."""
    if len(word) > SHORT:
        if any(map(eq, word, word[1:])):
            word = _DOUBLED.sub(r"\1", word)
        word = word.removesuffix("ie")
    if len(word) > SHORT:
        word = word.removesuffix("r").removesuffix("e").removesuffix("e")
        if word[-1] == word[-2] and word[-1].isalpha():
            word = word[:-1]
    return word
