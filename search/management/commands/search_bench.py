"""Indexes any set of texts in a database of its own, and answers any set of queries on it."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from search.engines import choice
from search.engines.base import EngineDown
from search.trial import ENGINES, Text, Trial


class Command(BaseCommand):
    help = (
        "Index the texts of a file, answer the queries of another, and write what was found, in a"
        " scratch database: the site's data is left alone."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--docs", type=Path, required=True, help="id, title, text, kind, lang")
        parser.add_argument("--queries", type=Path, required=True, help="id, text, mode")
        parser.add_argument("--engine", choices=ENGINES, default=choice.POSTGRES)
        parser.add_argument("--out", type=Path, required=True, help="id, ranked_ids, milliseconds")

    def handle(self, *args: Any, **options: Any) -> None:
        texts = [_text(line, options["docs"]) for line in _lines(options["docs"])]
        queries = list(_lines(options["queries"]))
        try:
            with Trial(options["engine"]) as trial:
                bar = tqdm(total=len(texts), unit="document", disable=None)
                trial.index(texts, bar.update)
                bar.close()
                with options["out"].open("w", encoding="utf-8") as out:
                    for query in tqdm(queries, unit="query", disable=None):
                        out.write(json.dumps(_answer(trial, query), ensure_ascii=False) + "\n")
        except EngineDown as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            self.style.SUCCESS(
                f"{len(texts)} texts indexed ({trial.per_second:.0f} a second) and"
                f" {len(queries)} queries answered by {options['engine']}."
            )
        )


def _answer(trial: Trial, query: dict[str, Any]) -> dict[str, Any]:
    found, milliseconds = trial.ask(str(query["text"]), str(query.get("mode") or "search"))
    return {"id": query["id"], "ranked_ids": found, "milliseconds": round(milliseconds, 3)}


def _text(said: dict[str, Any], path: Path) -> Text:
    if "id" not in said:
        raise CommandError(f"{path}: a text has no id.")
    return Text(
        id=str(said["id"]),
        title=str(said.get("title") or ""),
        text=str(said.get("text") or ""),
        kind=str(said.get("kind") or "page"),
        language=str(said.get("lang") or "fr"),
    )


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    """Read one JSON object a line; a wrong line is named."""
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except OSError as error:
        raise CommandError(str(error)) from error
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _object(line, f"{path}, line {number}")


def _object(line: str, place: str) -> dict[str, Any]:
    try:
        return dict(json.loads(line))
    except (ValueError, TypeError) as error:
        raise CommandError(f"{place}: {error}") from error
