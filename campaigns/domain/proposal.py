"""What a proposal asks for, step by step, and from when on it no longer changes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from campaigns.domain.policy import LONGEST_DAYS
from campaigns.domain.states import State
from kernel.domain import DomainError, gettext_noop

# Beyond, donors doubt that the optimum is serious: an advice, not a rule.
WIDE_GAP = 2


@dataclass(frozen=True, slots=True)
class Step:
    name: str
    title: str
    required: tuple[str, ...]
    optional: tuple[str, ...] = ()

    @property
    def fields(self) -> tuple[str, ...]:
        return (*self.required, *self.optional)


STEPS: tuple[Step, ...] = (
    Step(
        "ecole",
        gettext_noop("Your school"),
        ("school", "holder_profession"),
        ("adult_name", "adult_email"),
    ),
    Step(
        "projet",
        gettext_noop("The project"),
        ("title", "pitch", "theme", "format", "levels", "pupils"),
    ),
    Step("recit", gettext_noop("The story"), ("who_we_are", "the_project", "why_you")),
    Step(
        "dates",
        gettext_noop("The dates"),
        ("collect_from", "collect_until", "project_from", "project_until"),
    ),
    Step(
        "budget",
        gettext_noop("The budget and the goals"),
        ("budget", "minimum_cents", "optimum_cents"),
        ("rewards",),
    ),
    Step(
        "structure",
        gettext_noop("Who receives, who answers for it"),
        ("structure_kind", "structure_name", "head_email", "manager_email"),
        ("structure_siret",),
    ),
)
BY_NAME = {step.name: step for step in STEPS}
# Staff judged these: from the acceptance on, changing them would make another project.
FROZEN_ONCE_ACCEPTED = frozenset(
    {
        "school",
        "holder_profession",
        "theme",
        "format",
        "minimum_cents",
        "optimum_cents",
        "budget",
        "structure_kind",
        "structure_name",
        "structure_siret",
        "head_email",
        "manager_email",
        "adult_name",
        "adult_email",
    }
)


class Incomplete(DomainError):
    """What is missing, by step, so that the page can lead there."""

    def __init__(self, missing: Mapping[str, list[str]]) -> None:
        super().__init__(gettext_noop("Some parts of the form are not filled in yet."))
        self.missing = missing


def missing(values: Mapping[str, object]) -> dict[str, list[str]]:
    """Return, for each step that is not complete, its empty fields."""
    found = {
        step.name: [name for name in step.required if values.get(name) in (None, "", [], 0)]
        for step in STEPS
    }
    if values.get("holder_profession") == "pupil":
        found["ecole"] += [name for name in ("adult_name", "adult_email") if not values.get(name)]
    return {step: names for step, names in found.items() if names}


def editable(state: State | str, fields: Iterable[str]) -> list[str]:
    """Return those of the fields that the holder may still change in this state."""
    if state in {State.DRAFT, State.CHANGES_REQUESTED}:
        return list(fields)
    if state == State.EDITING:
        return [name for name in fields if name not in FROZEN_ONCE_ACCEPTED]
    return []


def refuse_goals(minimum_cents: int, optimum_cents: int, budget_cents: int) -> None:
    """Raise DomainError when the goals contradict each other or the budget."""
    if minimum_cents <= 0:
        raise DomainError(gettext_noop("The minimum goal must be more than zero."))
    if optimum_cents < minimum_cents:
        raise DomainError(gettext_noop("The optimum goal cannot be less than the minimum goal."))
    if budget_cents < optimum_cents:
        raise DomainError(
            gettext_noop("The lines of the budget must reach the optimum goal: donors read them.")
        )


def refuse_dates(  # noqa: PLR0913  one argument for each date, and the rule
    *,
    collect_from: date,
    collect_until: date,
    project_from: date,
    project_until: date,
    today: date,
    longest_days: int = LONGEST_DAYS,
) -> None:
    """Raise DomainError for dates in disorder, or a collection that is too long."""
    if collect_until <= max(collect_from, today):
        raise DomainError(gettext_noop("The collection must end after it begins, and not today."))
    if (collect_until - collect_from).days > longest_days:
        raise DomainError(
            gettext_noop("A collection lasts %(days)s days at most."), days=longest_days
        )
    if project_until < project_from:
        raise DomainError(gettext_noop("The project cannot end before it begins."))
    if project_until < collect_from:
        raise DomainError(gettext_noop("The project cannot be over before the collection begins."))


def is_wide(minimum_cents: int, optimum_cents: int) -> bool:
    """Say whether the goals are so far apart that advice is in order."""
    return optimum_cents > WIDE_GAP * minimum_cents
