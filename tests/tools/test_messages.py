"""Catalogs: compiled without gettext, judged entry by entry."""

import gettext
from pathlib import Path

import pytest

from tools import messages

PLURAL = 'msgid "a gift"\nmsgid_plural "gifts"\nmsgstr[0] "un don"\nmsgstr[1] ""\n'
HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Language: fr\\n"\n"Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n\n'  # noqa: E501


@pytest.fixture
def catalog(tmp_path: Path, monkeypatch):
    monkeypatch.setattr(messages, "LOCALE", tmp_path)
    path = tmp_path / "fr" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)

    def write(text: str) -> Path:
        path.write_text(HEADER + text)
        return path

    return write


def test_a_catalog_is_compiled_once(catalog) -> None:
    source = catalog('msgid "Give"\nmsgstr "Donner"\n')

    messages.compile_changed()

    compiled = source.with_suffix(".mo")
    with compiled.open("rb") as opened:
        assert gettext.GNUTranslations(opened).gettext("Give") == "Donner"
    made = compiled.stat().st_mtime_ns
    messages.compile_changed()
    assert compiled.stat().st_mtime_ns == made


def test_a_complete_catalog_has_no_problem(catalog) -> None:
    catalog('msgid "Give"\nmsgstr "Donner"\n')

    assert list(messages.incomplete("fr")) == []


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ('msgid "Give"\nmsgstr ""\n', "not translated"),
        ('#, fuzzy\nmsgid "Give"\nmsgstr "Donner"\n', "fuzzy"),
        (PLURAL, "not translated"),
        ('#, python-format\nmsgid "%(name)s gives"\nmsgstr "%(nom)s donne"\n', "placeholder"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named(catalog, entry, problem) -> None:
    catalog(entry)

    problems = list(messages.incomplete("fr"))

    assert len(problems) == 1
    assert problem in problems[0]


def test_a_missing_catalog_is_named(catalog) -> None:
    assert list(messages.incomplete("ar")) == ["ar: there is no catalog"]
