"""Facets, sketch, adoption, indicators: the small rules of the department's pages."""

from decimal import Decimal

from hypothesis import given, strategies as st

from cms.domain import sketch
from tne_sites.domain import facets
from tne_sites.domain.adoption import Choice, arrange
from tne_sites.domain.indicators import Indicator, Period, percent

THINGS = [("library", "Laon"), ("library", "Soissons"), ("town", "Laon")]
VALUES = {"kind": lambda thing: [thing[0]], "commune": lambda thing: [thing[1]]}


def test_values_of_a_facet_widen_and_facets_narrow():
    chosen = {"kind": ["library", "town"], "commune": ["Laon"]}

    assert facets.narrow(THINGS, chosen, VALUES) == [THINGS[0], THINGS[2]]


def test_a_facet_is_counted_as_if_nothing_were_chosen_in_it():
    found = facets.options("kind", THINGS, {"kind": ["town"], "commune": ["Laon"]}, VALUES)

    assert [(one.value, one.count, one.is_checked) for one in found] == [
        ("library", 1, False),
        ("town", 1, True),
    ]


def test_a_choice_that_finds_nothing_stays_to_be_taken_away():
    found = facets.options("kind", THINGS, {"kind": ["moon"]}, VALUES)

    assert ("moon", 0, True) in [(one.value, one.count, one.is_checked) for one in found]


points = st.lists(st.none() | st.tuples(st.floats(-179, 179), st.floats(-60, 60)), max_size=20)


def drawn_alone(spots):
    """Draw the spots on the smallest sheet that holds them."""
    sheet = sketch.sheet_of(sketch.frame_of([spot for spot in spots if spot]))
    return sketch.dots(sheet, spots)


@given(points)
def test_every_point_is_on_the_sheet_under_its_number(spots):
    drawn = drawn_alone(spots)

    assert [dot.number for dot in drawn] == [n for n, spot in enumerate(spots, start=1) if spot]
    assert all(0 <= dot.x <= sketch.WIDTH and 0 <= dot.y <= sketch.HEIGHT for dot in drawn)


def test_structures_of_one_town_stand_beside_each_other():
    laon, soissons = (3.62, 49.56), (3.32, 49.38)

    drawn = drawn_alone([laon, laon, soissons, laon])

    assert len({(dot.x, dot.y) for dot in drawn}) == 4


def test_north_is_up():
    south, north = drawn_alone([(3.0, 48.0), (3.0, 49.0)])

    assert north.y < south.y


def test_a_place_overseas_is_left_to_the_list_of_the_whole_country():
    sheet = sketch.sheet_of(sketch.METROPOLIS)

    drawn = sketch.dots(sheet, [(2.35, 48.85), (-61.5, 16.2)])

    assert [dot.number for dot in drawn] == [1]
    assert sketch.ground(sheet, [(2.35, 48.85), (-61.5, 16.2)]).count("M") == 1


def choice(name: str, position: int, **fields) -> Choice:
    return Choice(("pages", name), position, **fields)


def test_pinned_first_then_by_position_and_the_withdrawn_is_gone():
    choices = [choice("a", 1), choice("b", 3, is_pinned=True), choice("c", 0), choice("gone", 2)]
    things = {("pages", name): name for name in "abc"}

    assert [one.thing for one in arrange(choices, things)] == ["b", "c", "a"]


def test_what_is_hidden_is_not_shown():
    assert arrange([choice("a", 0, is_hidden=True)], {("pages", "a"): "a"}) == []


def test_an_indicator_tells_what_is_not_known():
    figure = Indicator(
        key="x", title="", definition="", value=30, denominator=40, asked=100, known=40
    )

    assert (figure.share, figure.unknown, figure.unknown_share) == (
        Decimal("75.0"),
        60,
        Decimal(60),
    )


def test_there_is_no_share_of_nothing():
    assert percent(0, 0) is None


def test_a_period_holds_both_its_ends():
    from datetime import date

    period = Period(date(2026, 9, 1), date(2027, 8, 31))

    assert date(2026, 9, 1) in period
    assert date(2027, 8, 31) in period
    assert date(2027, 9, 1) not in period
