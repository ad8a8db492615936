"""The words of the demonstration, read from the TOML files beside this one.

Written with plain spaces: whoever shows them applies French typography.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from kernel.typography import french

FOLDER = Path(__file__).parent
KIND_NAMES = {
    "tool_sheet": "Fiche outil",
    "diagnosis_tool": "Outil de diagnostic",
    "booklet": "Livret",
}

type Item = dict[str, Any]


@cache
def read(name: str) -> dict[str, Any]:
    with (FOLDER / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


def infographics() -> list[Item]:
    found = [*read("college-infographies")["infographic"], *read("ecole")["infographic"]]
    return [{"kind": "infographic", "minutes": 3, **item} for item in found]


def films() -> list[Item]:
    beliefs = [
        {"theme": belief["theme"], "kind": kind, **belief[part]}
        for belief in read("idees-recues")["belief"]
        for part, kind in (("replay", "conference"), ("extract", "video"))
    ]
    return [*read("college-films")["film"], *read("ecole")["film"], *beliefs]


def tools() -> list[Item]:
    beliefs = [
        {"theme": belief["theme"], **belief["sheet"]} for belief in read("idees-recues")["belief"]
    ]
    found = [*read("college-fiches")["tool"], *read("ecole")["tool"], *beliefs]
    return [{"kind": "tool_sheet", **item} for item in found]


def documents() -> list[Item]:
    return list(read("ecole")["document"])


def as_nodes(item: Mapping[str, Any], prose: ModuleType) -> list[dict[str, Any]]:
    """Return a tool sheet or a questionnaire as the nodes of a PDF."""
    nodes: list[dict[str, Any]] = []
    for title, lines in item.get("sections", []):
        nodes += [prose.heading(french(title)), prose.bullets([french(line) for line in lines])]
    if "steps" in item:
        nodes += [
            prose.heading("Ce que l’on cherche"),
            prose.paragraph(french(item["aim"])),
            prose.heading("Ce qu’il faut"),
            prose.bullets([french(line) for line in item["material"]]),
            prose.heading("Le déroulé"),
            prose.steps([(french(title), french(text)) for title, text in item["steps"]]),
            prose.notice("Un conseil", [prose.paragraph(french(item["tips"]))]),
        ]
    return nodes
