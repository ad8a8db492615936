"""Communes, schools and structures for the tests of departments; all names are invented."""

from datetime import date
from typing import Any

from tenants.context import enter
from territories.domain import uai
from territories.models import Commune, Department, HolidayZone, Region, School
from tne_sites.models import Structure, TargetSchool

LAON, OLD = "02408", "02999"


def aisne() -> Department:
    """The department of Aisne in the reference data of the test."""
    region, _ = Region.objects.get_or_create(code="32", defaults={"name": "Hauts-de-France"})
    zone, _ = HolidayZone.objects.get_or_create(code="B", defaults={"name": "Zone B"})
    found, _ = Department.objects.get_or_create(
        code="02",
        defaults={
            "name": "Aisne",
            "slug": "aisne",
            "kind": "department",
            "region": region,
            "holiday_zone": zone,
            "name_with_article": "l’Aisne",
            "of_name": "de l’Aisne",
            "in_name": "dans l’Aisne",
            "time_zone_name": "Europe/Paris",
        },
    )
    return found


def laon() -> Commune:
    found, _ = Commune.objects.get_or_create(
        code=LAON,
        defaults={
            "name": "Laon",
            "name_key": "laon",
            "kind": "commune",
            "department": aisne(),
            "latitude": 49.56,
            "longitude": 3.62,
        },
    )
    return found


def merged() -> Commune:
    """A commune that joined Laon."""
    found, _ = Commune.objects.get_or_create(
        code=OLD,
        defaults={
            "name": "Vieux-Bourg",
            "name_key": "vieux bourg",
            "kind": "delegated",
            "department": aisne(),
            "part_of": laon(),
        },
    )
    return found


def school(number: int = 29001, name: str = "École des Tilleuls", **fields: Any) -> School:
    code = str(uai.from_number(number))
    values = {
        "name": name,
        "kind": "primary",
        "stage": "first",
        "sector": "public",
        "department": aisne(),
        "commune": laon(),
        "town": "Laon",
        "postcode": "02000",
        "origin": "demo",
        **fields,
    }
    return School.objects.create(uai=code, **values)


def target(number: int = 29001, **fields: Any) -> TargetSchool:
    """A target school of the site in use."""
    found = school(number, **fields)
    return TargetSchool.objects.create(uai=found.uai, since=date(2020, 9, 1))


def structure(name: str = "Le Fil des mots", **fields: Any) -> Structure:
    return Structure.objects.create(name=name, **{"commune_code": LAON, **fields})


def in_aisne() -> Any:
    return enter("tne_02")
