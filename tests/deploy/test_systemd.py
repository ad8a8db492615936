"""The systemd units: they start what exists, without rights they do not need."""

import configparser
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
UNITS = sorted((ROOT / "deploy" / "systemd").glob("*.service"))


def read(path: Path) -> configparser.ConfigParser:
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str
    unit.read(path)
    return unit


@pytest.fixture(params=UNITS, ids=lambda path: path.stem)
def unit(request) -> configparser.ConfigParser:
    return read(request.param)


def test_the_command_exists(unit) -> None:
    command = re.search(r"manage\.py (\w+)", unit["Service"]["ExecStart"])

    if command:
        found = list(ROOT.glob(f"*/management/commands/{command[1]}.py"))
        assert found, command[1]
    else:
        assert "gunicorn config.wsgi:application" in unit["Service"]["ExecStart"]


@pytest.mark.parametrize(
    "place", ["Dockerfile", "tools/demo.py", "deploy/systemd/trousse-web.service"]
)
def test_every_web_server_is_told_the_same(place) -> None:
    assert "--config=python:config.web_server" in (ROOT / place).read_text()


def test_the_document_exists(unit) -> None:
    path = unit["Unit"]["Documentation"].removeprefix("file:///srv/trousse/")

    assert (ROOT / path).is_file()


def test_it_runs_as_its_own_user_in_a_closed_system(unit) -> None:
    assert unit["Service"]["User"] == "trousse"
    assert unit["Service"]["ProtectSystem"] == "strict"
    assert unit["Service"]["NoNewPrivileges"] == "yes"


def test_the_web_does_not_read_the_owners_password() -> None:
    text = (ROOT / "deploy" / "systemd" / "trousse-web.service").read_text()

    assert "trousse-owner.env" not in text
