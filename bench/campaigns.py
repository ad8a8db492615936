"""The list of collections and their figures, with 150 campaigns and with very many.

    BENCH_CAMPAIGNS=100000 BENCH_GIFTS=1000000 python -m bench.campaigns

Two databases, two processes, asked in turn: the machine's mood falls on both. The figures are
computed anew at each question, without the ten minutes that they are kept for.
"""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import quantiles
from typing import Any

from bench import report
from bench.pages import Visitor

SMALL, LARGE = 150, int(os.environ.get("BENCH_CAMPAIGNS", "10000"))
GIFTS = int(os.environ.get("BENCH_GIFTS", str(LARGE * 10)))
ROUNDS, FIGURES_ROUNDS = 40, 3
# The suite counts again each time; visitors share the counts of long lists.
os.environ.setdefault("COUNT_CACHE_SECONDS", "60")
PAGES = {
    "all": "/collectes/",
    "narrowed": "/collectes/?theme=sport&besoin=ending",
    "ending first, page 3": "/collectes/?tri=fin&page=3",
    "succeeded": "/collectes/?etat=reussies",
    "with a word": "/collectes/?q=potager",
}


@contextmanager
def collections(size: int, gifts: int) -> Iterator[tuple[Visitor, dict[str, float]]]:
    """A database with so many campaigns, a process that asks its site, and what loading took."""
    from bench import database
    from campaigns.models.journal import trial_balance
    from tenants.context import enter

    database.NAME = f"trousse_bench_{size}"
    with database.a_copy() as url:
        from django.conf import settings
        from django.core.management import call_command
        from django.db import connection

        settings.DEVELOPMENT = True
        _schools()
        started = time.perf_counter()
        call_command("load_test_campaigns", count=size, gifts=gifts)
        loaded = time.perf_counter()
        with enter("national"):
            list(trial_balance())
        balanced = time.perf_counter()
        _learn()
        connection.close()
        visitor = Visitor("config.settings.test", url, host="trousse.localhost")
        try:
            yield visitor, {"load": loaded - started, "trial balance": balanced - loaded}
        finally:
            visitor.stop()


def _schools() -> None:
    from territories.actions.load_reference_data import SOURCES, load_reference_data
    from tests.territories.factories import SchoolFactory

    load_reference_data([source for source in SOURCES if source.name != "communes.csv.gz"])
    for _ in range(40):
        SchoolFactory()


def _learn() -> None:
    """Do what the search's own jobs do within minutes."""
    from search import lexicon, snapshot

    lexicon.learn()
    if lexicon.terms_in_arrays():
        snapshot.take()


def run() -> dict[str, Any]:
    result: dict[str, Any] = {"name": "campaigns", "small": SMALL, "large": LARGE, "gifts": GIFTS}
    with (
        collections(SMALL, SMALL * 10) as (small, _took),
        collections(LARGE, GIFTS) as (large, took),
    ):
        result["load s"] = round(took["load"], 1)
        result["trial balance s"] = round(took["trial balance"], 2)
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
        result["figures s, large"] = round(_figures(large), 2)
    return result


def _figures(visitor: Visitor) -> float:
    """Ask for figures that nobody asked for yet: nothing is kept of them."""
    took = []
    for year in range(FIGURES_ROUNDS):
        started = time.perf_counter()
        visitor.ask(f"/collectes/chiffres/?annee={2024 + year}", times=0)
        took.append(time.perf_counter() - started)
    return max(took)


if __name__ == "__main__":
    report.show(run())
