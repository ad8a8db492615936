"""Creation of departments beside restoring their dump alone; a migration with nothing to do."""

import os
import time
from collections.abc import Callable
from io import StringIO
from statistics import median
from typing import Any

NUMBER = int(os.environ.get("BENCH_DEPARTMENTS", "12"))


def run() -> dict[str, Any]:
    from bench.database import a_copy

    with a_copy():
        return _measure()


def _measure() -> dict[str, Any]:
    from django.core.management import call_command

    from tenants import provisioning, schema_template, schemas

    schema_template.script()
    bare, whole = [], []
    for number in range(NUMBER):
        code, schema = f"X{number:02}"[-3:], f"bare_{number}"
        bare.append(_seconds(lambda schema=schema: schema_template.restore(schema)))
        schemas.drop(schema)
        whole.append(
            _seconds(
                lambda code=code: provisioning.create_department(
                    code=code, name=f"Département {code}", slug=f"d{code.lower()}"
                )
            )
        )
    idle = _seconds(lambda: call_command("migrate_schemas", stdout=StringIO()))
    return {
        "name": "departments",
        "departments": NUMBER,
        "restore of the dump alone: s": round(median(bare), 3),
        "creation, whole: s": round(median(whole), 3),
        "creation to restore": round(median(whole) / median(bare), 2),
        "all of them: s": round(sum(whole), 1),
        "migration with nothing to do: s": round(idle, 2),
    }


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


if __name__ == "__main__":
    from bench.report import show

    show(run())
