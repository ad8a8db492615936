"""Charts draw the numbers they are given, from zero, and shares add up to a hundred."""

from hypothesis import given, strategies as st

from cms.domain.charts import BASELINE, WIDTH, Point, bars, line, stack

points = st.lists(
    st.builds(Point, label=st.text(max_size=5), value=st.integers(0, 10**6)), max_size=20
)


@given(points)
def test_shares_add_up_to_a_hundred(given_points: list[Point]) -> None:
    parts = stack(given_points)

    if sum(point.value for point in given_points):
        assert sum(part.percent for part in parts) == 100
        assert sum(part.width for part in parts) == 1000
    else:
        assert parts == []


@given(points)
def test_everything_stays_inside_the_drawing(given_points: list[Point]) -> None:
    for drawn in line(given_points):
        assert 0 <= drawn.x <= WIDTH
        assert 0 <= drawn.y <= BASELINE
    assert len(bars(given_points)) == len(given_points)


def test_a_bar_twice_as_high_stands_for_twice_as_much() -> None:
    low, high = line([Point("a", 100), Point("b", 200)])

    assert BASELINE - high.y == 2 * (BASELINE - low.y)


def test_only_the_last_bar_is_set_apart() -> None:
    drawn = bars([Point("2021", 402), Point("2022", 459)])

    assert [bar.is_last for bar in drawn] == [False, True]
