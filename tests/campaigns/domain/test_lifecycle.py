"""Every (state, action, actor): what the table allows happens, everything else is refused."""

import ast
from collections import deque
from itertools import product
from pathlib import Path

import pytest

import campaigns
from campaigns.domain.lifecycle import (
    BY_ACTION,
    TRANSITIONS,
    IllegalTransition,
    allowed,
    move,
)
from campaigns.domain.states import FINAL, OPEN, Actor, State
from tools import state_page


@pytest.mark.parametrize("action", BY_ACTION)
def test_only_what_the_table_says_is_done(action: str) -> None:
    row = BY_ACTION[action]
    for state, actor in product(State, Actor):
        if state in row.sources and actor in row.actors:
            assert move(state, action, actor) is row.target
            assert row in allowed(state, actor)
        else:
            with pytest.raises(IllegalTransition):
                move(state, action, actor)
            assert row not in allowed(state, actor)


def test_every_row_is_done_by_an_action() -> None:
    """The demonstration knows short ways: what it alone can do, nobody can."""
    done = set()
    for file in (Path(campaigns.__file__).parent / "actions").glob("*.py"):
        for call in ast.walk(ast.parse(file.read_text())):
            if isinstance(call, ast.Call) and ast.unparse(call.func) in {"advance", "_step"}:
                said = ast.walk(call.args[0])
                done |= {word.value for word in said if isinstance(word, ast.Constant)}

    assert done == set(BY_ACTION)


def test_an_action_has_one_row() -> None:
    assert len(BY_ACTION) == len(TRANSITIONS)


def test_every_state_is_reached_from_a_draft() -> None:
    seen, waiting = {State.DRAFT}, deque([State.DRAFT])
    while waiting:
        state = waiting.popleft()
        new = {row.target for row in TRANSITIONS if state in row.sources} - seen
        seen |= new
        waiting.extend(new)

    assert seen == set(State)


def test_final_states_lead_nowhere_and_the_others_somewhere() -> None:
    with_a_way_out = {state for row in TRANSITIONS for state in row.sources}

    assert set(State) - with_a_way_out == FINAL


def test_nothing_goes_back_once_closing_has_begun() -> None:
    for row in TRANSITIONS:
        if not row.sources <= OPEN:
            assert row.target not in OPEN, row.action


def test_nobody_takes_gifts_without_staff() -> None:
    (row,) = [row for row in TRANSITIONS if row.target is State.PUBLISHED]

    assert row.actors == {Actor.STAFF}


def test_the_page_of_documentation_says_what_the_table_says() -> None:
    assert state_page.PAGE.read_text() == state_page.page(), "run python -m tools.state_page"
