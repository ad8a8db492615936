"""The Nu HTML checker: fetched once through Maven, then run with Java and without network.

python -m tools.html_checker page.html …
"""

import contextlib
import fcntl
import json
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tools import places
from tools.search_package import SearchServerError, java

VERSION = "26.5.2"
PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1"
MAIN = "nu.validator.client.SimpleCommandLineValidator"
POM = f"""<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>trousse</groupId><artifactId>html-checker</artifactId><version>1</version>
  <packaging>pom</packaging>
  <dependencies><dependency>
    <groupId>nu.validator</groupId><artifactId>validator</artifactId><version>{VERSION}</version>
  </dependency></dependencies>
</project>
"""


class HtmlCheckerError(Exception):
    """The checker could not be fetched or run."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not valid HTML."""

    file: str
    line: int
    kind: str
    message: str
    extract: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.kind}: {self.message}  {self.extract!r}"


def home() -> Path:
    return places.cache() / f"html-checker-{VERSION}"


def is_installed() -> bool:
    return (home() / "OK").exists()


def missing() -> str:
    """What this machine lacks, in words; nothing when it lacks nothing."""
    with contextlib.suppress(SearchServerError):
        java()
        if is_installed() or shutil.which("mvn"):
            return ""
        return "Maven (mvn), which fetches the HTML checker once, is not installed"
    return "Java is not installed"


def install() -> Path:
    """Return the folder of the checker's jars, after fetching them if they are not there yet."""
    if reason := missing():
        raise HtmlCheckerError(f"The HTML checker cannot run here: {reason}.")
    with (places.cache() / "html-checker.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        if not is_installed():
            _fetch_into(home())
    return home()


def _fetch_into(target: Path) -> None:
    print(f"Fetching the Nu HTML checker {VERSION} (32 MB, once)", file=sys.stderr, flush=True)
    places.remove(target)
    target.mkdir(parents=True)
    (target / "pom.xml").write_text(POM)
    command = ["mvn", "-q", "-B", "-C", "-Dstyle.color=never", f"{PLUGIN}:copy-dependencies"]
    command += [f"-DoutputDirectory={target}", "-DincludeScope=runtime"]
    ended = subprocess.run(
        command, check=False, cwd=target, stdin=subprocess.DEVNULL, stdout=sys.stderr
    )
    if ended.returncode:
        raise HtmlCheckerError("Maven could not fetch the HTML checker; see above.")
    (target / "OK").touch()


def check(files: Iterable[Path]) -> list[Finding]:
    """Check many files in one run of Java; return errors and warnings, the pages' order kept."""
    names = [str(path) for path in files]
    if not names:
        return []
    command = [java(), "-Xss1m", "-cp", f"{install()}/*", MAIN, "--format", "json", "--stdout"]
    ended = subprocess.run([*command, *names], check=False, capture_output=True, text=True)
    try:
        messages = json.loads(ended.stdout)["messages"]
    except (ValueError, KeyError) as error:
        raise HtmlCheckerError(f"The HTML checker failed:\n{ended.stderr[-2000:]}") from error
    return [
        Finding(
            file=message.get("url", "").removeprefix("file:"),
            line=message.get("lastLine", 0),
            kind=message.get("subType", message["type"]),
            message=message["message"],
            extract=message.get("extract", "").strip(),
        )
        for message in messages
    ]


if __name__ == "__main__":
    try:
        found = check(Path(name) for name in sys.argv[1:])
    except HtmlCheckerError as problem:
        sys.exit(str(problem))
    print("\n".join(map(str, found)) or "Valid.")
    sys.exit(1 if found else 0)
