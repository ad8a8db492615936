"""Dates and times of day as French people type them. Pure Python."""

import re
from datetime import date, time

from kernel.domain import UnreadableInput, gettext_noop
from kernel.typed import fold

_MONTHS = (
    "janvier janv jan january جانفي يناير",
    "fevrier fevr fev february feb فيفري فبراير",
    "mars march mar مارس",
    "avril avr april apr أفريل أبريل ابريل",
    "mai may ماي مايو",
    "juin june jun جوان يونيو",
    "juillet juil july jul جويلية يوليو",
    "aout august aug أوت أغسطس",
    "septembre sept september sep سبتمبر",
    "octobre oct october أكتوبر اكتوبر",
    "novembre nov november نوفمبر",
    "decembre dec december ديسمبر",
)
_MONTH_OF = {
    fold(name): number for number, names in enumerate(_MONTHS, start=1) for name in names.split()
}
_DAYS = (
    "lundi mardi mercredi jeudi vendredi samedi dimanche lun mar mer jeu ven sam dim "
    "monday tuesday wednesday thursday friday saturday sunday"
)
_WEEKDAY = re.compile(rf"(?:le )?(?:(?:{'|'.join(_DAYS.split())})\b\.?,? )?")
_FIGURES = re.compile(
    r"(?P<day>\d{1,2}) ?(?P<mark>[/.\- ]) ?(?P<month>\d{1,2}) ?(?P=mark) ?(?P<year>\d{2}|\d{4})"
)
_ISO = re.compile(r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})")
_WORDS = re.compile(r"(?P<day>\d{1,2})(?: ?er)? ?(?P<month>[^\W\d]+)\.? ?(?P<year>\d{2}|\d{4})")
_TIME = re.compile(
    r"(?:a )?(?P<hour>\d{1,2})"
    r"(?: ?(?:h|heures?)(?: ?(?P<minute>\d{1,2})(?: ?mi?n)?)?| ?[:.] ?(?P<two>\d\d))"
)
_NAMED_TIMES = {"midi": time(12), "minuit": time(0)}
_LONGEST = 60  # characters: more is not a date
_FUTURE_YEARS = 30  # "26" is 2026 and "84" is 1984: a two-digit year is at most that far ahead


def parse_date(text: str, *, today: date) -> date:
    """Read ``3/2/26``, ``2026-02-03``, ``mardi 3 févr. 2026``, ``1er mars 26``; day first.

    ``today`` decides the century of a two-digit year. Raise UnreadableInput for anything else,
    for a date that does not exist and for one whose year is missing.
    """
    typed = fold(text)
    if not typed:
        raise UnreadableInput(gettext_noop("Enter a date."))
    rest = _WEEKDAY.sub("", typed, count=1) if len(typed) <= _LONGEST else ""
    match = _ISO.fullmatch(rest) or _FIGURES.fullmatch(rest) or _WORDS.fullmatch(rest)
    month = _month(match["month"]) if match else None
    if match is None or month is None:
        raise UnreadableInput(
            gettext_noop(
                "“%(typed)s” is not a date we can read. Example: 3 February 2026 or 03/02/2026."
            ),
            typed=text.strip()[:40],
        )
    try:
        return date(_year(match["year"], today), month, int(match["day"]))
    except ValueError:
        message = gettext_noop("The date “%(typed)s” does not exist.")
        raise UnreadableInput(message, typed=text.strip()[:40]) from None


def parse_time(text: str) -> time:
    """Read ``18h30``, ``18 h``, ``9:05``, ``18.30``, ``midi``; or raise UnreadableInput."""
    typed = fold(text)
    if not typed:
        raise UnreadableInput(gettext_noop("Enter a time."))
    if typed in _NAMED_TIMES:
        return _NAMED_TIMES[typed]
    match = _TIME.fullmatch(typed)
    if match:
        try:
            return time(int(match["hour"]), int(match["minute"] or match["two"] or 0))
        except ValueError:
            pass
    raise UnreadableInput(
        gettext_noop("“%(typed)s” is not a time we can read. Example: 18:30."),
        typed=text.strip()[:40],
    )


def _month(typed: str) -> int | None:
    return int(typed) if typed.isdecimal() else _MONTH_OF.get(typed)


def _year(typed: str, today: date) -> int:
    year = int(typed)
    if len(typed) == 4:  # noqa: PLR2004 - a year written in full
        return year
    century = today.year - today.year % 100
    year += century
    return year - 100 if year > today.year + _FUTURE_YEARS else year
