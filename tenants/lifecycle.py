"""The moments of a site's life, and what the apps above do at each.

`tenants` knows nothing of pages, roles or search. They register a step here at start; a step runs
inside the site's schema and in the transaction of its moment, so that a site is never half
furnished.

    @at(Moment.CREATED)
    def build_site(tenant: Tenant) -> None: ...
"""

from collections import defaultdict
from collections.abc import Callable
from enum import Enum, auto

from tenants.models import Tenant

type Step = Callable[[Tenant], None]


class Moment(Enum):
    CREATED = auto()
    ARCHIVED = auto()
    REOPENED = auto()
    # Another of its addresses is the main one, or the platform is reached at another port.
    MOVED = auto()
    # Its schema still exists: this is the last look.
    DELETED = auto()


_steps: dict[Moment, list[Step]] = defaultdict(list)


def at(moment: Moment) -> Callable[[Step], Step]:
    """Register a step. Steps run in the order in which they were registered."""

    def register(step: Step) -> Step:
        _steps[moment].append(step)
        return step

    return register


def run(moment: Moment, tenant: Tenant) -> None:
    for step in _steps[moment]:
        step(tenant)
