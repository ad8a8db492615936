"""The steps of the demonstration, in order; an app above adds its own with `@step`."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils.module_loading import autodiscover_modules

from tenants.models import Tenant

type Run = Callable[[Tenant, datetime], None]


@dataclass(frozen=True, slots=True)
class Step:
    """Runs inside each site's schema and transaction; asking for it twice changes nothing."""

    name: str
    run: Run


_steps: dict[str, Step] = {}


def step(name: str) -> Callable[[Run], Run]:
    """Register what an app shows in the demonstration.

    Lower apps come first, as their modules are loaded.
    """

    def register(run: Run) -> Run:
        _steps[name] = Step(name, run)
        return run

    return register


def steps() -> list[Step]:
    """Return all steps, those of the apps above included: each has them in its `demo_steps.py`."""
    autodiscover_modules("demo_steps")
    return list(_steps.values())
