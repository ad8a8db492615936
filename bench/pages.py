"""An article and a list of twenty cards for an anonymous visitor, beside a plain Wagtail."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from statistics import median
from typing import Any

# Two processes of the same program differ by a tenth: several pairs are asked, a little each.
PAIRS, ROUNDS, TIMES = 5, 4, 15
HOST = "aisne.trousse.localhost"
type Round = tuple[dict[str, float], dict[str, float], dict[str, float]]
PATHS = {"article": "/actualites/bench-1/", "list of 20": "/actualites/"}


class Visitor:
    """One process of `bench.visitor`."""

    def __init__(self, settings: str, database: str, host: str = HOST, seed: int = 0) -> None:
        environment = os.environ | {
            "PYTHONHASHSEED": str(seed),
            "DJANGO_SETTINGS_MODULE": settings,
            "DATABASE_URL": database,
            "DATABASE_ROLE": "app",
            "BENCH_HOST": host,
            "LOG_LEVEL": "ERROR",
        }
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bench.visitor"],
            env=environment,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def ask(self, path: str, times: int = TIMES, keep: int = 0) -> dict[str, float]:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps({"path": path, "times": times, "keep": keep}) + "\n")
        self.process.stdin.flush()
        said: dict[str, float] = json.loads(self.process.stdout.readline())
        assert said["status"] == HTTPStatus.OK, f"{path}: {said}"
        return said

    def stop(self) -> None:
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait(timeout=30)


def run() -> dict[str, Any]:
    from bench.database import a_department_with_news

    rounds: dict[str, list[Round]] = {what: [] for what in PATHS}
    with a_department_with_news(20) as url:
        for seed in range(PAIRS):
            with visitors(url, seed) as (ours, plain):
                for what, path in PATHS.items():
                    rounds[what] += compare(path, ours, plain)
    return {"name": "pages"} | {k: v for what in PATHS for k, v in summary(what, rounds[what])}


@contextmanager
def visitors(url: str, seed: int) -> Iterator[tuple[Visitor, Visitor]]:
    settings = ("config.settings.test", "bench.plain.settings")
    ours, plain = (Visitor(name, url, seed=seed) for name in settings)
    try:
        yield ours, plain
    finally:
        ours.stop()
        plain.stop()


def compare(path: str, ours: Visitor, plain: Visitor) -> list[Round]:
    """Alternate, and compare round by round: the machine's mood then falls on both."""
    rounds = []
    for number in range(ROUNDS):
        pair = (ours, plain) if number % 2 else (plain, ours)
        said = {visitor: visitor.ask(path) for visitor in pair}
        rounds.append((said[ours], said[plain], ours.ask(path, keep=60)))
    return rounds


def summary(what: str, rounds: list[Round]) -> Iterator[tuple[str, float]]:
    us, them, _kept = rounds[-1]
    yield f"{what}: ms", round(median(a["seconds"] for a, _, _ in rounds) / TIMES * 1000, 2)
    yield f"{what}: queries", us["queries"]
    yield f"{what}: queries, plain", them["queries"]
    uncached = [b["seconds"] / a["seconds"] for a, b, _ in rounds]
    yield f"{what}: throughput to plain", round(median(uncached), 3)
    cached = median(a["seconds"] / c["seconds"] for a, _, c in rounds)
    yield f"{what}: throughput with page cache to without", round(cached, 1)


if __name__ == "__main__":
    from bench.report import show

    show(run())
