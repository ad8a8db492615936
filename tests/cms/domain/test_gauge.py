"""The gauge of a project sheet: computed from five campaigns on, else estimated, else silent."""

from datetime import date

import pytest
from django.template.loader import render_to_string
from django.utils import translation
from hypothesis import given, strategies as st

from cms.domain.gauge import WIDTH, Editors, Origin, Quartiles, gauge
from kernel.money import Money
from kernel.ports import ClosedCampaign

TODAY = date(2026, 11, 21)
amounts = st.lists(st.integers(min_value=1, max_value=10**8).map(Money), min_size=1, max_size=40)


def closed(*euros: int) -> list[ClosedCampaign]:
    return [
        ClosedCampaign(minimum=Money.euros(amount), raised=Money.euros(2 * amount))
        for amount in euros
    ]


def an_estimate() -> Editors:
    cost = Quartiles(Money.euros(400), Money.euros(700), Money.euros(1500))
    return Editors(cost=cost, noted_on=date(2026, 9, 1))


@pytest.mark.parametrize(
    ("euros", "expected"),
    [
        ((10, 20, 30, 40, 50), (20, 30, 40)),
        ((100,), (100, 100, 100)),
        ((0, 10), (2.5, 5, 7.5)),
        ((40, 10, 30, 20), (17.5, 25, 32.5)),
    ],
)
def test_between_two_amounts_the_percentile_is_in_proportion(euros, expected):
    found = Quartiles.of([Money.euros(amount) for amount in euros])

    assert [amount.cents / 100 for amount in (found.low, found.median, found.high)] == list(
        expected
    )


@given(amounts)
def test_quartiles_are_in_order_and_within_the_amounts(found):
    quartiles = Quartiles.of(found)

    assert min(found) <= quartiles.low <= quartiles.median <= quartiles.high <= max(found)
    assert quartiles == Quartiles.of(found[::-1])


def test_five_campaigns_make_a_computed_gauge():
    shown = gauge(closed(100, 200, 300, 400, 500), an_estimate(), at=TODAY)

    assert (shown.origin, shown.campaigns, shown.as_of) == (Origin.CAMPAIGNS, 5, TODAY)
    assert [row.name for row in shown.rows] == ["minimum", "raised"]
    assert shown.rows[1].amounts.median == Money.euros(600)


def test_four_campaigns_leave_the_floor_to_the_editors():
    shown = gauge(closed(100, 200, 300, 400), an_estimate(), at=TODAY)

    assert (shown.origin, shown.as_of) == (Origin.EDITORS, date(2026, 9, 1))
    assert shown.main.amounts.median == Money.euros(700)


def test_without_either_there_is_nothing_to_draw():
    shown = gauge(closed(100, 200), None, at=TODAY)

    assert (shown.origin, shown.campaigns, shown.rows) == (Origin.NONE, 2, ())
    assert shown.main is None


@given(st.lists(st.integers(min_value=1, max_value=10**6), min_size=5, max_size=30))
def test_the_drawing_stays_on_its_axis(euros):
    shown = gauge(closed(*euros), None, at=TODAY)

    for row in shown.rows:
        assert 0 <= row.start <= row.middle <= row.end <= WIDTH


@pytest.mark.parametrize(
    ("euros", "words"),
    [
        ((100, 200, 300, 400, 500), "Computed from 5 closed campaigns"),
        ((100, 200), "Estimate of our team"),
    ],
)
def test_the_gauge_says_in_words_what_it_draws(euros, words):
    shown = gauge(closed(*euros), an_estimate(), at=TODAY)

    with translation.override("en"):
        html = render_to_string("components/gauge.html", {"gauge": shown, "id": "g"})

    assert words in html
    assert "<caption>" in html
    assert 'role="img" aria-labelledby="g"' in html


def test_too_few_campaigns_are_said_with_their_number():
    with translation.override("en"):
        html = render_to_string(
            "components/gauge.html", {"gauge": gauge(closed(1, 2), None, at=TODAY), "id": "g"}
        )

    assert "Not enough data" in html
    assert "2 comparable campaigns are closed" in html
    assert "<svg" not in html
