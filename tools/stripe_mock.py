"""stripe-mock, Stripe's own checker of requests: built once with Go, run on this machine alone.

python -m tools.stripe_mock     builds it and says where it lies
"""

import contextlib
import fcntl
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from tools import places

VERSION = "0.203.0"
MODULE = f"github.com/stripe/stripe-mock@v{VERSION}"
HOST = "127.0.0.1"
START_SECONDS, BEAT = 30, 0.1


class StripeMockError(Exception):
    """stripe-mock could not be built or started."""


def program() -> Path:
    return places.cache() / f"stripe-mock-{VERSION}" / "stripe-mock"


def missing() -> str:
    """What this machine lacks, in words; nothing when it lacks nothing."""
    if program().exists() or shutil.which("go"):
        return ""
    return "Go, which builds stripe-mock once, is not installed"


def install() -> Path:
    """Return the program, after building it if it is not there yet (two minutes)."""
    if reason := missing():
        raise StripeMockError(f"stripe-mock cannot run here: {reason}.")
    with (places.cache() / "stripe-mock.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        if not program().exists():
            _build(program().parent)
    return program()


def _build(folder: Path) -> None:
    print(f"Building stripe-mock {VERSION} (two minutes, once)", file=sys.stderr, flush=True)
    folder.mkdir(parents=True, exist_ok=True)
    made = folder / "building"
    environment = os.environ | {"GOBIN": str(made)}
    ended = subprocess.run(["go", "install", MODULE], env=environment, check=False)
    if ended.returncode:
        raise StripeMockError("Go could not build stripe-mock; see above.")
    (made / "stripe-mock").rename(program())


@contextlib.contextmanager
def running() -> Iterator[str]:
    """Run it for a while; yield its address."""
    port, other = _free_port(), _free_port()
    # Both addresses: left alone, it listens for HTTPS on every network.
    addresses = [f"-http-addr={HOST}:{port}", f"-https-addr={HOST}:{other}"]
    server = subprocess.Popen(
        [install(), *addresses], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    address = f"http://{HOST}:{port}"
    try:
        _wait(address)
        yield address
    finally:
        server.terminate()
        server.wait(10)


def _wait(address: str) -> None:
    limit = time.monotonic() + START_SECONDS
    while time.monotonic() < limit:
        with contextlib.suppress(OSError):
            socket.create_connection((HOST, int(address.rpartition(":")[2])), timeout=2).close()
            return
        time.sleep(BEAT)
    raise StripeMockError("stripe-mock did not answer.")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    try:
        print(install())
    except StripeMockError as problem:
        sys.exit(str(problem))
