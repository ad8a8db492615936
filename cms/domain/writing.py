"""What makes a text hard to read or to use, as sentences for its author. Hints, never refusals.

Pure Python.
"""

import re
from dataclasses import dataclass
from html.parser import HTMLParser

from kernel.domain import gettext_noop

# Words of a link that mean nothing when read alone, as screen readers list them.
VAGUE = {
    "cliquez ici",
    "cliquer ici",
    "ici",
    "lien",
    "ce lien",
    "en savoir plus",
    "lire la suite",
    "plus d’infos",
    "plus d'infos",
    "voir",
    "click here",
    "here",
    "read more",
    "اضغط هنا",
    "هنا",
}
FILE = re.compile(r"\.(pdf|docx?|xlsx?|odt|ods|zip)(?:[?#].*)?$", re.IGNORECASE)
SIZE = re.compile(r"\d\s*(?:k|m|g)?(?:o|b)\b", re.IGNORECASE)
LONG_WORD = 6
HARD = 45  # LIX of an administrative text; a newspaper is near 40, a children's book near 25
FEWEST_WORDS = 80  # under it, the measure says nothing


@dataclass(frozen=True, slots=True)
class Hint:
    """A sentence to show, with what it is about."""

    sentence: str
    about: str = ""


def hints(html: str, *, text: str = "") -> list[Hint]:
    """Return what an author should look at again: links first, then the whole text."""
    found = [hint for label, href in links(html) for hint in _of_link(label, href)]
    level = lix(text)
    if level is not None and level > HARD:
        sentence = gettext_noop(
            "The text is hard to read (%(about)s; aim under 45): shorter sentences help."
        )
        found.append(Hint(sentence, f"LIX {level}"))
    return list(dict.fromkeys(found))


def links(html: str) -> list[tuple[str, str]]:
    """Return the words and the address of each link."""
    reader = _Links()
    reader.feed(html)
    return [(" ".join("".join(words).split()), href) for words, href in reader.found]


def lix(text: str) -> int | None:
    """Return words by sentence plus the share of long words; None for a text too short to judge."""
    words = re.findall(r"[^\W\d_]+", text)
    if len(words) < FEWEST_WORDS:
        return None
    sentences = max(1, len(re.findall(r"[.!?…:](?:\s|$)", text)))
    long_words = sum(len(word) > LONG_WORD for word in words)
    return round(len(words) / sentences + 100 * long_words / len(words))


def _of_link(label: str, href: str) -> list[Hint]:
    found = []
    if label.casefold().strip(" .…»«") in VAGUE:
        sentence = gettext_noop(
            "The link “%(about)s” says nothing when it is read alone: name what it opens."
        )
        found.append(Hint(sentence, label))
    if FILE.search(href) and not SIZE.search(label):
        sentence = gettext_noop("The link “%(about)s” opens a file: say its format and its size.")
        found.append(Hint(sentence, label))
    return found


class _Links(HTMLParser):
    """Collects the words inside each <a>."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[list[str], str]] = []
        self._is_open = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.found.append(([], dict(attrs).get("href") or ""))
            self._is_open = True

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self._is_open = False

    def handle_data(self, data: str) -> None:
        if self._is_open:
            self.found[-1][0].append(data)
