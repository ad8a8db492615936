"""How each part of the platform says that it is well, and what it counts.

@health_check("mail")
def mail_is_going_out() -> Health: ...

@measures
def queue_measures() -> Iterator[Measure]: ...
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Health:
    """``is_well`` decides the answer's status; ``detail`` is for operators and names nobody."""

    is_well: bool
    detail: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One sample for Prometheus; samples of one name share their help text."""

    name: str
    value: float
    help: str
    labels: Mapping[str, str] = field(default_factory=dict)


type Check = Callable[[], Health]
type Measures = Callable[[], Iterable[Measure]]

_checks: dict[str, Check] = {}
_measures: list[Measures] = []


def health_check(name: str) -> Callable[[Check], Check]:
    """Register a check of ``/health/deep``; an exception in it counts as ill."""

    def register(check: Check) -> Check:
        _checks[name] = check
        return check

    return register


def measures(function: Measures) -> Measures:
    """Register samples of ``/metrics``."""
    if function not in _measures:
        _measures.append(function)
    return function


def run_checks() -> dict[str, Health]:
    """Run every check; one that breaks is ill and does not hide the others."""
    return {name: _run(check) for name, check in _checks.items()}


def all_measures() -> list[Measure]:
    """Take every sample, in the order of their names, as Prometheus wants them grouped."""
    return sorted(
        (sample for function in _measures for sample in function()), key=lambda sample: sample.name
    )


def _run(check: Check) -> Health:
    try:
        return check()
    except Exception as error:  # noqa: BLE001 - whatever breaks, the page must say so
        return Health(is_well=False, detail={"error": type(error).__name__})
