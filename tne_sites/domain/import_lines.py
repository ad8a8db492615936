"""One line of a planning kept in a spreadsheet: read, or refused cell by cell. Pure Python."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from kernel.dates import parse_date, parse_time
from kernel.domain import DomainError, UnreadableInput, gettext_noop
from kernel.numbers import digits_between
from kernel.typed import fold, tidy
from tne_sites.domain.recurrence import NoSuchTime, at_local

MOST_LINES = 500
# Heads of columns as people write them; the first is that of the model file.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "title": ("titre", "intitule", "atelier", "title"),
    "day": ("date", "jour", "day"),
    "start": ("debut", "heure de debut", "de", "start"),
    "end": ("fin", "heure de fin", "a", "end"),
    "commune": ("commune", "ville", "town"),
    "place_name": ("lieu", "salle", "place"),
    "address": ("adresse", "address"),
    "organiser": ("organisateur", "structure", "organisateur (structure)", "organiser"),
    "capacity": ("places", "nombre de places", "capacite", "capacity"),
    "summary": ("resume", "description", "summary"),
    "schools": ("ecoles", "uai", "codes uai", "schools"),
}
REQUIRED = ("title", "day", "start", "end", "commune", "organiser")
ONLINE = ("en ligne", "visio", "a distance", "online")
LONGEST = {"title": 120, "place_name": 120, "address": 200, "summary": 250}
MOST_PLACES = 2000

type Cells = Mapping[str, Any]


class WrongTable(DomainError):
    """The file is not a table of workshops."""


@dataclass(frozen=True, slots=True)
class Lookups:
    """What the site knows, by folded words: communes (several of one name), structures, UAI."""

    communes: Mapping[str, Sequence[str]]
    key: Callable[[str], str]  # of what was typed, to find it among the communes
    structures: Mapping[str, int]
    school: Callable[[str], str]
    zone: ZoneInfo
    today: date


@dataclass(slots=True)
class Line:
    """What was read of a line, and what is wrong with it: column, sentence."""

    number: int
    values: dict[str, Any] = field(default_factory=dict)
    errors: list[tuple[str, DomainError]] = field(default_factory=list)

    @property
    def is_right(self) -> bool:
        return not self.errors


def columns_of(heads: Sequence[Any]) -> dict[str, int]:
    """Return the place of each known column; or raise WrongTable naming those that are missing."""
    folded = [fold(str(head or "")) for head in heads]
    found = {
        name: next((folded.index(word) for word in words if word in folded), -1)
        for name, words in COLUMNS.items()
    }
    missing = [COLUMNS[name][0] for name in REQUIRED if found[name] < 0]
    if missing:
        raise WrongTable(
            gettext_noop("The first line must name the columns; missing: %(missing)s."),
            missing=", ".join(missing),
        )
    return {name: place for name, place in found.items() if place >= 0}


def read_line(number: int, cells: Cells, known: Lookups) -> Line:
    """Read every cell, so that all mistakes of a line are said at once."""
    line = Line(number)
    for name, read in _READERS.items():
        try:
            line.values[name] = read(cells.get(name), known)
        except DomainError as error:
            line.errors.append((COLUMNS[name][0], error))
    if line.is_right:
        _set_hours(line, known)
    return line


def _set_hours(line: Line, known: Lookups) -> None:
    day, start, end = (line.values.pop(name) for name in ("day", "start", "end"))
    if end <= start:
        line.errors.append(
            ("fin", UnreadableInput(gettext_noop("The workshop ends before it begins.")))
        )
        return
    try:
        line.values["starts_at"] = at_local(day, start, known.zone)
        line.values["ends_at"] = at_local(day, end, known.zone)
    except NoSuchTime as error:
        line.errors.append(("debut", error))


def _text(value: Any) -> str:
    return tidy("" if value is None else str(value))


def _title(value: Any, _known: Lookups) -> str:
    text = _text(value)
    if not text:
        raise UnreadableInput(gettext_noop("The title is missing."))
    return _short(text, "title")


def _short(text: str, name: str) -> str:
    if len(text) > LONGEST[name]:
        raise UnreadableInput(
            gettext_noop("At most %(most)s characters, not %(count)s."),
            most=LONGEST[name],
            count=len(text),
        )
    return text


def _day(value: Any, known: Lookups) -> date:
    if isinstance(value, datetime):
        value = value.date()
    day = value if isinstance(value, date) else parse_date(_text(value), today=known.today)
    if day < known.today:
        raise UnreadableInput(gettext_noop("%(day)s is past."), day=day.strftime("%d/%m/%Y"))
    return day


def _clock(value: Any, _known: Lookups) -> time:
    if isinstance(value, datetime):
        value = value.time()
    return value if isinstance(value, time) else parse_time(_text(value))


def _commune(value: Any, known: Lookups) -> str:
    """A name, a postcode or an INSEE code of the department; empty for an online workshop."""
    text = _text(value)
    if fold(text) in ONLINE:
        return ""
    codes = known.communes.get(known.key(text), ())
    if len(codes) == 1:
        return codes[0]
    if codes:
        raise UnreadableInput(
            gettext_noop("Several communes are called “%(typed)s”: write its INSEE code."),
            typed=text[:60],
        )
    raise UnreadableInput(
        gettext_noop("“%(typed)s” is no commune of the department, nor “en ligne”."),
        typed=text[:60],
    )


def _organiser(value: Any, known: Lookups) -> int:
    text = _text(value)
    found = known.structures.get(fold(text))
    if found is None:
        raise UnreadableInput(
            gettext_noop("“%(typed)s” is no structure of this site: add it first."),
            typed=text[:60],
        )
    return found


def _capacity(value: Any, _known: Lookups) -> int | None:
    text = _text(value).removesuffix(".0")
    if not text:
        return None
    places = digits_between(text.lstrip("0"), 1, MOST_PLACES)
    if places is None:
        raise UnreadableInput(
            gettext_noop("“%(typed)s” is not a number of places."), typed=text[:20]
        )
    return places


def _schools(value: Any, known: Lookups) -> list[str]:
    codes = _text(value).replace(",", " ").replace(";", " ").split()
    return [known.school(code) for code in dict.fromkeys(codes)]


_READERS: Mapping[str, Callable[[Any, Lookups], Any]] = {
    "title": _title,
    "day": _day,
    "start": _clock,
    "end": _clock,
    "commune": _commune,
    "place_name": lambda value, _known: _short(_text(value), "place_name"),
    "address": lambda value, _known: _short(_text(value), "address"),
    "organiser": _organiser,
    "capacity": _capacity,
    "summary": lambda value, _known: _short(_text(value), "summary"),
    "schools": _schools,
}
