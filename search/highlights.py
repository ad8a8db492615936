"""Shows where the words were found: in the title, and in the best passage of the text."""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from search import analysis
from search.plan import TITLE, space_of

PASSAGE = 220
# Letters before the first word found, so that it is read in its sentence.
LEAD = 60
LONGEST_BODY = 100_000
MOST_MATCHES = 400
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Match:
    start: int
    end: int
    term: str


def marked(text: str, terms: Collection[str], language: str) -> SafeString:
    """Return the text as HTML, with the words that were found in <mark>."""
    return _mark(text, _matches(text, terms, language), 0, len(text))


def passage(text: str, terms: Collection[str], language: str) -> SafeString:
    """Return the part of a text that holds most of the words, marked; empty without any."""
    text = " ".join(text[:LONGEST_BODY].split())
    matches = _matches(text, terms, language)
    if not matches:
        return SafeString("")
    best = max(matches, key=lambda match: (_variety(matches, match.start), -match.start))
    start = max(best.start - LEAD, 0)
    start = text.find(" ", start) + 1 if start else 0
    end = min(start + PASSAGE, len(text))
    end = end if end == len(text) else max(text.rfind(" ", start, end), best.end)
    shown = _mark(text, matches, start, end)
    before, after = "… " if start else "", " …" if end < len(text) else ""
    return SafeString(f"{before}{shown}{after}")


def _variety(matches: list[Match], start: int) -> tuple[int, int]:
    inside = [match.term for match in matches if start <= match.start < start + PASSAGE - LEAD]
    return len(set(inside)), len(inside)


def _matches(text: str, terms: Collection[str], language: str) -> list[Match]:
    """Find the words whose stems were looked for; only likely ones are cut to their stem."""
    space = space_of(language)
    wanted = {term.partition(":")[2] for term in terms if term.startswith((f"{space}:", TITLE))}
    beginnings = tuple({stem[:3] for stem in wanted if stem})
    found: list[Match] = []
    if not beginnings:
        return found
    flat = _flat(text)
    for word in _WORD.finditer(flat):
        if word[0].startswith(beginnings):
            folded = analysis.fold(word[0])
            stem = analysis.stem(folded, space)
            if stem in wanted or folded in wanted:
                found.append(Match(word.start(), word.end(), stem))
                if len(found) == MOST_MATCHES:
                    break
    return found


def _flat(text: str) -> str:
    """Return the text in lower case without accents, each letter in its place."""
    return "".join(map(_letter, text))


def _letter(letter: str) -> str:
    if letter.isascii():
        return letter.lower()
    base = unicodedata.normalize("NFD", letter.lower())
    # A ligature keeps its one place: two letters would move all that follows.
    return base[0] if len(base) >= 1 else letter


def _mark(text: str, matches: list[Match], start: int, end: int) -> SafeString:
    parts: list[str] = []
    at = start
    for match in matches:
        if match.start >= at and match.end <= end:
            parts += [escape(text[at : match.start]), "<mark>"]
            parts += [escape(text[match.start : match.end]), "</mark>"]
            at = match.end
    parts.append(escape(text[at:end]))
    return mark_safe("".join(parts))  # noqa: S308  every part was escaped above
