"""What an earlier demo left behind is ended, and nothing else."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from tools import places, processes

SLEEP = [sys.executable, "-c", "import time; print('awake', flush=True); time.sleep(60)"]
STUBBORN = [sys.executable, "-c", "import signal, time; signal.signal(15, signal.SIG_IGN); print('awake', flush=True); time.sleep(60)"]  # fmt: skip  # noqa: E501


@pytest.fixture
def started(tmp_path: Path, monkeypatch) -> Iterator[processes.Child]:
    monkeypatch.setattr(places, "LOGS", tmp_path)
    child = processes.Child("sleeper", SLEEP, os.environ)
    child.start()
    yield child
    processes.end_children([child])


def wait_until_awake(child: processes.Child) -> None:
    for _ in range(200):
        if "awake" in child.tail():
            return
        time.sleep(0.05)
    pytest.fail("the program did not start")


def test_a_recorded_child_is_ended(started, tmp_path) -> None:
    processes.record(tmp_path / "list", [started])

    assert processes.end_recorded(tmp_path / "list") == ["sleeper"]
    assert not psutil.pid_exists(started.process.pid)
    assert not (tmp_path / "list").exists()


def test_a_process_that_only_has_the_number_is_left_alone(started, tmp_path) -> None:
    later = started.started + 60
    rows = [{"name": "web", "group": started.process.pid, "started": later}]
    (tmp_path / "list").write_text(json.dumps(rows))

    assert processes.end_recorded(tmp_path / "list") == []
    assert started.process.poll() is None


def test_a_process_of_another_folder_is_left_alone(tmp_path) -> None:
    other = subprocess.Popen(SLEEP, cwd=tmp_path, start_new_session=True, stdout=subprocess.DEVNULL)
    rows = [{"name": "web", "group": other.pid, "started": time.time()}]
    (tmp_path / "list").write_text(json.dumps(rows))

    ended = processes.end_recorded(tmp_path / "list")

    assert ended == []
    assert other.poll() is None
    other.kill()
    other.wait()


def test_children_that_their_leader_left_are_ended_too(started, tmp_path) -> None:
    script = f"import subprocess, time; subprocess.Popen({SLEEP!r}); time.sleep(60)"
    child = processes.Child("leader", [sys.executable, "-c", script], os.environ)
    child.start()
    wait_until_awake(child)
    processes.record(tmp_path / "list", [child])
    grandchild = psutil.Process(child.process.pid).children()[0]

    child.process.kill()
    child.process.wait()

    assert processes.end_recorded(tmp_path / "list") == ["leader"]
    assert not grandchild.is_running() or grandchild.status() == psutil.STATUS_ZOMBIE


def test_a_child_that_does_not_listen_is_killed(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(places, "LOGS", tmp_path)
    monkeypatch.setattr(processes, "POLITE_SECONDS", 0.3)
    child = processes.Child("stubborn", STUBBORN, os.environ)
    child.start()
    wait_until_awake(child)

    processes.end_children([child])

    assert child.process.returncode == -signal.SIGKILL


def test_a_child_that_keeps_dying_waits_longer_each_time() -> None:
    child = processes.Child("web", [], {}, started=time.time())

    pauses = [child.plan_restart() for _ in range(6)]

    assert pauses == [0, 4, 8, 16, 30, 30]


def test_a_child_that_lived_long_starts_again_at_once() -> None:
    child = processes.Child("web", [], {}, started=time.time() - 3600, failures=5)

    assert child.plan_restart() == 0


@pytest.mark.parametrize("content", ["", "{", "[]"])
def test_a_broken_list_ends_nothing(tmp_path, content) -> None:
    (tmp_path / "list").write_text(content)

    assert processes.end_recorded(tmp_path / "list") == []
