"""Smallest valid pages of the resource centre; a test states only what matters to it."""

from typing import Any

from django.core.files.base import ContentFile
from wagtail.models import Page

from cms.models import Document
from resources.models import (
    BeliefPage,
    GuidePage,
    KitPage,
    LibraryPage,
    OutsideLink,
    ProjectSheetPage,
    Recording,
    ResourcePage,
)
from tests.cms.factories import home

CAPTIONS = (
    "WEBVTT\n\n1\n00:00:01.000 --> 00:00:03.000\nBonjour à tous.\n\n"
    "00:00:03.500 --> 00:00:06.000\nVoici la trousse.\n"
)
MP4 = b"\x00\x00\x00\x18ftypmp42" + bytes(100)
RIGHTS = {"licence": "cc-by", "authors": "Trousse"}


def library() -> LibraryPage:
    """The resource centre of the current site, made the first time."""
    found = LibraryPage.objects.filter(locale__language_code="fr").first()
    return found or add(home(), LibraryPage(title="Ressources", slug="ressources"))


def add(parent: Page, page: Any) -> Any:
    parent.refresh_from_db()
    return parent.add_child(instance=page)


def make_recording(name: str = "film.mp4", content: bytes = MP4, **fields: Any) -> Recording:
    file = ContentFile(content, name=name)
    return Recording.objects.create(**{"title": "Film", "file": file, **fields})


def make_document(name: str = "fiche.txt", **fields: Any) -> Document:
    file = ContentFile(b"Bonjour", name=name)
    return Document.objects.create(**{"title": "La fiche", "file": file, **fields})


def make_resource(title: str = "Une ressource", **fields: Any) -> ResourcePage:
    given = {"kind": "tool_sheet", "summary": "En deux mots.", **RIGHTS, **fields}
    return add(library(), ResourcePage(title=title, **given))


def make_video(title: str = "Un film", **fields: Any) -> ResourcePage:
    given = {
        "kind": "video",
        "minutes": 4,
        "captions": CAPTIONS,
        "transcript": "<p>Bonjour à tous. Voici la trousse.</p>",
        **fields,
    }
    return make_resource(
        title, **{"recording": given.pop("recording", None) or make_recording(), **given}
    )


def make_kit(title: str = "Une mallette", *items: ResourcePage, **fields: Any) -> KitPage:
    section = {
        "title": "Suivre la scolarité",
        "theme": "follow_schooling",
        "introduction": "",
        "items": [{"resource": item, "note": "Pour commencer."} for item in items],
    }
    given = {"sections": [("section", section)] if items else [], **RIGHTS, **fields}
    return add(library(), KitPage(title=title, **given))


def make_sheet(title: str = "Une fiche", **fields: Any) -> ProjectSheetPage:
    given = {"themes": ["science"], "formats": ["overnight_stay"], **RIGHTS, **fields}
    return add(library(), ProjectSheetPage(title=title, **given))


def make_belief(title: str = "On entend dire", **fields: Any) -> BeliefPage:
    return add(
        library(), BeliefPage(title=title, **{"nuance": "<p>Oui et non.</p>", **RIGHTS, **fields})
    )


def make_guide(title: str = "Un guide", **fields: Any) -> GuidePage:
    return add(library(), GuidePage(title=title, **{"number": 2, **RIGHTS, **fields}))


def make_link(title: str = "Un site", **fields: Any) -> OutsideLink:
    from wagtail.models import Locale

    given = {
        "url": "https://example.org/",
        "owner": "Une association",
        "subject": "french",
        "locale": Locale.objects.get(language_code="fr"),
        **fields,
    }
    return OutsideLink.objects.create(title=title, **given)
