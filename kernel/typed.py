"""What people type, made regular before it is read: spaces, digits, invisible marks."""

import re
import unicodedata

# Left by copying from a right-to-left page or a word processor; nothing of them can be seen.
_INVISIBLE = dict.fromkeys(
    [0x00AD, 0x061C, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF]
)
_OTHER_DIGIT = re.compile(r"[^\D0-9]")
_ARABIC_MARKS = str.maketrans({"\u066b": ",", "\u066c": " ", "\u060c": ",", "\u066a": "%"})


def tidy(text: str) -> str:
    r"""Return the text with plain spaces and digits, without invisible marks, trimmed.

    >>> tidy("\u202f١٢\u00a0€ ")
    '12 €'
    """
    if text.isascii():  # most of what is typed, and of a directory of 60,000 lines
        return " ".join(text.split())
    text = unicodedata.normalize("NFC", text).translate(_INVISIBLE).translate(_ARABIC_MARKS)
    text = _OTHER_DIGIT.sub(lambda found: str(unicodedata.decimal(found[0])), text)
    return " ".join(text.split())


def fold(text: str) -> str:
    """Return the tidied text in lower case and without accents, to compare words.

    >>> fold("Févr.")
    'fevr.'
    """
    if text.isascii():
        return tidy(text).casefold()
    letters = unicodedata.normalize("NFD", tidy(text).casefold())
    return "".join(char for char in letters if not unicodedata.combining(char))
