"""One style sheet, made of many files, that the strict content policy can accept."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

from cms.stylesheet import NAME, SOURCES, StylesheetFinder, join, squeeze

ROOT = Path(settings.BASE_DIR)
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
# Messages carry their own style: readers of mail fetch no style sheet.
# Neither mails nor the files of an archive, read without any server, have a content policy.
PAGES = [path for path in TEMPLATES if not {"mail", "offline"} & set(path.parts)]
COMPONENTS = sorted((ROOT / "templates" / "components").glob("*.html"))


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_the_joined_file_holds_its_sources_in_order() -> None:
    joined = join(ROOT / "static" / "css")

    assert joined.startswith("@layer tokens, reset, base, layout, components, utilities, print;")
    places = [joined.index(f"@layer {layer} {{") for layer in ("reset", "tokens", "base", "layout")]
    assert places == sorted(places)
    assert "@import" not in joined
    assert joined.count("{") == joined.count("}")


def test_the_finder_serves_it_to_django() -> None:
    found = finders.find(NAME)

    assert found is not None
    assert Path(found).read_text() == join(ROOT / "static" / "css")


def test_a_changed_source_makes_it_again(tmp_path: Path, settings) -> None:
    settings.BASE_DIR, settings.STATE_DIR = tmp_path, tmp_path / "state"
    sources = tmp_path / "static" / "css"
    (sources / "5-components").mkdir(parents=True)
    for source in SOURCES:
        (sources / f"{source.replace('*', '01-one')}.css").write_text(f"/* {source} */ a{{}}\n")
    finder = StylesheetFinder()
    finder.build()

    (sources / "3-base.css").write_text("b{}\n")
    import os
    import time

    os.utime(sources / "3-base.css", (time.time() + 5, time.time() + 5))

    assert "b{}" in finder.build().read_text()


def test_squeezing_keeps_every_declaration() -> None:
    assert squeeze("a {\n  /* why */\n  color: red;\n}\n") == "a {\ncolor: red;\n}\n"


def test_every_file_that_the_style_names_exists() -> None:
    joined = join(ROOT / "static" / "css")

    for address in re.findall(r'url\("([^"]+)"\)', joined):
        assert (ROOT / "static" / "css" / address).resolve().is_file(), address


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_no_template_needs_an_exception_to_the_content_policy(path: Path) -> None:
    text = re.sub(r"{% comment %}.*?{% endcomment %}", "", path.read_text(), flags=re.DOTALL)

    assert not re.search(r"\sstyle\s*=", text)
    assert "<style" not in text
    assert not re.search(r"\son[a-z]+\s*=\s*[\"']", text)
    assert not re.search(r"<script(?![^>]*(?:src=|type=\"application/(?:ld\+)?json\"))", text)
    assert not re.search(r"(?:src|href)=\"(?:https?:)?//", text)


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_every_field_says_its_type(path: Path) -> None:
    """The back office's own style draws no border around one that does not."""
    fields = re.findall(r"<input\b[^>]*>", path.read_text())

    assert [field for field in fields if "type=" not in field and "{%" not in field] == []


@pytest.mark.parametrize("path", COMPONENTS, ids=name)
def test_a_component_begins_by_saying_what_it_is(path: Path) -> None:
    assert path.read_text().startswith("{% comment %}\n")


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_no_template_is_longer_than_a_screen_or_two(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= 120
