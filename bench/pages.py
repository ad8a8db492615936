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

ROUNDS, TIMES = 9, 30
HOST = "aisne.trousse.localhost"
PATHS = {"article": "/actualites/bench-1/", "list of 20": "/actualites/"}


class Visitor:
    """One process of `bench.visitor`."""

    def __init__(self, settings: str, database: str, host: str = HOST) -> None:
        environment = os.environ | {
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

    with a_department_with_news(20) as url, visitors(url) as (ours, plain):
        result: dict[str, Any] = {"name": "pages"}
        for what, path in PATHS.items():
            result |= compare(what, path, ours, plain)
    return result


@contextmanager
def visitors(url: str) -> Iterator[tuple[Visitor, Visitor]]:
    pair = Visitor("config.settings.test", url), Visitor("bench.plain.settings", url)
    try:
        yield pair
    finally:
        for visitor in pair:
            visitor.stop()


def compare(what: str, path: str, ours: Visitor, plain: Visitor) -> dict[str, Any]:
    """Alternate, and compare round by round: the machine's mood then falls on both."""
    rounds = [(ours.ask(path), plain.ask(path), ours.ask(path, keep=60)) for _ in range(ROUNDS)]
    us, them, _kept = rounds[-1]
    return {
        f"{what}: ms": round(median(a["seconds"] for a, _, _ in rounds) / TIMES * 1000, 2),
        f"{what}: queries": us["queries"],
        f"{what}: queries, plain": them["queries"],
        f"{what}: throughput to plain": round(
            median(b["seconds"] / a["seconds"] for a, b, _ in rounds), 3
        ),
        f"{what}: throughput with page cache to without": round(
            median(a["seconds"] / c["seconds"] for a, _, c in rounds), 1
        ),
    }


if __name__ == "__main__":
    from bench.report import show

    show(run())
