"""The words of the demonstration's projects, read from the TOML file beside this one.

Written with plain spaces; the campaigns keep them with French ones.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from kernel.typography import french
from territories.models import School, SchoolKind

FILE = Path(__file__).parent / "projects.toml"
PRIMARY, SECONDARY, VOCATIONAL = "1", "2", "lp"
CLASSES: Mapping[str, tuple[tuple[str, str], ...]] = {
    SchoolKind.ELEMENTARY: (
        ("classe de CP", "cycle_2"),
        ("classe de CE1-CE2", "cycle_2"),
        ("classe de CM1", "cycle_3"),
        ("classe de CM1-CM2", "cycle_3"),
        ("classe de CM2", "cycle_3"),
    ),
    SchoolKind.COLLEGE: (
        ("classe de 6e", "cycle_3"),
        ("classe de 5e", "cycle_4"),
        ("classe de 4e", "cycle_4"),
        ("classe de 3e", "cycle_4"),
        ("classe ULIS", "special"),
    ),
    SchoolKind.LYCEE: (("classe de seconde", "lycee"), ("classe de première", "lycee")),
    SchoolKind.VOCATIONAL_LYCEE: (
        ("classe de CAP", "lycee_pro"),
        ("seconde professionnelle", "lycee_pro"),
    ),
}
# Where a project of each stage may take place.
KINDS = {
    PRIMARY: (SchoolKind.ELEMENTARY, SchoolKind.PRIMARY),
    SECONDARY: (SchoolKind.COLLEGE, SchoolKind.LYCEE),
    VOCATIONAL: (SchoolKind.VOCATIONAL_LYCEE,),
}
WE_ARE = (
    (
        "Nous sommes la {classe}, à {ville} ({ecole}) : {n} élèves, une enseignante et beaucoup "
        "de questions."
    ),
    (
        "{ecole} accueille des enfants de tout {ville}. Dans notre {classe}, {n} élèves parlent "
        "neuf langues à la maison et une seule en récréation : la leur."
    ),
    (
        "Notre {classe} compte {n} élèves. À {ville}, peu de familles partent en vacances ; "
        "l’école est souvent le premier départ."
    ),
    (
        "Nous travaillons ce projet depuis la rentrée avec les {n} élèves de la {classe} et toute "
        "l’équipe de l’école."
    ),
    ("Petite école, grande envie : notre {classe} prépare ce projet avec les parents de {ville}."),
)


@dataclass(frozen=True, slots=True)
class Told:
    """One project's words for one school."""

    theme: str
    format: str
    level: str
    pupils: int
    title: str
    pitch: str
    who_we_are: str
    the_project: str
    why_you: str
    budget: tuple[tuple[str, int, bool], ...]
    rewards: tuple[tuple[str, int], ...]
    news: tuple[str, str]


@cache
def _projects() -> list[dict[str, Any]]:
    with FILE.open("rb") as file:
        return list(tomllib.load(file)["project"])


def all_titles() -> list[tuple[Mapping[str, Any], str]]:
    """Return each project with each of its variants: no two titles are alike."""
    return [(project, variant) for project in _projects() for variant in project["x"]]


def tell(project: Mapping[str, Any], variant: str, school: School, random: Random) -> Told:
    """Return the words of a project at a school, in French spacing."""
    kind = SchoolKind.ELEMENTARY if school.kind == SchoolKind.PRIMARY else school.kind
    name, level = random.choice(CLASSES[kind])
    pupils = random.randint(17, 29) if project["stage"] == PRIMARY else random.randint(14, 31)
    words = {"x": variant, "ville": school.town, "classe": name, "n": pupils, "ecole": school.name}

    def said(text: str) -> str:
        return french(text.format(**words))

    return Told(
        theme=project["theme"],
        format=project["format"],
        level=level,
        pupils=pupils,
        title=said(project["title"])[:90],
        pitch=said(project["pitch"])[:200],
        who_we_are=said(random.choice(WE_ARE)),
        the_project=said(project["project"]),
        why_you=said(project["why"]),
        budget=tuple((french(what), weight, need) for what, weight, need in project["budget"]),
        rewards=tuple((french(what), euros) for what, euros in project["rewards"]),
        news=(said(project["news"][0]), said(project["news"][1])),
    )
