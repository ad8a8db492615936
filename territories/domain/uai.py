"""The UAI code of a school: seven digits, and a letter that guards them against a slip."""

import re
from dataclasses import dataclass

from kernel.domain import UnreadableInput, gettext_noop
from kernel.typed import tidy

# I, O and Q are left out since they read like digits: 23 letters, and the modulus is 23.
LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"
SHAPE = re.compile(r"(?P<number>[0-9]{7})(?P<letter>[A-Z])")
WITHIN_ADDRESS = re.compile(r"(?<![0-9A-Z])[0-9]{7}[A-Z](?![0-9A-Z])")

# Prefixes that are not "0" and the department's two digits. Corsica's two departments were born in
# 1976, after the codes, and the Pacific kept numbers of its own.
OWN_PREFIXES = {
    "620": "2A",
    "720": "2B",
    "983": "988",
    "984": "987",
    "986": "986",
    **{code: code for code in ("971", "972", "973", "974", "975", "976", "977", "978")},
}
MAINLAND = frozenset(f"{number:02}" for number in range(1, 96)) - {"20"}


class InvalidUai(UnreadableInput):
    """What was typed is not the code of a school; the message says why."""


@dataclass(frozen=True, slots=True)
class Uai:
    """A code whose letter is right: build one with `parse` or `from_number`."""

    number: str
    letter: str

    def __str__(self) -> str:
        return self.number + self.letter

    @property
    def department(self) -> str | None:
        """Its code; None for the old Corsican 020 and for schools outside departments."""
        prefix = self.number[:3]
        if prefix in OWN_PREFIXES:
            return OWN_PREFIXES[prefix]
        code = prefix[1:]
        return code if prefix[0] == "0" and code in MAINLAND else None


def check_letter(number: str) -> str:
    """The letter that seven digits call for."""
    return LETTERS[int(number) % len(LETTERS)]


def from_number(number: int) -> Uai:
    """Complete seven digits with their letter: 240366 becomes 0240366T."""
    digits = f"{number:07}"
    return Uai(digits, check_letter(digits))


def parse(text: str) -> Uai:
    """Read a code as people type it, in any case and with spaces; or raise InvalidUai."""
    compact = re.sub(r"[ .\-]", "", tidy(text)).upper()
    match = SHAPE.fullmatch(compact)
    if match is None:
        raise InvalidUai(
            gettext_noop("A school code has seven digits and one letter, for example 0240366T.")
        )
    code = Uai(match["number"], match["letter"])
    if code.letter != check_letter(code.number):
        # The right letter is not given away: it would hide a wrong digit.
        raise InvalidUai(
            gettext_noop(
                "The letter of this school code does not match its digits. Check the whole code."
            )
        )
    return code


def is_valid(text: str) -> bool:
    try:
        parse(text)
    except InvalidUai:
        return False
    return True


def from_address(address: str) -> Uai | None:
    """The code in a school's own e-mail address, such as ce.0240366T@ac-bordeaux.fr, if any.

    It helps to fill a form and proves nothing: anyone can open such an address elsewhere.
    """
    mailbox, at, _host = address.strip().upper().rpartition("@")
    if not at:
        return None
    found = WITHIN_ADDRESS.search(mailbox)
    return parse(found.group()) if found and is_valid(found.group()) else None
