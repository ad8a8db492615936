"""Bank transfers that donors make: the reference they copy, and until when they are awaited. Pure.

The reference is an ISO 11649 one: its check digits tell a slip of the pen from another gift.
"""

import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")
SATURDAY = 5
# January 1st, May 1st, the two days of Christmas: transfers do not move (TARGET).
CLOSED_DAYS = frozenset({(1, 1), (5, 1), (12, 25), (12, 26)})
GIFT = re.compile(r"D-?([2-9A-HJKMNP-TV-Z]{4})-?([2-9A-HJKMNP-TV-Z]{4})")
CREDITOR = re.compile(r"RF(\d\d)D([2-9A-HJKMNP-TV-Z]{4})([2-9A-HJKMNP-TV-Z]{4})")
# Parts stay together: one sign short, `D-7K3M-9Q2` is not the whole of another that begins with D.
WHOLE = re.compile(r"(?:D-?)?([2-9A-HJKMNP-TV-Z]{4})-?([2-9A-HJKMNP-TV-Z]{4})")
ORDER = re.compile(r"TROUSSE-V(\d{8})")


def creditor_reference(gift: str) -> str:
    """Return the ISO 11649 reference of a gift's own: `D-7K3M-9Q2P` is `RFxxD7K3M9Q2P`."""
    body = gift.replace("-", "").upper()
    return f"RF{98 - _remainder(body + 'RF00'):02d}{body}"


def _remainder(text: str) -> int:
    """Letters count from 10 on, as in an IBAN."""
    return int("".join(str(int(letter, 36)) for letter in text)) % 97


def shown_in_fours(text: str) -> str:
    """Return an IBAN, or a reference, as people copy it."""
    return " ".join(text[place : place + 4] for place in range(0, len(text), 4))


def gifts_named_in(words: str) -> list[str]:
    """Return the gifts that the words of a transfer name, those with right check digits first."""
    tight = re.sub(r"\s", "", words.upper())
    sure = [
        f"D-{found[2]}-{found[3]}"
        for found in CREDITOR.finditer(tight)
        if creditor_reference(f"D-{found[2]}-{found[3]}") == found[0]
    ]
    typed = [f"D-{found[1]}-{found[2]}" for found in GIFT.finditer(tight)]
    return list(dict.fromkeys(sure + typed))


def whole_reference(typed: str) -> str:
    """Return the gift's own reference that somebody typed alone, in any form; else nothing."""
    parted = re.sub(r"[\s\-\u2010-\u2015]+", "-", typed.upper().strip())
    tight = parted.replace("-", "")
    if CREDITOR.fullmatch(tight):
        own = f"D-{tight[5:9]}-{tight[9:]}"
        return own if creditor_reference(own) == tight else ""
    found = WHOLE.fullmatch(parted)
    return f"D-{found[1]}-{found[2]}" if found else ""


def order_named_in(words: str) -> int | None:
    """Return the number of our own payment order that a bank line names."""
    found = ORDER.search(re.sub(r"\s", "", words.upper()))
    return int(found[1]) if found else None


def is_bank_day(day: date) -> bool:
    if day.weekday() >= SATURDAY or (day.month, day.day) in CLOSED_DAYS:
        return False
    easter = _easter(day.year)
    return day not in {easter - timedelta(days=2), easter + timedelta(days=1)}


def date_limit(asked_at: datetime, bank_days: int, end: datetime | None = None) -> datetime:
    """Return the last moment of so many bank days after the asking; never past the end."""
    day = asked_at.astimezone(PARIS).date()
    while bank_days:
        day += timedelta(days=1)
        bank_days -= is_bank_day(day)
    limit = datetime.combine(day, time(23, 59, 59), PARIS)
    return min(limit, end) if end else limit


def next_bank_day(moment: datetime) -> date:
    """Return the day on which a file signed now is carried out."""
    return date_limit(moment, 1).date()


def _easter(year: int) -> date:
    """Easter of the Gregorian calendar, by Butcher's rule."""
    a, (b, c) = year % 19, divmod(year, 100)
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * weekday) // 451
    month, day = divmod(h + weekday - 7 * m + 114, 31)
    return date(year, month, day + 1)
