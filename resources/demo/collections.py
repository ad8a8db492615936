"""Mallettes, idées reçues and links of the demonstration: what gathers resources."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone
from wagtail.models import Locale

from cms.demo import pieces
from kernel.typography import french, french_html
from resources.demo import texts
from resources.demo.items import AUTHORS, LICENCE
from resources.domain.vocabulary import KitTheme
from resources.models import BeliefPage, KitPage, OutsideLink, ResourcePage

EVENING, CONFERENCE_LENGTH = time(18, 0), timedelta(hours=1, minutes=15)


def kit(said: Mapping[str, Any]) -> KitPage:
    return KitPage(
        title=french(said["title"]),
        slug=said["slug"],
        stage=said["stage"],
        edition=said["edition"],
        summary=french(said["summary"]),
        introduction=french(said["introduction"]),
        audiences=["parents", "teachers", "professionals"],
        levels=said["levels"],
        image=pieces.image(said["image"]),
        sections=_sections(said),
        authors=AUTHORS,
        licence=LICENCE,
    )


def slugs_of(said: Mapping[str, Any]) -> dict[str, list[str]]:
    """Return the resources of a mallette by theme: what is shown, then heard, then used."""
    found: dict[str, list[str]] = {theme: [] for theme in KitTheme}
    for name in said["read"]:
        for part in ("film", "infographic", "tool", "document"):
            for item in texts.read(name).get(part, []):
                found[item["theme"]].append(item["slug"])
    return found


def _sections(said: Mapping[str, Any]) -> list[tuple[str, Any]]:
    themes, words = slugs_of(said), texts.read("centre")
    pages = {page.slug: page for page in ResourcePage.objects.filter(locale__language_code="fr")}
    for slug in said["also"]:
        themes[pages[slug].themes[0]].append(slug)
    return [
        (
            "section",
            {
                "title": french(words["themes"][theme][0]),
                "theme": theme,
                "introduction": french(words["themes"][theme][1]),
                "items": [
                    {"resource": pages[slug], "note": french(words["notes"].get(slug, ""))}
                    for slug in slugs
                ],
            },
        )
        for theme, slugs in themes.items()
        if slugs
    ]


def beliefs() -> list[dict[str, Any]]:
    return list(texts.read("idees-recues")["belief"])


def belief(said: Mapping[str, Any]) -> BeliefPage:
    parts = ("replay", "extract", "sheet")
    pages = {
        page.slug: page
        for page in ResourcePage.objects.filter(slug__in=[said[part]["slug"] for part in parts])
    }
    starts_at = _evening(said["days"])
    return BeliefPage(
        title=french(said["title"]),
        slug=said["slug"],
        number=said["number"],
        verdict=said["verdict"],
        summary=french(said["summary"]),
        nuance=french_html(said["nuance"]),
        themes=[said["theme"]],
        audiences=["parents", "teachers", "professionals"],
        speaker=said["role"],
        image=pieces.image(said["scene"]) if said["scene"] in pieces.ALT else None,
        body=pieces.body([(kind, value) for kind, value in said["body"]]),
        replay=pages[said["replay"]["slug"]],
        extract=pages[said["extract"]["slug"]],
        tool_sheet=pages[said["sheet"]["slug"]],
        conference_starts_at=starts_at,
        conference_ends_at=starts_at + CONFERENCE_LENGTH,
        conference_place=said["place"],
        authors=AUTHORS,
        licence=LICENCE,
    )


def _evening(days: int) -> datetime:
    day = timezone.localdate() + timedelta(days=days)
    return timezone.make_aware(datetime.combine(day, EVENING))


def write_links(locale: Locale) -> None:
    """Write the directory of outside links that are not in it yet."""
    known = set(OutsideLink.objects.filter(locale=locale).values_list("url", flat=True))
    OutsideLink.objects.bulk_create(
        OutsideLink(
            title=french(title),
            url=url,
            owner=owner,
            subject=subject,
            description=french(text),
            locale=locale,
        )
        for subject, title, url, owner, text in texts.read("liens")["links"]
        if url not in known
    )
