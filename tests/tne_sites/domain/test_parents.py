"""Nobody is a resource parent without having gone through the charter."""

import itertools

import pytest

from tne_sites.domain.parents import NEXT, IllegalMove, ParentState, move


def test_the_way_of_a_resource_parent():
    way = [ParentState.APPLIED, ParentState.CHARTER, ParentState.ACTIVE, ParentState.LEFT]

    for here, there in itertools.pairwise(way):
        assert move(here, there) == there


def test_only_the_charter_leads_to_active():
    assert [state for state in ParentState if ParentState.ACTIVE in NEXT[state]] == ["charter"]


def test_a_step_that_does_not_follow_is_refused():
    with pytest.raises(IllegalMove):
        move(ParentState.APPLIED, ParentState.ACTIVE)


def test_every_state_has_a_way_on():
    assert all(NEXT[state] for state in ParentState)
