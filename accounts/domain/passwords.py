"""How strong a password is, without asking for capitals and punctuation.

CNIL (deliberation 2022-100) asks for 50 bits where attempts are limited, as they are here, and
ANSSI for twelve characters at least and none of the known ones. What counts is how much there is to
guess: a repeated letter, a run of the keyboard, a year or a name adds next to nothing.
"""

import math
import re
import unicodedata
from collections.abc import Iterable

MIN_LENGTH = 12
# Hashing a novel costs us, not the attacker.
MAX_LENGTH = 128
MIN_BITS = 50
# A part shared with the person's own data counts from here on.
MIN_PERSONAL = 4
MIN_RUN = 3
RUNS = (
    "abcdefghijklmnopqrstuvwxyz",
    "0123456789",
    "azertyuiop",
    "qsdfghjklm",
    "wxcvbn",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "1234567890",
)
CLASSES = (
    (re.compile(r"[a-z]"), 26),
    (re.compile(r"[A-Z]"), 26),
    (re.compile(r"[0-9]"), 10),
    (re.compile(r"[^a-zA-Z0-9]"), 33),
)
LEET = str.maketrans("0134578@$!€", "oieastbasie")


def bits(password: str) -> float:
    """Estimate how much there is to guess.

    The alphabet used, for each character that was a choice.
    """
    alphabet = sum(size for pattern, size in CLASSES if pattern.search(password))
    return choices(password) * math.log2(alphabet) if alphabet else 0.0


def choices(password: str) -> int:
    """Count the characters that do not follow from those before.

    Repetitions and runs count once.
    """
    folded = password.casefold()
    count = position = 0
    while position < len(folded):
        length = max(_run(folded, position), _repeat(folded, position), 1)
        # Where a run starts and how long it is are two choices at most.
        count += 1 if length == 1 else 2
        position += length
    return count


def _run(text: str, start: int) -> int:
    """Length of a piece of alphabet or keyboard, either way, or of one character repeated."""
    longest = (
        next((end for end in range(start, len(text)) if text[end] != text[start]), len(text))
        - start
    )
    for row in RUNS:
        for line in (row, row[::-1]):
            length = MIN_RUN
            while start + length <= len(text) and text[start : start + length] in line:
                longest = max(longest, length)
                length += 1
    return longest if longest >= MIN_RUN else 0


def _repeat(text: str, start: int) -> int:
    """Length of what was written before already: "soleilsoleil" is one word."""
    length = 0
    while start + length < len(text) and text[start : start + length + 1] in text[:start]:
        length += 1
    return length if length >= MIN_RUN else 0


def roots(password: str) -> set[str]:
    """Return what a password is made of once its disguise is off.

    "M0tdepasse2024!" is "motdepasse".
    """
    plain = fold(password)
    trimmed = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", plain)
    unleet = re.sub(r"[\W\d_]+$", "", trimmed.translate(LEET))
    return {plain, trimmed, unleet, re.sub(r"[\W_]+", "", unleet)} - {""}


def fold(text: str) -> str:
    """Return a text without case and accents."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def personal_part(password: str, own: Iterable[str]) -> str | None:
    """Return the piece of the person's own data that makes up most of a password, or None."""
    folded = fold(password)
    for text in own:
        for piece in re.split(r"[\W_]+", fold(text)):
            rest = len(folded.replace(piece, "")) if len(piece) >= MIN_PERSONAL else len(folded)
            if rest < len(folded) and rest < MIN_LENGTH:
                return piece
    return None
