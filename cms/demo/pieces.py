"""From plain texts to blocks, pictures, settings and menus."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from wagtail.models import Page, Site

from cms.actions.add_image import add_image
from cms.demo.texts.departments import Department
from cms.models import Image, Menu, MenuSlot, SiteSettings
from kernel.typography import french, french_html

FOLDER = Path(__file__).parent / "images"
ALT = {
    "atelier": "Papiers découpés : deux adultes et un enfant autour d’une table.",
    "livre": "Papiers découpés : un livre ouvert d’où sortent des feuilles et des étoiles.",
    "mains": "Papiers découpés : des mains levées de plusieurs couleurs.",
    "montagne": "Papiers découpés : des sommets, un sentier et une cabane.",
    "numerique": "Papiers découpés : un écran où dansent des formes.",
    "pain": "Papiers découpés : une table avec du pain et des fruits.",
    "theatre": "Papiers découpés : un rideau ouvert sur une scène.",
}


def image(name: str) -> Image:
    """Return the site's picture of that name, added the first time it is asked for."""
    title = f"Papier découpé : {name}"
    found = Image.objects.filter(title=title).first()
    if found:
        return found
    with (FOLDER / f"{name}.png").open("rb") as file:
        return add_image(
            file=file, name=f"{name}.png", title=title, description=ALT[name], credit="Trousse"
        )


def typeset(text: str) -> str:
    return french(text)


def body(parts: Iterable[tuple[str, Any]]) -> list[tuple[str, Any]]:
    """Return blocks with French spaces; a passage in another language stays as it is."""
    return [(kind, value if kind == "passage" else _set(kind, value)) for kind, value in parts]


def _set(kind: str, value: Any) -> Any:
    if kind == "table":
        return _table(value)
    if isinstance(value, str):
        return french_html(value) if value.startswith("<") else french(value)
    if isinstance(value, list):
        return [_set("", item) for item in value]
    if isinstance(value, dict):
        return {
            name: item if name in {"url", "kind"} else _set("", item)
            for name, item in value.items()
        }
    return value


def _table(value: Mapping[str, Any]) -> Any:
    """Make the value of a typed table whose columns are all texts."""
    from cms.blocks.body import TableBlock  # noqa: PLC0415  one block, made when a table needs it

    columns = [{"type": "text", "heading": heading} for heading in value["head"]]
    rows = [{"values": [french(cell) for cell in row]} for row in value["rows"]]
    return TableBlock().to_python(
        {"columns": columns, "rows": rows, "caption": french(value["caption"])}
    )


def home_parts(said: Mapping[str, Any]) -> dict[str, Any]:
    """Return the doors, steps and figures of a home."""
    figures = [{"value": value, "label": label} for value, label in said["figures"]]
    parts: dict[str, Any] = {
        "doors": [
            (
                "door",
                {
                    "title": title,
                    "text": typeset(text),
                    "link": {"url": url, "label": title, "page": None},
                    "scene": scene,
                },
            )
            for title, text, url, scene in said["doors"]
        ],
        "steps": [
            ("step", {"title": title, "text": typeset(text)}) for title, text in said["steps"]
        ],
        "figures": [],
    }
    if figures:
        parts["figures"] = [("key_figures", {"figures": figures, "source": said["figures_source"]})]
    return parts


def sections(said: Iterable[tuple[str, Any]]) -> list[tuple[str, Any]]:
    return [
        (
            "section",
            {
                "title": title,
                "questions": [
                    {"question": typeset(question), "answer": french_html(answer)}
                    for question, answer in questions
                ],
            },
        )
        for title, questions in said
    ]


def partners(said: Iterable[tuple[str, Any]]) -> list[tuple[str, Any]]:
    return [
        (
            "group",
            {
                "title": title,
                "partners": [
                    {"name": name, "text": typeset(text), "url": "", "logo": None}
                    for name, text in members
                ],
            },
        )
        for title, members in said
    ]


def say_national() -> None:
    _say(
        {
            "contact_email": "equipe@example.org",
            "phone": "01 00 00 00 00",
            "postal_address": "Trousse\n12 rue des Tilleuls\n75000 Paris",
            "mastodon": "https://mastodon.example/@trousse",
            "publisher": "Trousse, service de démonstration\n12 rue des Tilleuls, 75000 Paris",
            "publication_director": "Camille Ferrand",
            "host": "Hébergeur de démonstration\n1 rue du Port, 29000 Quimper",
            "data_officer_email": "donnees@example.org",
        }
    )


def say_department(department: Department) -> None:
    _say(
        {
            "contact_email": f"{department.slug}@example.org",
            "coordinator_name": department.coordinator,
            "coordinator_body": department.body,
            "coordinator_email": f"{department.slug}@example.org",
            "coordinator_phone": "01 00 00 00 00",
            "coordinator_hours": "Du lundi au vendredi, de 9 h à 17 h",
            "deep_colour": department.deep,
            "flat_colour": department.flat,
            "publisher": f"{department.body}\n{department.town}",
            "publication_director": department.coordinator,
            "host": "Hébergeur de démonstration\n1 rue du Port, 29000 Quimper",
        }
    )


def _say(values: Mapping[str, str]) -> None:
    site = Site.objects.get(is_default_site=True)
    SiteSettings.objects.update_or_create(site=site, defaults=values)


MENUS = {
    MenuSlot.MAIN: ("parents", "professionnels", "actualites", "contact"),
    MenuSlot.FOOTER_1: ("a-propos", "partenaires", "actualites", "plan-du-site"),
    MenuSlot.FOOTER_2: ("contact", "questions"),
}


def menus(language: str) -> None:
    """Put the national pages in the menus of one language; a page it has not stays in French.

    What other apps have put there stays first.
    """
    pages = {
        page.slug: page.pk for page in Page.objects.filter(locale__language_code="fr", depth=3)
    }
    usual = {pk for slug, pk in pages.items() if any(slug in slugs for slugs in MENUS.values())}
    for menu in Menu.objects.filter(slot__in=MENUS, locale__language_code=language):
        kept = [
            {"type": "link", "value": dict(item["value"])}
            for item in menu.items.raw_data
            if item["value"].get("page") in set(pages.values()) - usual
        ]
        blank = {"label": "", "url": "", "is_action": False}
        chosen = [
            {"type": "link", "value": {"page": pages[slug], **blank}}
            for slug in MENUS[MenuSlot(menu.slot)]
            if slug in pages
        ]
        menu.items = [*kept, *chosen]
        menu.save()
