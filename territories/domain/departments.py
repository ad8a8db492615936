"""Codes and local times of the departments: plain strings here, rows in the models."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

MAINLAND_TIME = "Europe/Paris"
# Each overseas territory keeps its own clock; a closing day is that of the school's own midnight.
OVERSEAS_TIMES = {
    "971": "America/Guadeloupe",
    "972": "America/Martinique",
    "973": "America/Cayenne",
    "974": "Indian/Reunion",
    "975": "America/Miquelon",
    "976": "Indian/Mayotte",
    "977": "America/St_Barthelemy",
    "978": "America/Marigot",
    "986": "Pacific/Wallis",
    "987": "Pacific/Tahiti",
    "988": "Pacific/Noumea",
}


def time_zone_name(department: str) -> str:
    return OVERSEAS_TIMES.get(department, MAINLAND_TIME)


def time_zone(department: str) -> ZoneInfo:
    """The clock of a department: for 974, Réunion's."""
    return ZoneInfo(time_zone_name(department))


def local_day(department: str, at: datetime) -> date:
    """The day that people of the department read on their calendar at this instant."""
    if at.tzinfo is None:
        # astimezone() would read a naive instant in the server's own zone, silently.
        raise ValueError("an instant needs its time zone")
    return at.astimezone(time_zone(department)).date()


def of_commune(insee_code: str) -> str:
    """The department of a commune's INSEE code: 2A004 gives 2A, 97105 gives 971."""
    return insee_code[:3] if insee_code[:2] in {"97", "98"} else insee_code[:2]


def from_directory(code: str) -> str:
    """The ministry writes three characters: 001, 02A, 971, and 620 or 720 for Corsica."""
    code = code.strip().upper().zfill(3)
    corsica = {"620": "2A", "720": "2B"}
    return corsica.get(code) or code.removeprefix("0")
