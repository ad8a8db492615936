"""What an archive holds beside its files: a page that needs no network, licences, a manifest."""

import base64
import json
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import get_language_info, gettext as _, override

from cms.pdf.body import Setter
from kernel import typography
from resources.archives import Archive, Entry
from resources.cards import minutes_text
from resources.paper import nodes_of

PAGE, LICENCES, MANIFEST = "index.html", "LICENCES.txt", "manifest.json"


def page(archive: Archive, *, root_url: str) -> tuple[str, dict[str, bytes]]:
    """Return the page, and the pictures that its words need, by their name in the archive."""
    language = archive.kit.locale.language_code
    setter = Setter(root_url, language)
    with override(language):
        context = {
            "kit": archive.kit,
            "title": setter.words(archive.title),
            "language": language,
            "direction": "rtl" if get_language_info(language)["bidi"] else "ltr",
            "url": f"{root_url}{archive.kit.url}",
            "parts": [
                {
                    "title": setter.words(part.title),
                    "introduction": setter.words(part.introduction),
                    "items": [_shown(entry, setter) for entry in part.entries],
                }
                for part in archive.parts
            ],
        }
        html = render_to_string("resources/offline/index.html", context)
    return html, {f"images/{name}": content for name, content in setter.files.items()}


def _shown(entry: Entry, setter: Setter) -> dict[str, Any]:
    resource = entry.resource
    length = minutes_text(resource.minutes) if resource.minutes else ""
    return {
        "resource": resource,
        "title": setter.words(resource.title),
        "summary": setter.words(entry.note or resource.summary),
        "meta": ", ".join(filter(None, [str(resource.get_kind_display()), length])),
        "recording": next((piece for piece in entry.pieces if piece.kind == "recording"), None),
        "picture": next((piece for piece in entry.pieces if piece.kind == "picture"), None),
        "documents": [piece for piece in entry.pieces if piece.kind == "document"],
        "captions": _inline(resource.captions),
        "nodes": nodes_of(resource, setter),
    }


def _inline(captions: str) -> str:
    """Return captions as an address: a browser reads no captions from a file beside a page."""
    if not captions:
        return ""
    return f"data:text/vtt;base64,{base64.b64encode(captions.encode()).decode()}"


def licences(archive: Archive, *, root_url: str) -> str:
    """Return who made each resource and what may be done with it, as a plain text."""
    language = archive.kit.locale.language_code
    with override(language):
        lines = [typography.for_language(archive.title, language), ""]
        for entry in _each(archive):
            page = entry.resource
            lines += [
                typography.for_language(page.title, language),
                f"  {_('Authors')}: {page.authors or '–'}",
                f"  {_('Licence')}: {page.get_licence_display() or '–'}",
                f"  {page.deed.url}" if page.deed and page.deed.url else "",
                f"  {root_url}{page.url}",
                "",
            ]
    return "\n".join(lines)


def manifest(archive: Archive, checksums: dict[str, str], *, root_url: str) -> str:
    """Return what is in the archive, for programs: titles, files, sizes and SHA-256 sums."""
    told = {
        "title": archive.title,
        "language": archive.kit.locale.language_code,
        "url": f"{root_url}{archive.kit.url}",
        "published_at": archive.kit.last_published_at,
        "resources": [
            {
                "title": entry.resource.title,
                "kind": entry.resource.kind,
                "authors": entry.resource.authors,
                "licence": entry.resource.licence,
                "url": f"{root_url}{entry.resource.url}",
                "files": [
                    {"name": piece.name, "bytes": piece.size, "sha256": checksums[piece.name]}
                    for piece in entry.pieces
                    if piece.name in checksums
                ],
            }
            for entry in _each(archive)
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=1, default=str)


def _each(archive: Archive) -> list[Entry]:
    """Every resource once, in order."""
    found = {entry.resource.pk: entry for part in archive.parts for entry in part.entries}
    return list(found.values())
