"""The container files: judged by a linter, the compose specification, and our own promises."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
COMPOSE = ROOT / "compose.yaml"
HOW_TO = ROOT / "docs" / "how-to" / "run-with-containers.md"
OURS = ("migrate", "web", "worker", "scheduler")


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def services() -> dict[str, dict]:
    return yaml.safe_load(COMPOSE.read_text())["services"]


def test_the_linter_finds_nothing_in_the_dockerfile() -> None:
    done = run(str(Path(sys.executable).with_name("hadolint")), "Dockerfile")

    assert done.returncode == 0, done.stdout
    assert not done.stdout


def test_compose_follows_the_specification() -> None:
    schema = ["--builtin-schema", "vendor.compose-spec"]
    done = run(sys.executable, "-m", "check_jsonschema", *schema, "compose.yaml")

    assert done.returncode == 0, done.stdout


def test_the_image_does_not_run_as_root() -> None:
    last_stage = (ROOT / "Dockerfile").read_text().split("\nFROM ")[-1]

    user = re.search(r"^USER (\d+)$", last_stage, re.MULTILINE)
    assert user
    assert int(user[1]) > 0


def test_nothing_of_ours_may_gain_rights(services) -> None:
    for name in OURS:
        assert services[name]["cap_drop"] == ["ALL"], name
        assert services[name]["read_only"] is True, name
        assert "no-new-privileges:true" in services[name]["security_opt"], name


def test_only_the_proxy_is_reached_from_outside(services) -> None:
    assert [name for name, service in services.items() if "ports" in service] == ["proxy"]


def test_the_web_does_not_know_the_owner(services) -> None:
    assert "DATABASE_OWNER_URL" not in services["web"]["environment"]
    assert "trousse_app" in services["web"]["environment"]["DATABASE_URL"]
    assert "trousse_owner" in services["worker"]["environment"]["DATABASE_OWNER_URL"]


def test_no_secret_has_a_default() -> None:
    defaults = re.findall(r"\$\{(\w*(?:PASSWORD|SECRET)\w*)(?!:\?)[:}-]", COMPOSE.read_text())

    assert [name for name in defaults if f"${{{name}:?" not in COMPOSE.read_text()] == []


def test_every_value_of_compose_is_explained() -> None:
    names = set(re.findall(r"(?<!\$)\$\{([A-Z_]+)", COMPOSE.read_text()))

    assert names
    assert [name for name in sorted(names) if f"`{name}`" not in HOW_TO.read_text()] == []


def test_the_roles_are_those_of_the_embedded_server() -> None:
    from tools import roles

    script = (ROOT / "deploy" / "postgres" / "roles.sh").read_text()

    for statement in roles.DEFAULTS:
        assert statement.format(owner=roles.OWNER, app=roles.APP) in script
