"""The words of a page for paper, part by part, so that two languages can stand side by side."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language_info, override

from cms import pictures
from cms.pdf.body import Setter
from cms.pdf.prose import Node
from resources import paper

type Part = list[Node]
type Row = tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Version:
    """A page in one language; a part that this language has not got is empty."""

    title: str
    summary: str
    language: str
    direction: str
    parts: tuple[Part, ...]


class ScreenSetter(Setter):
    """Sets what a browser shows and prints: a picture is its address on the site."""

    def keep(self, picture: Any) -> str:
        return pictures.picture(picture).src


def side_by_side(pages: list[Any], *, root_url: str) -> tuple[list[Version], list[Row]]:
    """Return the versions, and their parts in rows: the same part of each beside the others."""
    versions = [version_of(page, root_url) for page in pages]
    rows = zip(*(version.parts for version in versions), strict=True)
    return versions, [row for row in rows if any(row)]


def version_of(page: Any, root_url: str) -> Version:
    language = page.locale.language_code
    setter = ScreenSetter(root_url, language)
    with override(language):
        parts = tuple(paper.part_of(page, name, setter) for name in paper.PARTS)
    return Version(
        title=setter.words(page.title),
        summary=setter.words(page.summary),
        language=language,
        direction="rtl" if get_language_info(language)["bidi"] else "ltr",
        parts=parts,
    )
