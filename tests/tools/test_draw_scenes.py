"""The committed drawings are those that the script makes."""

import xml.etree.ElementTree as ET

import pytest

from tools.draw_scenes import ROOT, drawings

DRAWINGS = dict(drawings())


@pytest.mark.parametrize("path", DRAWINGS)
def test_the_committed_file_is_what_the_script_draws(path: str) -> None:
    assert (ROOT / path).read_text() == DRAWINGS[path]


@pytest.mark.parametrize("path", DRAWINGS)
def test_a_drawing_is_well_formed_light_and_without_script(path: str) -> None:
    root = ET.fromstring(DRAWINGS[path])  # noqa: S314 - our own file

    assert root.get("viewBox")
    assert len(DRAWINGS[path]) < 12_000
    assert "<script" not in DRAWINGS[path]
    assert "href" not in DRAWINGS[path]


def test_the_map_has_every_department_once() -> None:
    text = (ROOT / "maps" / "departements.svg").read_text()
    codes = [f"{number:02}" for number in range(1, 96) if number != 20]
    codes += ["2A", "2B", "971", "972", "973", "974", "976"]

    assert all(text.count(f'id="d{code}"') == 1 for code in codes)
    assert text.count("<path") == len(codes) == 101
