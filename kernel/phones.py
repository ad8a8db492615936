"""Telephone numbers as people in France and its overseas territories type them. Pure Python."""

import re

from kernel.domain import UnreadableInput, gettext_noop
from kernel.numbers import NO_BREAK_SPACE
from kernel.typed import fold

# Ten-digit numbers of overseas France: first four digits -> country code (Arcep numbering plan).
# The subscriber keeps the nine digits after the 0: 0692 12 34 56 -> +262 692 12 34 56.
_OVERSEAS = {
    **dict.fromkeys(("0262", "0263", "0269", "0639", "0692", "0693"), "262"),  # La Réunion, Mayotte
    **dict.fromkeys(("0590", "0690", "0691"), "590"),  # Guadeloupe, Saint-Martin, Saint-Barthélemy
    **dict.fromkeys(("0594", "0694"), "594"),  # Guyane
    **dict.fromkeys(("0596", "0696", "0697"), "596"),  # Martinique
}
_SAINT_PIERRE = "0508"  # +508 takes the six digits after it
_NATIONAL_DIGITS = 10
# Country codes of French territories whose numbers are written without a leading 0.
_CODES_WITH_TRUNK_ZERO = ("33", "262", "590", "594", "596")
_LABEL = re.compile(r"^(?:tel(?:ephone)?|phone|mobile|portable)\.? ?:? ?")
_SEPARATORS = re.compile(r"[ .\-/_]")
_INTERNATIONAL = re.compile(r"\+[1-9]\d{6,14}")


def parse_phone(text: str) -> str:
    """Return the number as ``+33612345678``; raise UnreadableInput when it cannot be one.

    Ten French digits, with or without marks, overseas numbers included; ``+33 (0)6…``, ``0033…``;
    any foreign number that starts with + or 00.
    """
    typed = _LABEL.sub("", fold(text))
    digits = _SEPARATORS.sub("", typed.replace("(0)", "")).replace("(", "").replace(")", "")
    if digits.startswith("00"):
        digits = "+" + digits[2:]
    elif re.fullmatch(r"33[1-9]\d{8}", digits):
        digits = "+" + digits
    if re.fullmatch(r"0[1-9]\d{8}", digits):
        return _from_national(digits)
    if _INTERNATIONAL.fullmatch(digits) and (number := _without_trunk_zero(digits)):
        return number
    if not typed:
        raise UnreadableInput(gettext_noop("Enter a telephone number."))
    raise UnreadableInput(
        gettext_noop(
            "“%(typed)s” is not a telephone number we can read. "
            "Examples: 06 12 34 56 78 or +44 20 7946 0000."
        ),
        typed=text.strip()[:40],
    )


def format_phone(number: str) -> str:
    """Write it as its readers dial it: ``06 12 34 56 78`` in France, ``+44 2079460000`` abroad."""
    national = _to_national(number)
    if national is None:
        return number
    head, rest = (
        (national[:4], national[4:])
        if national[:4] in {*_OVERSEAS, _SAINT_PIERRE}
        else ("", national)
    )
    pairs = [rest[start : start + 2] for start in range(0, len(rest), 2)]
    return NO_BREAK_SPACE.join([head, *pairs] if head else pairs)


def _from_national(digits: str) -> str:
    if digits.startswith(_SAINT_PIERRE):
        return "+508" + digits[4:]
    return f"+{_OVERSEAS.get(digits[:4], '33')}{digits[1:]}"


def _to_national(number: str) -> str | None:
    if re.fullmatch(r"\+508\d{6}", number):
        return _SAINT_PIERRE + number[4:]
    for code in _CODES_WITH_TRUNK_ZERO:
        if re.fullmatch(rf"\+{code}\d{{9}}", number):
            return "0" + number[len(code) + 1 :]
    return None


def _without_trunk_zero(digits: str) -> str | None:
    """Drop the 0 kept by mistake in ``+33 06…``; None for a French number of the wrong length."""
    for code in _CODES_WITH_TRUNK_ZERO:
        if digits.startswith("+" + code):
            rest = digits[len(code) + 1 :].removeprefix("0")
            # "+33 692…" is how some write a number of La Réunion: keep the code that reaches it.
            return _from_national("0" + rest) if re.fullmatch(r"[1-9]\d{8}", rest) else None
    return digits
