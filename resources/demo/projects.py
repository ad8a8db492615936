"""Fiches projet, guides and diagnoses of the demonstration."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from cms.demo import pieces
from kernel.typography import french, french_html
from resources.demo import texts
from resources.demo.items import AUTHORS, LICENCE
from resources.models import DiagnosisPage, GuidePage, ProjectSheetPage

MONTH = timedelta(days=30)


def sheets() -> list[dict[str, Any]]:
    return list(texts.read("fiches-projet")["sheet"])


def guides() -> list[dict[str, Any]]:
    return list(texts.read("guides")["guide"])


def diagnoses() -> list[dict[str, Any]]:
    return list(texts.read("diagnostics")["diagnosis"])


def sheet(said: Mapping[str, Any]) -> ProjectSheetPage:
    low, median, high = said["cost"]
    return ProjectSheetPage(
        **_common(said),
        audiences=["teachers"],
        themes=said["themes"],
        formats=said["formats"],
        levels=said["levels"],
        duration=french(said["duration"]),
        skills=_lines(said["skills"]),
        materials=_lines(said["materials"]),
        steps=[
            ("step", {"title": french(title), "text": french(text)})
            for title, text in said["steps"]
        ],
        budget=[
            ("line", {"label": french(label), "euros": euros, "note": french(note)})
            for label, euros, note in said["budget"]
        ],
        partners=[
            ("partner", {"name": french(name), "text": french(text), "url": ""})
            for name, text in said["partners"]
        ],
        testimonies=[
            ("testimony", {"text": french(text), "author": author, "role": french(role)})
            for text, author, role in said["testimonies"]
        ],
        cost_low_euros=low,
        cost_median_euros=median,
        cost_high_euros=high,
        cost_noted_on=_months_ago(2),
    )


def guide(said: Mapping[str, Any]) -> GuidePage:
    return GuidePage(**_common(said), number=said["number"], audiences=said["audiences"])


def diagnosis(said: Mapping[str, Any]) -> DiagnosisPage:
    figures = [{"value": french(value), "label": french(label)} for value, label in said["figures"]]
    return DiagnosisPage(
        **_common(said),
        audiences=["professionals", "authorities"],
        departments=[said["department"]],
        made_on=_months_ago(said["months"]),
        method=french(said["method"]),
        figures=[("key_figures", {"figures": figures, "source": french(said["source"])})],
        advice=[
            ("advice", {"title": french(title), "text": french_html(text)})
            for title, text in said["advice"]
        ],
    )


def _common(said: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "title": french(said["title"]),
        "slug": said["slug"],
        "summary": french(said["summary"]),
        "image": pieces.image(said["scene"]) if said["scene"] in pieces.ALT else None,
        "body": pieces.body([(kind, value) for kind, value in said["body"]]),
        "authors": AUTHORS,
        "licence": LICENCE,
    }


def _lines(lines: list[str]) -> str:
    return "\n".join(french(text) for text in lines)


def _months_ago(months: int) -> date:
    return timezone.localdate() - months * MONTH
