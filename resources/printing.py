"""The words of a page for paper, part by part, so that two languages can stand side by side."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from django.utils.html import escape, format_html, format_html_join, linebreaks
from django.utils.safestring import SafeString
from django.utils.translation import get_language_info, override
from wagtail.rich_text import expand_db_html

from kernel import typography

type Draw = Callable[[Any], str]


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a page: its name and its words, as safe HTML."""

    heading: str
    html: SafeString


@dataclass(frozen=True, slots=True)
class Version:
    """A page in one language."""

    title: str
    summary: str
    language: str
    direction: str
    parts: tuple[Part | None, ...]


def side_by_side(pages: list[Any]) -> tuple[list[Version], list[tuple[Part | None, ...]]]:
    """Return the versions, and their parts in rows: the same part of each beside the others."""
    versions = [version_of(page) for page in pages]
    return versions, list(zip_longest(*(version.parts for version in versions)))


def version_of(page: Any) -> Version:
    language = page.locale.language_code
    with override(language):
        parts = tuple(_part(page, name, draw, language) for name, draw in DRAWN.items())
    return Version(
        title=typography.for_language(page.title, language),
        summary=typography.for_language(page.summary, language),
        language=language,
        direction="rtl" if get_language_info(language)["bidi"] else "ltr",
        parts=parts,
    )


def _part(page: Any, name: str, draw: Draw, language: str) -> Part | None:
    value = getattr(page, name, None)
    if not value:
        return None
    heading = str(page._meta.get_field(name).verbose_name)
    html = typography.french_html(str(draw(value)), language)
    return Part(heading[:1].upper() + heading[1:], SafeString(html))


def _plain(value: str) -> str:
    return linebreaks(escape(value))


def _rich(value: str) -> str:
    return str(expand_db_html(value))


def _steps(stream: Any) -> str:
    return format_html(
        "<ol>{}</ol>",
        format_html_join(
            "",
            "<li><p><strong>{}</strong></p><p>{}</p></li>",
            ((block.value["title"], block.value["text"]) for block in stream),
        ),
    )


def _advice(stream: Any) -> str:
    return format_html_join(
        "", "<h3>{}</h3>{}", ((block.value["title"], block.value["text"]) for block in stream)
    )


def _budget(stream: Any) -> str:
    rows = ((block.value["label"], block.value["euros"]) for block in stream)
    lines = ((label, "" if euros is None else f" : {euros}\u00a0€") for label, euros in rows)
    return format_html("<ul>{}</ul>", format_html_join("", "<li>{}<bdi>{}</bdi></li>", lines))


def _sections(stream: Any) -> str:
    return format_html_join(
        "",
        "<h3>{}</h3><p>{}</p><ul>{}</ul>",
        ((block.value["title"], block.value["introduction"], _items(block)) for block in stream),
    )


def _items(block: Any) -> str:
    pages = (item["resource"] for item in block.value["items"])
    titles = ((page.localized.title,) for page in pages if page and page.live)
    return format_html_join("", "<li>{}</li>", titles)


# In the order of the pages; a type has some of them.
DRAWN: dict[str, Draw] = {
    "introduction": _plain,
    "nuance": _rich,
    "full_text": _rich,
    "body": str,
    "transcript": _rich,
    "skills": _plain,
    "materials": _plain,
    "steps": _steps,
    "budget": _budget,
    "sections": _sections,
    "advice": _advice,
    "method": _plain,
}
