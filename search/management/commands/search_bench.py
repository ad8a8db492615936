"""Indexes any set of texts in a database of its own, and answers any set of queries on it."""

import json
from pathlib import Path
from typing import IO, Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from psycopg import Error
from tqdm import tqdm

from search.engines import choice
from search.engines.base import EngineDown
from search.trial import ENGINES, Trial
from search.trial_files import Question, Text, WrongFile, read_questions, read_texts


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
        try:
            _refuse_to_overwrite(options)
            texts, repeated = read_texts(options["docs"])
            questions = read_questions(options["queries"])
            # Opened first: an hour of work must not end on a folder that does not exist.
            with options["out"].open("w", encoding="utf-8") as out:
                per_second = _run(options["engine"], texts, questions, out)
        except (WrongFile, EngineDown) as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"{options['out']}: {error.strerror}.") from error
        except Error as error:
            message = f"The scratch database cannot be made or used: {error}"
            raise CommandError(message) from error
        if repeated:
            message = f"Texts whose id a later one has, which was indexed instead: {repeated}."
            self.stderr.write(self.style.WARNING(message))
        self.stdout.write(
            self.style.SUCCESS(
                f"{len(texts)} texts indexed ({per_second:.0f} a second) and"
                f" {len(questions)} queries answered by {options['engine']}."
            )
        )


def _refuse_to_overwrite(options: dict[str, Any]) -> None:
    out = options["out"].resolve()
    if out in {options["docs"].resolve(), options["queries"].resolve()}:
        raise CommandError(f"{options['out']}: the answers would replace what is read.")


def _run(engine: str, texts: list[Text], questions: list[Question], out: IO[str]) -> float:
    with Trial(engine) as trial:
        with tqdm(total=len(texts), unit="text", disable=None) as bar:
            trial.index(texts, bar.update)
        for question in tqdm(questions, unit="query", disable=None):
            found, milliseconds = trial.ask(question.text, question.mode)
            answer = {
                "id": question.id, "ranked_ids": found, "milliseconds": round(milliseconds, 3),
            }  # fmt: skip
            out.write(json.dumps(answer) + "\n")
        return trial.per_second
