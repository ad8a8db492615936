"""Communes and schools of `territories`, read once for a whole list and given back as plain values.

Rows of a site keep codes. A commune that was merged is named with the one that answers for it
today; a school that closed, with the one that took its pupils.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from territories.models import Commune, School


@dataclass(frozen=True, slots=True)
class Place:
    code: str
    name: str
    # The commune of today, when this one was merged into another.
    today: str = ""
    latitude: float | None = None
    longitude: float | None = None

    def __str__(self) -> str:
        return f"{self.name} ({self.today})" if self.today else self.name


@dataclass(frozen=True, slots=True)
class SchoolFacts:
    uai: str
    name: str
    kind: str
    kind_name: str
    stage: str
    commune_code: str
    town: str
    address: str
    postcode: str
    labels: tuple[str, ...]
    latitude: float | None
    longitude: float | None
    closed_on: date | None
    successor_uai: str = ""
    successor_name: str = ""

    def is_closed_on(self, day: date) -> bool:
        return self.closed_on is not None and self.closed_on <= day


def communes(codes: Iterable[str]) -> dict[str, Place]:
    """Return the known ones among these codes: one query."""
    wanted = {code for code in codes if code}
    rows = Commune.objects.filter(code__in=wanted).select_related("part_of") if wanted else ()
    return {
        row.code: Place(
            code=row.code,
            name=row.name,
            today=row.part_of.name if row.part_of else "",
            latitude=row.latitude if row.latitude is not None else row.today.latitude,
            longitude=row.longitude if row.longitude is not None else row.today.longitude,
        )
        for row in rows
    }


def schools(uais: Collection[str]) -> dict[str, SchoolFacts]:
    """Return the known ones among these codes: one query, with their communes and successors."""
    rows = School.objects.filter(uai__in=uais).select_related("commune__part_of", "successor")
    return {row.uai: _facts(row) for row in rows} if uais else {}


def _facts(row: School) -> SchoolFacts:
    commune = row.commune
    old = commune.name if commune and commune.part_of else ""
    today = commune.today.name if commune else row.town
    return SchoolFacts(
        uai=row.uai,
        name=row.name,
        kind=row.kind,
        kind_name=row.get_kind_display(),
        stage=row.stage,
        commune_code=commune.today.code if commune else "",
        town=f"{today} ({old})" if old else today,
        address=row.address,
        postcode=row.postcode,
        labels=tuple(row.labels),
        latitude=row.latitude,
        longitude=row.longitude,
        closed_on=row.closed_on,
        successor_uai=row.successor.uai if row.successor else "",
        successor_name=row.successor.name if row.successor else "",
    )
