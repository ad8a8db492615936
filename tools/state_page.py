"""Writes docs/campaign-states.md from the table of transitions: `python -m tools.state_page`."""

from pathlib import Path

from campaigns.domain.lifecycle import TRANSITIONS, Transition
from campaigns.domain.states import FINAL, State

PAGE = Path(__file__).parents[1] / "docs" / "campaign-states.md"
HEAD = """# States of a campaign

Written by `python -m tools.state_page` from `campaigns/domain/lifecycle.py`; a test compares them.
Each action locks the campaign, is judged by this table, leaves a line in the audit log and tells
those named.

| action | from | to | by | on condition | tells |
|---|---|---|---|---|---|
"""


def row(transition: Transition) -> str:
    sources = ", ".join(f"`{state.value}`" for state in State if state in transition.sources)
    checks = "; ".join(
        part for part in (transition.checks, "with a reason" * transition.with_reason) if part
    )
    cells = (
        f"`{transition.action}`",
        sources,
        f"`{transition.target.value}`",
        ", ".join(sorted(actor.value for actor in transition.actors)),
        checks,
        ", ".join(actor.value for actor in transition.tells),
    )
    return f"| {' | '.join(cells)} |\n"


def page() -> str:
    """Return the whole page."""
    last = ", ".join(f"`{state.value}`" for state in State if state in FINAL)
    return HEAD + "".join(map(row, TRANSITIONS)) + f"\nNothing leads out of {last}.\n"


if __name__ == "__main__":
    PAGE.write_text(page())
