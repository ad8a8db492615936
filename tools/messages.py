"""The interface's catalogs: collected, checked, compiled.

    python -m tools.messages collect|check|compile

French and Arabic are translated by hand. English is the language of the sources, so its catalog is
written here and never by hand. Compiled catalogs are not kept in the repository: they are made
when the demo, the tests or a release need them, and need no tool but Python.
"""

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from tools import places

LOCALE = places.ROOT / "locale"
NAMES = {"fr": "French", "en": "English", "ar": "Arabic"}
LANGUAGES = tuple(NAMES)
SOURCE_LANGUAGE = "en"
LEFT_OUT = (".*", "tests", "bench", "tools", "docs", "examples", "node_modules", "static/vendor")
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)  # a date of today would change at every run
SHOWN = 20
MISSING_TOOL = (
    "The sources are read with xgettext: install the package gettext"
    " (Debian, Ubuntu: apt install gettext; macOS: brew install gettext)."
)


class MessagesError(Exception):
    """A tool is missing, or a catalog is not what it must be."""


def catalog_path(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def load(path: Path, language: str | None = None) -> Catalog:
    with path.open("rb") as source:
        return read_po(source, locale=language, abort_invalid=True)


def compile_changed() -> None:
    """Compile each catalog that is newer than its compiled form."""
    for source in LOCALE.glob("*/LC_MESSAGES/*.po"):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        draft = target.with_suffix(".new")
        with draft.open("wb") as compiled:
            write_mo(compiled, load(source, source.parent.parent.name))
        draft.replace(target)


def has_xgettext() -> bool:
    return shutil.which("xgettext") is not None


def _extract(locale: Path, languages: tuple[str, ...]) -> None:
    """Let Django read the sources; it needs no database and no app for that."""
    if not has_xgettext():
        raise MessagesError(MISSING_TOOL)
    import django  # noqa: PLC0415 - the other commands need no Django
    from django.conf import settings  # noqa: PLC0415  needs Django set up
    from django.core.management import call_command  # noqa: PLC0415  needs Django set up
    from django.core.management.commands import makemessages  # noqa: PLC0415  needs Django set up

    class Extraction(makemessages.Command):
        """Writes where it is told: Django prefers a folder named locale beside the sources."""

        def find_files(self, root: str) -> list[makemessages.TranslatableFile]:
            files = super().find_files(root)
            self.locale_paths = [str(locale)]
            for file in files:
                file.locale_dir = str(locale)
            return files

    settings.configure(LOCALE_PATHS=[str(locale)])
    django.setup()
    os.chdir(places.ROOT)
    call_command(
        Extraction(), locale=list(languages), add_location="file", no_obsolete=True,
        ignore_patterns=list(LEFT_OUT), verbosity=0,
    )  # fmt: skip


def collect() -> None:
    """Bring the catalogs up to date with the sources, and write the English one."""
    LOCALE.mkdir(exist_ok=True)
    _extract(LOCALE, LANGUAGES)
    for language in LANGUAGES:
        catalog = load(catalog_path(language), language)
        if language == SOURCE_LANGUAGE:
            _translate_into_itself(catalog)
        _tidy_header(catalog, language)
        with catalog_path(language).open("wb") as target:
            write_po(target, catalog, width=99, include_previous=language != SOURCE_LANGUAGE)


def _translate_into_itself(catalog: Catalog) -> None:
    for message in catalog:
        if message.id:
            message.string = message.id
            message.flags.discard("fuzzy")


def _tidy_header(catalog: Catalog, language: str) -> None:
    """Say what is true, and nothing that changes at every run."""
    catalog.locale = language
    catalog.header_comment = f"# The interface in {NAMES[language]}. Licence: EUPL-1.2."
    catalog.project, catalog.version = "Trousse", ""
    catalog.last_translator = catalog.language_team = "Trousse"
    catalog.msgid_bugs_address = ""
    catalog.creation_date = catalog.revision_date = LONG_AGO
    catalog.fuzzy = False


def _name(message: Message) -> str:
    text = message.id if isinstance(message.id, str) else message.id[0]
    return repr(text if len(text) < 60 else text[:57] + "…")  # noqa: PLR2004 - a line of the terminal


def _is_translated(message: Message) -> bool:
    strings = message.string if isinstance(message.string, list | tuple) else [message.string]
    return all(strings)


def incomplete(language: str) -> Iterator[str]:
    """What a reader of this language would see in English, or wrong."""
    path = catalog_path(language)
    if not path.exists():
        yield f"{language}: there is no catalog"
        return
    catalog = load(path, language)
    for message in catalog:
        if not message.id:
            continue
        if message.fuzzy:
            yield f"{language}: fuzzy: {_name(message)}"
        elif not _is_translated(message):
            yield f"{language}: not translated: {_name(message)}"
        for error in message.check(catalog):
            yield f"{language}: {error}: {_name(message)}"


def out_of_date() -> Iterator[str]:
    """Where sources and catalogs differ."""
    with tempfile.TemporaryDirectory() as folder:
        _extract(Path(folder), (SOURCE_LANGUAGE,))
        found = Path(folder) / SOURCE_LANGUAGE / "LC_MESSAGES" / "django.po"
        sources = _keys(load(found, SOURCE_LANGUAGE))
    for language in LANGUAGES:
        path = catalog_path(language)
        known = _keys(load(path, language)) if path.exists() else set()
        for key in sorted(sources - known, key=str):
            yield f"{language}: in the sources alone (run make messages): {key[1]!r}"
        for key in sorted(known - sources, key=str):
            yield f"{language}: in the catalog alone (run make messages): {key[1]!r}"


def _keys(catalog: Catalog) -> set[tuple[str | None, object]]:
    return {(message.context, message.id) for message in catalog if message.id}


def check() -> None:
    """Fail on anything untranslated, fuzzy or missing, in any language."""
    problems = [line for language in LANGUAGES for line in incomplete(language)]
    if has_xgettext() or os.environ.get("CI"):
        problems += out_of_date()
    else:
        print(f"Left out: comparing the catalogs with the sources. {MISSING_TOOL}")
    if problems:
        more = f"\n… and {len(problems) - SHOWN} more" if len(problems) > SHOWN else ""
        raise MessagesError("\n".join(problems[:SHOWN]) + more)
    print(f"Catalogs complete: {', '.join(LANGUAGES)}.")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    actions = {"collect": collect, "check": check, "compile": compile_changed}
    parser.add_argument("command", choices=sorted(actions))
    actions[parser.parse_args().command]()


if __name__ == "__main__":
    try:
        main()
    except MessagesError as problem:
        sys.exit(str(problem))
