"""The interpreter is found by running it; a machine without one gets a sentence."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HERE = f"{sys.version_info[0]}.{sys.version_info[1]}"


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A PATH with nothing on it but what the script itself needs; the name has a space."""
    folder = tmp_path / "a machine"
    folder.mkdir()
    return folder


def find(machine: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    given = {"PATH": str(machine), "HOME": str(machine), **environment}
    return subprocess.run(
        ["/bin/sh", ROOT / "tools" / "find-python", *words],
        env=given, capture_output=True, text=True, check=False,
    )  # fmt: skip


def put(path: Path, script: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


def a_python(version: str) -> str:
    """A program that answers the probe as that version would."""
    major, minor, patch = version.split(".")
    return f'echo "{major}{int(minor):02}{int(patch):02} /opt/python {version}"'


def test_the_running_interpreter_is_found(machine) -> None:
    put(machine / "python3", f'exec "{sys.executable}" "$@"')

    found = find(machine)

    assert found.returncode == 0, found.stderr
    assert os.access(found.stdout.strip(), os.X_OK)


def test_the_newest_wins(machine) -> None:
    put(machine / "python3.12", a_python("3.12.9"))
    put(machine / "python3", a_python("3.13.1"))

    assert find(machine).stdout == "/opt/python 3.13.1\n"


def test_a_shim_that_fails_is_passed_over(machine) -> None:
    put(machine / "python3.13", "echo 'pyenv: python3.13: command not found' >&2; exit 127")
    put(machine / "python3.12", a_python("3.12.4"))

    assert find(machine).stdout == "/opt/python 3.12.4\n"


def test_pyenv_is_looked_into(machine) -> None:
    put(machine / "python3", "exit 1")
    for version in ("3.12.1", "3.13.2", "3.13.11"):
        put(machine / ".pyenv" / "versions" / version / "bin" / "python", a_python(version))

    assert find(machine).stdout == "/opt/python 3.13.11\n"


def test_one_version_may_be_asked_for(machine) -> None:
    put(machine / "python3.12", a_python("3.12.9"))
    put(machine / "python3.13", a_python("3.13.1"))

    assert find(machine, "3.12").stdout == "/opt/python 3.12.9\n"


def test_without_one_a_sentence_says_what_to_install(machine) -> None:
    found = find(machine)

    assert found.returncode == 1
    assert "needs Python 3.13 or 3.12" in found.stderr
    assert len(found.stderr.splitlines()) == 1
