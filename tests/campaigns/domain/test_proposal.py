"""What a proposal asks for, and what no longer changes."""

import pytest

from campaigns.domain import proposal
from campaigns.domain.states import State
from campaigns.forms.steps import FORMS
from kernel.domain import DomainError


def test_every_step_has_a_form_with_its_fields() -> None:
    for step in proposal.STEPS:
        assert set(FORMS[step.name].base_fields) == set(step.fields), step.name


def test_what_is_frozen_is_asked_for_somewhere() -> None:
    asked = {name for step in proposal.STEPS for name in step.fields}

    assert asked >= proposal.FROZEN_ONCE_ACCEPTED


@pytest.mark.parametrize("state", State)
def test_a_holder_writes_in_three_states_only(state: State) -> None:
    writable = {State.DRAFT, State.CHANGES_REQUESTED, State.EDITING}

    assert bool(proposal.editable(state, ["pitch"])) is (state in writable)
    assert bool(proposal.editable(state, ["minimum_cents"])) is (
        state in writable - {State.EDITING}
    )


@pytest.mark.parametrize(
    ("minimum", "optimum", "budget"), [(0, 100, 100), (200, 100, 300), (100, 200, 199)]
)
def test_goals_that_contradict_each_other_are_refused(minimum, optimum, budget) -> None:
    with pytest.raises(DomainError):
        proposal.refuse_goals(minimum, optimum, budget)


def test_equal_goals_are_allowed_and_a_wide_gap_is_only_advised_against() -> None:
    proposal.refuse_goals(100, 100, 100)

    assert proposal.is_wide(100, 201)
    assert not proposal.is_wide(100, 200)
