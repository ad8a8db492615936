"""Reads the files of a trial: one JSON object a line. What is wrong is said with its line."""

import json
import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from search import analysis

MODES = ("search", "autocomplete")
# What the columns of the catalogue hold.
LONGEST_LANGUAGE, LONGEST_KIND = 12, 40

type Id = str | int | float


class WrongFile(ValueError):
    """A file cannot be read; the message says where, and what was expected there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One text to index; its id comes back as it was given."""

    id: Id
    title: str = ""
    text: str = ""
    kind: str = "page"
    language: str = "fr"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    id: Id
    text: str
    mode: str = "search"


def read_texts(path: Path) -> tuple[list[Text], int]:
    """Return the texts of a file, of two with the same id the last one; and how many went so."""
    found = [_text(said, place) for said, place in _objects(path)]
    kept = list({text.id: text for text in found}.values())
    return kept, len(found) - len(kept)


def read_questions(path: Path) -> list[Question]:
    return [_question(said, place) for said, place in _objects(path)]


def _text(said: dict[str, Any], place: str) -> Text:
    language = analysis.base(_words(said, "lang", place).strip())
    return Text(
        id=_id(said, place),
        title=_words(said, "title", place),
        text=_words(said, "text", place),
        kind=_words(said, "kind", place).strip()[:LONGEST_KIND] or "page",
        language=language[:LONGEST_LANGUAGE] or "fr",
    )


def _question(said: dict[str, Any], place: str) -> Question:
    if "text" not in said:
        raise WrongFile(f"{place}: this query has no text.")
    mode = said.get("mode") or MODES[0]
    if mode not in MODES:
        raise WrongFile(f"{place}: mode {mode!r} is neither {' nor '.join(MODES)}.")
    return Question(id=_id(said, place), text=_words(said, "text", place), mode=mode)


def _id(said: dict[str, Any], place: str) -> Id:
    found = said.get("id")
    is_odd = isinstance(found, bool) or (isinstance(found, float) and not math.isfinite(found))
    if not isinstance(found, str | int | float) or is_odd:
        raise WrongFile(f"{place}: give an id, a text or a number.")
    return found


def _words(said: dict[str, Any], name: str, place: str) -> str:
    """Return a text; one that is missing or null is empty."""
    found = said.get(name)
    if found is not None and not isinstance(found, str | int | float):
        raise WrongFile(f"{place}: {name} is no text.")
    return "" if found is None else str(found)


def _objects(path: Path) -> Iterator[tuple[dict[str, Any], str]]:
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except OSError as error:
        raise WrongFile(f"{path}: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise WrongFile(f"{path}: it is not UTF-8 (byte {error.start}).") from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            place = f"{path}, line {number}"
            yield _object(line, place), place


def _object(line: str, place: str) -> dict[str, Any]:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise WrongFile(f"{place}: this is no JSON: {error}") from error
    if not isinstance(found, dict):
        raise WrongFile(f"{place}: one JSON object a line was expected.")
    return found
