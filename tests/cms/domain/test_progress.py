"""The drawings of a campaign say what its figures say."""

from itertools import pairwise

import pytest
from hypothesis import given, strategies as st

from cms.domain.progress import APART, Progress


@st.composite
def progresses(draw: st.DrawFn) -> Progress:
    minimum = draw(st.integers(1, 10**8))
    optimum = draw(st.integers(minimum, 2 * 10**8))
    return Progress(draw(st.integers(0, 3 * 10**8)), minimum, optimum)


@given(progresses())
def test_a_hundred_percent_means_that_the_optimum_is_there(progress: Progress) -> None:
    assert (progress.percent == 100) == (progress.raised_cents >= progress.optimum_cents)
    assert (progress.percent == 0) == (progress.raised_cents == 0)


@given(progresses())
def test_there_are_ten_sheets_and_at_most_one_is_in_part(progress: Progress) -> None:
    kinds = [kind for kind, _filled in progress.sheets]

    assert len(kinds) == 10
    assert kinds.count("part") <= 1
    order = ["solid", "beyond", "part", "empty"]
    assert kinds == sorted(kinds, key=order.index)


@given(progresses())
def test_no_label_covers_another(progress: Progress) -> None:
    marks = progress.marks

    assert marks[0].at == 100
    assert all(above.at - below.at >= APART for above, below in pairwise(marks))
    assert all(0 <= mark.at <= 100 and mark.at % 5 == 0 for mark in marks)


@given(progresses())
def test_what_is_missing_leads_to_the_next_goal(progress: Progress) -> None:
    target = progress.raised_cents + progress.missing_cents

    if progress.goal == "done":
        assert progress.missing_cents == 0
    else:
        goals = {"minimum": progress.minimum_cents, "optimum": progress.optimum_cents}
        assert target == goals[progress.goal]


@pytest.mark.parametrize("figures", [(-1, 1, 1), (0, 0, 1), (0, 2, 1)])
def test_impossible_figures_are_refused(figures: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="no progress"):
        Progress(*figures)
