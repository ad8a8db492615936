"""What staff read of an operation while it runs is true of its kind."""

import pytest

from tenants.models import OperationKind, OperationState, SiteOperation
from tenants.models.operation import IN_ONE_GO, STEPS


def running(kind: OperationKind, step: str = "") -> SiteOperation:
    return SiteOperation(kind=kind, state=OperationState.RUNNING, code="88", step=step)


@pytest.mark.parametrize("kind", OperationKind)
def test_only_an_operation_that_waits_says_that_it_waits(kind):
    waiting = SiteOperation(kind=kind, state=OperationState.WAITING, code="88")

    assert running(kind).doing
    assert running(kind).doing != waiting.doing


def test_every_kind_says_another_thing_than_the_creation():
    said = {kind: running(kind).doing for kind in OperationKind}

    assert said[OperationKind.CREATE] not in [
        said[kind] for kind in STEPS | IN_ONE_GO if kind != OperationKind.CREATE
    ]


@pytest.mark.parametrize("kind", STEPS)
def test_progress_grows_with_each_step_and_is_never_whole_before_the_end(kind):
    rows = [running(kind, step) for step in STEPS[kind]]

    assert [row.steps_done for row in rows] == list(range(len(rows)))
    assert {row.steps_known for row in rows} == {len(rows)}
    assert len({row.doing for row in rows}) == len(rows)


@pytest.mark.parametrize("kind", IN_ONE_GO)
def test_what_is_done_in_one_go_has_no_figure(kind):
    assert running(kind).steps_known == 0
