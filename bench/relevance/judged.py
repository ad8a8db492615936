"""The judged set: texts, queries with grades, and what is made of them (slips, lost accents)."""

import json
import random
import string
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
LEAST_LETTERS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One query, how it was judged, and which half of the set it belongs to."""

    id: str
    text: str
    kind: str
    half: str
    relevant: dict[str, int]
    mode: str = "search"


def docs(folder: Path = HERE) -> list[dict[str, Any]]:
    return list(_lines(folder / "docs.jsonl"))


def queries(half: str = "", folder: Path = HERE) -> list[Judged]:
    """Return the queries of a half ("tuning" or "report"), or all."""
    found = [Judged(**{"half": half, **line}) for line in _lines(folder / "queries.jsonl")]
    return [query for query in found if half in {"", query.half}]


def without_accents(query: Judged) -> Judged:
    flat = unicodedata.normalize("NFD", query.text)
    kept = "".join(letter for letter in flat if not unicodedata.combining(letter))
    return replace(query, text=kept)


def with_a_slip(query: Judged, seed: int) -> Judged | None:
    """Return the query with one slip in one word of five letters or more; None without any."""
    chance = random.Random(f"{seed} {query.id}")
    words = query.text.split()
    long = [at for at, word in enumerate(words) if len(word) >= LEAST_LETTERS and word.isalpha()]
    if not long:
        return None
    at = chance.choice(long)
    words[at] = _slip(words[at], chance)
    return replace(query, text=" ".join(words))


def _slip(word: str, chance: random.Random) -> str:
    at = chance.randrange(len(word) - 1)
    letter = chance.choice(string.ascii_lowercase)
    return chance.choice(
        [
            word[:at] + word[at + 1 :],
            word[:at] + letter + word[at:],
            word[:at] + letter + word[at + 1 :],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        ]
    )


def first_letters(texts: Iterable[dict[str, Any]], seed: int) -> Iterator[Judged]:
    """Give titles from their first letters, one to three words, the last one cut."""
    chance = random.Random(seed)
    titles = [(doc["id"], doc["title"].split()) for doc in texts if doc["title"].split()]
    for name, words in titles:
        typed = words[: chance.randint(1, 3)]
        typed[-1] = typed[-1][: max(2, len(typed[-1]) - chance.randint(1, 3))]
        text = " ".join(typed)
        begin = text.casefold()
        # Every title that begins so is what was meant.
        same = {other: 1 for other, said in titles if " ".join(said).casefold().startswith(begin)}
        yield Judged(
            id=f"a-{name}", text=text, kind="first letters", half="report", relevant=same,
            mode="autocomplete",
        )  # fmt: skip


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.strip():
            yield json.loads(line)
