"""The library with 200 and with 50,000 resources: the same queries, and hardly more time.

    python -m bench.library            # BENCH_RESOURCES=50000 chooses the large size

Two databases, two processes, asked in turn: the machine's mood falls on both.
"""

import os
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from statistics import quantiles
from typing import Any

from bench import report
from bench.pages import Visitor

SMALL, LARGE = 200, int(os.environ.get("BENCH_RESOURCES", "50000"))
ROUNDS = 60
PAGES = {
    "all": "/ressources/",
    "narrowed": "/ressources/?public=parents&forme=video",
    "by title, page 3": "/ressources/?tri=titre&page=3",
}
WORDS = (
    "école forêt écran famille collège bulletin bourse lecture image radio jardin devoir".split()
)
KINDS = ("video", "infographic", "tool_sheet", "podcast")
AUDIENCES = ("parents", "teachers", "professionals")
THEMES = ("equip_communicate", "open_world", "follow_schooling", "protect_secure")


class Resources:
    """A source that costs nothing to read: what is measured is the list."""

    name = "bench"

    def __init__(self, size: int) -> None:
        self.size = size

    def count(self) -> int:
        return self.size

    def keys(self) -> Iterator[str]:
        return (str(number) for number in range(self.size))

    def documents(self, keys: Collection[str] | None = None) -> Iterator[Any]:
        from search.registry import Document, Facet

        for key in self.keys() if keys is None else keys:
            number = int(key)
            words = [WORDS[(number * step) % len(WORDS)] for step in (1, 3, 7)]
            yield Document(
                key=key,
                language="fr",
                kind="resource",
                title=f"{' '.join(words)} {number}",
                url=f"/ressources/toutes-les-ressources/bench-{number}/",
                summary="Ce que l’on y trouve, en une phrase, pour qui, et combien de temps.",
                card={"media": KINDS[number % 4]},
                figures={"minutes": number % 90 + 1},
                facets={
                    Facet.MEDIA: [KINDS[number % 4]],
                    Facet.AUDIENCE: [AUDIENCES[number % 3]],
                    Facet.THEME: [THEMES[number % 4]],
                    Facet.LEVEL: [f"cycle_{number % 4 + 1}"],
                    Facet.DURATION: [("5", "15", "60", "longer")[number % 4]],
                },
            )


@contextmanager
def a_library(size: int) -> Iterator[Visitor]:
    """A database with so many resources, and a process that asks its national site."""
    from bench import database
    from search import rebuild, registry
    from tenants.context import enter

    database.NAME = f"trousse_bench_{size}"
    with database.a_copy() as url:
        from django.db import connection

        registry.register(Resources(size))
        with enter("national"):
            rebuild.rebuild(rebuild.Unit("national", "bench"))
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE search_entry")
        registry.forget("bench")
        connection.close()
        visitor = Visitor("config.settings.test", url, host="trousse.localhost")
        try:
            yield visitor
        finally:
            visitor.stop()


def run() -> dict[str, Any]:
    result: dict[str, Any] = {"name": "library", "small": SMALL, "large": LARGE}
    with a_library(SMALL) as small, a_library(LARGE) as large:
        for what, path in PAGES.items():
            rounds = [(small.ask(path, times=1), large.ask(path, times=1)) for _ in range(ROUNDS)]
            few, many = (
                quantiles([pair[side]["seconds"] for pair in rounds], n=20)[-1] for side in (0, 1)
            )
            result |= {
                f"{what}: queries": rounds[-1][0]["queries"],
                f"{what}: queries, large": rounds[-1][1]["queries"],
                f"{what}: p95 ms": round(few * 1000, 1),
                f"{what}: p95 ms, large": round(many * 1000, 1),
                f"{what}: p95 ratio": round(many / few, 2),
            }
    return result


if __name__ == "__main__":
    report.show(run())
