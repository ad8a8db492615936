"""The finder with few and with many workshops, and registrations beside a bare insert.

    python -m bench.workshops            # a table, then JSON on the last line

Everything happens in a database of its own, copied from the suite's template.
The goals: the same number of queries for 12 × 20 and 101 × 500 workshops, and a p95 at most 1.5
times as long. A registration locks, counts, writes a mail, its task and a catalogue entry;
the insert is the floor.
"""

import json
import os
import statistics
import time
from collections.abc import Callable, Sequence
from datetime import timedelta
from itertools import batched
from typing import Any

from bench.database import a_copy  # first: it readies Django

# isort: split
from django.core.cache import cache
from django.db import connection, transaction
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from search.document import Document, Facet
from search.indexing import upsert
from search.lexicon import learn
from search.listings import find
from search.rebuild import take_stock
from search.rows import Site, to_row
from tenants.context import enter
from tne_sites import finder
from tne_sites.actions.change_workshop import publish_workshop
from tne_sites.actions.register_for_workshop import Registrant, register_for_workshop
from tne_sites.models import Registration, Structure, Workshop
from tne_sites.search_documents import KIND, SOURCE

SIZES = ((12, 20), (101, 500))
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "60"))
PEOPLE = 200
SUBJECTS = (
    "Les écrans à la maison", "Suivre la scolarité", "Le bus numérique", "Démêler le vrai du faux",
    "Apprendre à lire avec son enfant", "Bourse et cantine", "La tablette du collège",
    "Réseaux sociaux et adolescents", "Choisir sa troisième", "Café des parents",
)  # fmt: skip
QUESTIONS = {
    "choices": ("", "departement=02", "langue=ar&places=1", "theme=safety&departement=88"),
    "a word": ("q=écrans",),  # one workshop in ten has it
}


def run() -> dict[str, Any]:
    with a_copy(), enter("national"), transaction.atomic():
        return {**_finder(), **_registrations()}


def _finder() -> dict[str, Any]:
    found: dict[str, Any] = {name: {} for name in QUESTIONS}
    made = 0
    for departments, each in SIZES:
        _fill(departments, each, start=made)
        made = departments * each
        learn()
        take_stock()
        for name, questions in QUESTIONS.items():
            found[name][f"{departments}x{each}"] = _measure(questions)
    for sizes in found.values():
        few, many = sizes.values()
        sizes["p95_ratio"] = round(many["p95_ms"] / few["p95_ms"], 2)
    return found


def _fill(departments: int, each: int, *, start: int) -> None:
    """Write entries and what the search needs; the first ones of a larger size are there."""
    at = timezone.now()
    rows = []
    for number in range(start, departments * each):
        code = f"{number % departments + 1:02}"
        site = Site(schema="national", department=code, is_open=True)
        rows += to_row(SOURCE, site, {"fr": _document(number, at)})
    for batch in batched(rows, 1000):
        upsert(list(batch))


def _document(number: int, at: Any) -> Document:
    # Two years of them, of which one is still to come.
    start = at + timedelta(
        hours=(number * 146 + number // 240) % 35_040 - 26_280, minutes=number % 60
    )
    return Document(
        key=f"bench-{number}",
        language="fr",
        kind=KIND,
        title=f"{SUBJECTS[number % len(SUBJECTS)]}, atelier {number}",
        url=f"/ateliers/{number}/atelier/",
        summary="Deux heures entre parents, avec une médiatrice.",
        state="published",
        card={"commune": f"Commune {number % 40}", "taken": 3, "capacity": 15},
        facets={
            Facet.THEME: [("safety", "media", "schooling")[number % 3]],
            Facet.AUDIENCE: ["parents"],
            Facet.COMMUNE: [f"Commune {number % 40} ({number % 100:02})"],
            Facet.SPOKEN: ["fr", *(["ar"] if number % 5 == 0 else [])],
        },
        figures={"places_left": number % 12, "closes": int(start.timestamp())},
        starts_at=start,
        ends_at=start + timedelta(hours=2),
    )


def _measure(questions: Sequence[str]) -> dict[str, Any]:
    first = []
    for question in [*questions] * 3:
        cache.clear()
        first.append(_visit(question)[0])
    # The first visitor of a minute waits for what is counted, the others do not.
    for question in questions:
        _visit(question)
    times, queries = zip(
        *(_visit(questions[turn % len(questions)]) for turn in range(ROUNDS)), strict=True
    )
    return {
        "queries": max(queries),
        "p50_ms": round(statistics.median(times), 1),
        "p95_ms": round(statistics.quantiles(times, n=20)[-1], 1),
        "first_ms": round(statistics.median(first), 1),
    }


def _visit(question: str) -> tuple[float, int]:
    """Ask once; return milliseconds and queries."""
    started = time.perf_counter()
    with CaptureQueriesContext(connection) as made:
        at = timezone.now()
        page = find(finder.read(QueryDict(question), at=at).query)
        finder.shown(page.cards, at)
    return (time.perf_counter() - started) * 1000, len(made)


def _registrations() -> dict[str, Any]:
    workshop = _workshop()
    whole = _per_second(lambda number: _register(workshop, number))
    bare = _per_second(lambda number: _insert(workshop, number))
    return {
        "registrations_per_second": round(whole),
        "inserts_per_second": round(bare),
        "registration_to_insert": round(whole / bare, 3),
    }


def _workshop() -> Workshop:
    start = timezone.now() + timedelta(days=20)
    workshop = Workshop.objects.create(
        title="Mesure",
        slug="mesure",
        organiser=Structure.objects.create(name="Mesure"),
        mode="online",
        starts_at=start,
        ends_at=start + timedelta(hours=2),
        capacity=PEOPLE // 2,
    )
    return publish_workshop(workshop_id=workshop.pk, at=timezone.now())


def _register(workshop: Workshop, number: int) -> None:
    register_for_workshop(
        workshop_id=workshop.pk,
        registrant=Registrant(name="Mesure", email=f"mesure{number}@example.org"),
        at=timezone.now(),
    )


def _insert(workshop: Workshop, number: int) -> None:
    with transaction.atomic():
        Registration.objects.create(
            workshop=workshop,
            name="Mesure",
            email=f"insert{number}@example.org",
            created_at=timezone.now(),
        )


def _per_second(work: Callable[[int], None]) -> float:
    started = time.perf_counter()
    for number in range(PEOPLE):
        work(number)
    return PEOPLE / (time.perf_counter() - started)


def main() -> None:
    found = run()
    for name in QUESTIONS:
        for size in (f"{departments}x{each}" for departments, each in SIZES):
            one = found[name][size]
            print(
                f"finder, {name}, {size}: {one['queries']} queries, p95 {one['p95_ms']} ms,"
                f" {one['first_ms']} ms for the first of a minute"
            )
        print(f"finder, {name}: p95 ratio {found[name]['p95_ratio']} (goal 1.5)")
    print(
        f"registrations: {found['registrations_per_second']} a second,"
        f" {found['registration_to_insert']} of a bare insert"
    )
    print(json.dumps({"workshops": found}))


if __name__ == "__main__":
    main()
