"""`search_bench`: any file gets an answer, or a sentence that says what is wrong where."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from search.trial_files import WrongFile, read_questions, read_texts


def write(folder: Path, name: str, *lines: Any) -> Path:
    path = folder / name
    said = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    path.write_text("\n".join(said), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("{", "line 1: this is no JSON"),
        ("[]", "line 1: one JSON object"),
        ({"title": "Robot"}, "line 1: give an id"),
        ({"id": True}, "line 1: give an id"),
        ('{"id": NaN}', "line 1: give an id"),
        ('{"id": 1e999}', "line 1: give an id"),
        ({"id": "a", "title": ["Robot"]}, "line 1: title is no text"),
    ],
)
def test_a_wrong_text_is_named(tmp_path: Path, line: Any, expected: str) -> None:
    with pytest.raises(WrongFile, match=expected):
        read_texts(write(tmp_path, "docs.jsonl", line))


def test_a_wrong_query_is_named(tmp_path: Path) -> None:
    with pytest.raises(WrongFile, match="line 2: this query has no text"):
        read_questions(write(tmp_path, "queries.jsonl", {"id": 1, "text": ""}, {"id": 2}))
    with pytest.raises(WrongFile, match="mode 'guess' is neither search nor autocomplete"):
        read_questions(write(tmp_path, "queries.jsonl", {"id": 1, "text": "a", "mode": "guess"}))


def test_a_file_that_is_not_there_or_no_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "latin.jsonl").write_bytes("école".encode("latin-1"))

    with pytest.raises(WrongFile, match="No such file"):
        read_texts(tmp_path / "none.jsonl")
    with pytest.raises(WrongFile, match="not UTF-8"):
        read_texts(tmp_path / "latin.jsonl")


def test_what_is_missing_has_a_value_and_the_last_of_two_stays(tmp_path: Path) -> None:
    lines = [{"id": 7}, {"id": 7, "title": "Robot", "lang": "fr-CA"}, {"id": "7", "lang": None}]

    (first, second), repeated = read_texts(write(tmp_path, "docs.jsonl", *lines))

    assert repeated == 1
    assert (first.id, first.title, first.language) == (7, "Robot", "fr")
    assert (second.id, second.text, second.kind, second.language) == ("7", "", "page", "fr")


ODD = [
    {"id": 1, "title": "La classe de mer", "text": "Concarneau", "kind": "x" * 90, "lang": "fr"},
    {"id": "é" * 400, "title": "", "text": "Un orchestre \x00 à l’école", "lang": "tlh-klingon"},
    {"id": 2.5, "title": "🎒", "text": ""},
    {"id": "", "title": "Homework", "text": "at home", "lang": "en"},
]
ASKED = [
    {"id": "sea", "text": "clase de mer"},
    {"id": 2, "text": "orchestre"},
    {"id": 3, "text": "homework", "mode": "search"},
    {"id": 4, "text": "la cla", "mode": "autocomplete"},
    {"id": 5, "text": ""},
    {"id": 6, "text": "\ud800 \x00 🎒 ' OR 1=1", "mode": "autocomplete"},
    {"id": 7, "text": "mot " * 3_000},
]


@pytest.fixture(params=["postgres", pytest.param("elasticsearch", marks=pytest.mark.elasticsearch)])
def engine(request, settings, django_db_setup: None, django_db_blocker) -> Iterator[str]:
    """Each engine, with a server to make a scratch database on."""
    if request.param == "elasticsearch":
        settings.ELASTICSEARCH_URL = request.getfixturevalue("elasticsearch_url")
    with django_db_blocker.unblock():
        yield request.param


def test_any_texts_are_indexed_and_any_queries_answered(engine: str, tmp_path: Path) -> None:
    out, own = tmp_path / "out.jsonl", connection.settings_dict["NAME"]
    docs, queries = write(tmp_path, "docs.jsonl", *ODD), write(tmp_path, "queries.jsonl", *ASKED)

    call_command("search_bench", docs=docs, queries=queries, out=out, engine=engine)

    answers = [json.loads(line) for line in out.read_text().splitlines()]
    found = {answer["id"]: answer["ranked_ids"] for answer in answers}
    assert list(found) == [query["id"] for query in ASKED]
    assert found["sea"] == found[4] == [1]
    assert found[2] == ["é" * 400]
    assert found[3] == [""]
    assert found[5] == []
    assert all(answer["milliseconds"] > 0 for answer in answers)
    assert connection.settings_dict["NAME"] == own


def test_a_place_that_cannot_be_written_is_said_before_any_work(tmp_path: Path) -> None:
    docs, queries = write(tmp_path, "docs.jsonl", *ODD), write(tmp_path, "queries.jsonl", *ASKED)

    with pytest.raises(CommandError, match="No such file or directory"):
        call_command("search_bench", docs=docs, queries=queries, out=tmp_path / "no" / "out.jsonl")


@pytest.mark.parametrize("name", ["docs", "queries"])
def test_answers_never_replace_what_is_read(tmp_path: Path, name: str) -> None:
    docs, queries = write(tmp_path, "docs.jsonl", *ODD), write(tmp_path, "queries.jsonl", *ASKED)
    out = {"docs": docs, "queries": queries}[name]

    with pytest.raises(CommandError, match="would replace what is read"):
        call_command("search_bench", docs=docs, queries=queries, out=out)
    assert out.stat().st_size > 0
