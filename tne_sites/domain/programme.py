"""The programme « Territoires numériques éducatifs »: its departments, by wave."""

from typing import NamedTuple


class Wave(NamedTuple):
    number: int
    codes: tuple[str, ...]


WAVES = (
    Wave(1, ("02", "95")),
    Wave(2, ("13", "18", "2A", "25", "29", "34", "38", "86", "88", "971")),
)
CODES = tuple(code for wave in WAVES for code in wave.codes)
