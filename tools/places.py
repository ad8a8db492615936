"""Where this checkout keeps what it makes for itself, and which user its servers run as.

PostgreSQL and Elasticsearch refuse to run as root. When root starts them they run as ``nobody``,
who must be able to reach the files: a checkout under a closed folder (root's home) then keeps its
state under /var/lib instead, in a folder named after the checkout.
"""

import hashlib
import os
import pwd
import shutil
import stat
import tempfile
from pathlib import Path
from typing import TypedDict

ROOT = Path(__file__).resolve().parent.parent
STATE = ROOT / ".trousse"
LOGS = STATE / "log"
MARK = hashlib.sha256(os.fsencode(ROOT)).hexdigest()[:10]
CLOSED, OPEN = 0o700, 0o755


class PlaceError(Exception):
    """A folder that cannot be used, with a sentence that says what to do."""


def is_root() -> bool:
    return os.geteuid() == 0


def server_user() -> pwd.struct_passwd:
    """The user that servers run as: never root."""
    return pwd.getpwnam("nobody") if is_root() else pwd.getpwuid(os.geteuid())


class OtherUser(TypedDict, total=False):
    """Arguments of subprocess that choose a user."""

    user: int
    group: int
    extra_groups: list[int]


def run_as_server_user() -> OtherUser:
    """Arguments of subprocess that drop root's rights; nothing for an ordinary user."""
    if not is_root():
        return {}
    user = server_user()
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def is_reachable(path: Path) -> bool:
    """Whether the server user may enter ``path`` (only root ever needs another user)."""
    if not is_root():
        return True
    user = server_user()
    for folder in (path, *path.parents):
        found = folder.stat()
        needed = stat.S_IXUSR if found.st_uid == user.pw_uid else stat.S_IXOTH
        if not found.st_mode & needed:
            return False
    return True


def make_folder(path: Path, *, mode: int = OPEN) -> Path:
    """Make a folder of the current user."""
    path.mkdir(parents=True, exist_ok=True)
    if path.stat().st_uid == os.geteuid():
        path.chmod(mode)
    return path


def server_state() -> Path:
    """The folder that holds the servers' data: in the checkout wherever that is possible."""
    make_folder(STATE)
    if is_reachable(STATE):
        return STATE
    return make_folder(Path("/var/lib/trousse") / MARK)


def cache() -> Path:
    """The folder for what is fetched once for all checkouts of a user."""
    if is_root():
        return make_folder(Path("/var/cache/trousse"))
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return make_folder(Path(base) / "trousse")


def give_to_server_user(path: Path, *, mode: int = CLOSED) -> Path:
    """Make ``path`` a folder that only the server user (and root) may open."""
    path.mkdir(parents=True, exist_ok=True)
    user = server_user()
    if is_root():
        os.chown(path, user.pw_uid, user.pw_gid)
    path.chmod(mode)
    return path


def socket_folder(name: str) -> Path:
    """A closed folder with a path short enough for a Unix socket, the same in every terminal."""
    base = Path("/tmp") if os.access("/tmp", os.W_OK) else Path(tempfile.gettempdir())  # noqa: S108 - its owner and mode are checked below
    folder = base / f"trousse-{os.geteuid()}-{MARK}-{name}"
    user = server_user()
    if not folder.is_symlink() and not folder.exists():
        folder.mkdir(mode=CLOSED)
        if is_root():
            os.chown(folder, user.pw_uid, user.pw_gid)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != user.pw_uid:
        message = f"{folder} belongs to someone else: remove it, then start again."
        raise PlaceError(message)
    folder.chmod(CLOSED)
    return folder


def remove(path: Path) -> None:
    """Remove a folder that this checkout made; fine when it is already gone."""
    shutil.rmtree(path, ignore_errors=True)
