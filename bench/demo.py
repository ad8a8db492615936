"""First and second start of the demonstration in a fresh clone: until its pages answer."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
PATIENCE = 900


def run() -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        clone = Path(folder) / "trousse"
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
        try:
            first, second = start(clone), start(clone)
        finally:
            subprocess.run(["make", "--silent", "reset", "FORCE=1"], cwd=clone, check=False)
            shutil.rmtree(clone, ignore_errors=True)
    return {
        "name": "demo",
        "first start: s": round(first, 1),
        "second start: s": round(second, 1),
        "second to first": round(second / first, 3),
    }


def start(clone: Path) -> float:
    """Start it, wait until the national home answers, stop it as Ctrl-C does."""
    port = free_port()
    environment = {name: value for name, value in os.environ.items() if "DATABASE" not in name}
    began = time.perf_counter()
    process = subprocess.Popen(
        ["make", "demo", f"PORT={port}"],
        cwd=clone,
        env=environment,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        wait_for(port, process)
        return time.perf_counter() - began
    finally:
        os.killpg(process.pid, signal.SIGINT)
        process.wait(timeout=60)


def wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}/", headers={"Host": f"trousse.localhost:{port}"}
    )
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise SystemExit("make demo ended by itself; run it to see why.")
        try:
            with urllib.request.urlopen(request, timeout=10):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise SystemExit(f"No page after {PATIENCE} s.")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    from bench.report import show

    show(run())
