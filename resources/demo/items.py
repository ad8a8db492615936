"""Resources of the demonstration: from the texts and the media to pages."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from django.core.files import File

from cms.demo import pieces
from cms.models import Document, Image
from kernel.typography import french, french_html
from resources.demo import texts
from resources.models import Recording, ResourcePage

MEDIA = Path(texts.FOLDER).parent / "media"
AUTHORS, LICENCE = "Trousse", "cc-by-sa"
SEEN = "À l’image : des papiers découpés illustrent chaque phrase."
PARENTS, EVERYBODY = ["parents"], ["parents", "teachers", "professionals"]
PROFESSIONALS = ["teachers", "professionals"]
MIDDLE = ["cycle_3", "cycle_4"]
PRIMARY = ["cycle_1", "cycle_2", "cycle_3"]


def all_items() -> list[texts.Item]:
    """Every resource, those that speak to most people first."""
    return [*texts.films(), *texts.infographics(), *texts.tools(), *texts.documents()]


def page_of(item: Mapping[str, Any]) -> ResourcePage:
    kind = item["kind"]
    make = {"infographic": _infographic}.get(kind, _sheet if "minutes" in item else _film)
    return ResourcePage(
        title=french(item["title"]),
        slug=item["slug"],
        kind=kind,
        summary=french(item["summary"]),
        themes=[item["theme"]],
        levels=PRIMARY if item["slug"].startswith("ecole-") else MIDDLE,
        authors=AUTHORS,
        licence=LICENCE,
        **make(item),
    )


def _infographic(item: Mapping[str, Any]) -> dict[str, Any]:
    said = "".join(f"<h3>{title}</h3><p>{text}</p>" for title, text in item["points"])
    title = french(item["title"])
    return {
        "audiences": PARENTS,
        "minutes": item["minutes"],
        "image": _picture(item["slug"], title),
        "full_text": french_html(f"{said}<p><b>{item['closing']}</b></p>"),
        "documents": [("document", document(item["slug"], title))],
    }


def _picture(slug: str, title: str) -> Image:
    """Add our own drawing as it is: nothing of a camera is to be taken out of it."""
    with (MEDIA / f"{slug}.png").open("rb") as file:
        return Image.objects.create(
            file=File(file, name=f"{slug}.png"),
            title=title,
            description=french(f"Infographie « {title} ». Son texte complet est sur la page."),
            credit="Trousse, CC BY-SA 4.0",
        )


def _film(item: Mapping[str, Any]) -> dict[str, Any]:
    is_sound = item["kind"] == "podcast"
    seconds = json.loads((MEDIA / f"{item['slug']}.json").read_text())["seconds"]
    scene = item["lines"][0][0]
    return {
        "audiences": PARENTS if item["kind"] == "animation" else EVERYBODY,
        "minutes": -(-seconds // 60),
        "image": pieces.image(scene) if scene in pieces.ALT and not is_sound else None,
        "recording": _recording(f"{item['slug']}.{'mp3' if is_sound else 'mp4'}", item["title"]),
        "captions": (MEDIA / f"{item['slug']}.vtt").read_text(),
        "transcript": french_html(transcript(item["lines"], is_sound=is_sound)),
    }


def transcript(lines: Iterable[tuple[str, str]], *, is_sound: bool) -> str:
    """Everything that is heard, and what is seen and matters."""
    seen = (
        ""
        if is_sound
        else "<p><i>À l’image : des papiers découpés illustrent chaque phrase.</i></p>"
    )
    said = "".join(f"<p>{text}</p>" for _scene, text in lines)
    return f"<p><i>Petite musique.</i></p>{seen}{said}"


def _recording(name: str, title: str) -> Recording:
    with (MEDIA / name).open("rb") as file:
        return Recording.objects.create(title=french(title), file=File(file, name=name))


def _sheet(item: Mapping[str, Any]) -> dict[str, Any]:
    is_for_parents = item["slug"].startswith("ecole-livret")
    return {
        "audiences": EVERYBODY if is_for_parents else PROFESSIONALS,
        "minutes": item["minutes"],
        "body": pieces.body(_blocks(item)),
        "documents": [("document", document(item["slug"], french(item["title"])))],
    }


def _blocks(item: Mapping[str, Any]) -> list[tuple[str, Any]]:
    if "sections" in item:
        return [
            block
            for title, lines in item["sections"]
            for block in (("heading", title), ("text", _list("ul", lines)))
        ]
    steps = [f"<b>{title}.</b> {text}" for title, text in item["steps"]]
    return [
        ("heading", "Ce que l’on cherche"),
        ("text", f"<p>{item['aim']}</p>"),
        ("heading", "Ce qu’il faut"),
        ("text", _list("ul", item["material"])),
        ("heading", "Le déroulé"),
        ("text", _list("ol", steps)),
        ("notice", {"kind": "info", "title": "Un conseil", "text": f"<p>{item['tips']}</p>"}),
    ]


def _list(tag: str, lines: Iterable[str]) -> str:
    return f"<{tag}>{''.join(f'<li>{line}</li>' for line in lines)}</{tag}>"


def document(slug: str, title: str) -> Document:
    """Add the PDF of an item to the site's documents."""
    with (MEDIA / f"{slug}.pdf").open("rb") as file:
        return Document.objects.create(
            title=title, file=File(file, name=f"{slug}.pdf"), language="fr", is_accessible=True
        )
