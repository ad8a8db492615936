"""The four gates between a project and its publication, as everybody concerned sees them."""

from dataclasses import dataclass

from kernel.domain import gettext_noop

TITLES = {
    "team": gettext_noop("The team has validated the project"),
    "head": gettext_noop("The head of school has attested the school’s validations"),
    "structure": gettext_noop("The recipient structure is identified and its manager has answered"),
    "budget": gettext_noop("The budget is clear and reaches the goals"),
}


@dataclass(frozen=True, slots=True)
class Gate:
    name: str
    is_open: bool

    @property
    def title(self) -> str:
        return TITLES[self.name]


def gates(*, team: bool, head: bool, structure: bool, budget: bool) -> tuple[Gate, ...]:
    """Return the four of them, always in the same order."""
    return (
        Gate("team", team),
        Gate("head", head),
        Gate("structure", structure),
        Gate("budget", budget),
    )
