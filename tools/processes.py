"""The children of `make demo`: started, watched, started again, and ended even after a kill -9.

Each child leads its own process group. Its number, its start time and its folder are written down,
so that a later start can end what an earlier one left behind, and never anything else.
"""

import contextlib
import json
import os
import signal
import subprocess
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from tools import places

CLOCK_SECONDS = 2.0  # the system's start times may shift by that much
POLITE_SECONDS = 10.0
QUIET_SECONDS = 60.0  # a child that lived so long starts again at once
LONGEST_PAUSE = 30.0
LOG_BYTES = 5_000_000
TAIL_LINES = 15


@dataclass
class Child:
    """One program of the demo, with its log."""

    name: str
    command: list[str]
    environment: Mapping[str, str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    failures: int = 0
    again_at: float = field(default=0.0)

    @property
    def log(self) -> Path:
        return places.LOGS / f"{self.name}.log"

    def start(self) -> None:
        places.make_folder(places.LOGS)
        if self.log.exists() and self.log.stat().st_size > LOG_BYTES:
            self.log.replace(self.log.with_suffix(".log.1"))
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command, env=dict(self.environment), cwd=places.ROOT,
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        self.started = time.time()

    def has_died(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def plan_restart(self) -> float:
        """Decide when to start again: at once after a quiet life, else later each time."""
        if time.time() - self.started > QUIET_SECONDS:
            self.failures = 0
        self.failures += 1
        pause = 0.0 if self.failures == 1 else min(2.0**self.failures, LONGEST_PAUSE)
        self.process, self.again_at = None, time.time() + pause
        return pause

    def tail(self) -> str:
        try:
            lines = self.log.read_text(errors="replace").splitlines()
        except OSError:
            return ""
        return "\n".join(lines[-TAIL_LINES:])


def record(path: Path, children: Iterable[Child]) -> None:
    """Write down who runs, in one step: a reader sees the old list or the new one."""
    rows = [
        {"name": child.name, "group": child.process.pid, "started": child.started}
        for child in children
        if child.process is not None
    ]
    draft = path.with_suffix(".new")
    draft.write_text(json.dumps(rows))
    draft.replace(path)


def end_recorded(path: Path) -> list[str]:
    """End what an earlier demo of this checkout left behind; return the names of what was."""
    try:
        rows = json.loads(path.read_text())
    except (OSError, ValueError):
        return []
    found = {row["name"]: _members(row["group"], row["started"]) for row in rows}
    end([process for members in found.values() for process in members])
    path.unlink(missing_ok=True)
    return [name for name, members in found.items() if members]


def _members(group: int, started: float) -> list[psutil.Process]:
    """The living processes of a recorded group: same group, this folder, not older than it."""
    members = []
    for process in psutil.process_iter():
        try:
            if (
                os.getpgid(process.pid) == group
                and process.create_time() >= started - CLOCK_SECONDS
                and process.cwd() == str(places.ROOT)
            ):
                members.append(process)
        except (OSError, psutil.Error):
            continue
    return members


def end(processes: list[psutil.Process]) -> None:
    """Ask politely, wait, then insist."""
    for process in processes:
        _signal(process.pid, signal.SIGTERM)
    _, alive = psutil.wait_procs(processes, timeout=POLITE_SECONDS)
    for process in alive:
        _signal(process.pid, signal.SIGKILL)
    psutil.wait_procs(alive, timeout=POLITE_SECONDS)


def end_process(process: subprocess.Popen[str]) -> None:
    """End one step of the preparation."""
    process.terminate()
    try:
        process.wait(POLITE_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def end_children(children: Iterable[Child]) -> None:
    """End the children and whatever they started."""
    running = [child.process for child in children if child.process is not None]
    for process in running:
        if process.poll() is None:
            _signal(process.pid, signal.SIGTERM)
    limit = time.monotonic() + POLITE_SECONDS
    for process in running:
        try:
            process.wait(max(0.1, limit - time.monotonic()))
        except subprocess.TimeoutExpired:
            pass
        finally:
            _signal_group(process.pid)
            process.wait()


def _signal(pid: int, number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, number)


def _signal_group(group: int) -> None:
    """The group is the child's own: it holds nothing that the demo did not start."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(group, signal.SIGKILL)
