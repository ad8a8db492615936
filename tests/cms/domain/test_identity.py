"""Two colours: what can be read is accepted, what cannot is refused with its reason."""

import pytest
from hypothesis import given, strategies as st

from cms.domain.identity import (
    DEEP_AGAINST_FLAT,
    INK_ON_FLAT,
    NATIONAL,
    NIGHT,
    WHITE,
    WHITE_ON_DEEP,
    Pair,
    contrast,
    identity_css,
    night_block,
    refusals,
)

colours = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06x}")


@given(colours, colours)
def test_contrast_does_not_depend_on_the_order(one: str, other: str) -> None:
    assert contrast(one, other) == contrast(other, one)
    assert 1 <= contrast(one, other) <= 21.0001


def test_black_on_white_is_the_greatest_contrast() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize(
    ("deep", "flat"),
    [
        ("#16204a", "#f8b41c"),
        ("#0b5a3d", "#f6a9bb"),
        ("#0b4d7c", "#f8b41c"),
        ("#98290f", "#7cc4ea"),
        ("#8c2350", "#7cc4ea"),
        ("#0b5a3d", "#f8b41c"),
    ],
)
def test_the_pairs_of_the_style_guide_are_accepted(deep: str, flat: str) -> None:
    assert refusals(Pair(deep, flat)) == []


def test_a_pair_that_cannot_be_read_says_everything_that_is_too_weak() -> None:
    found = refusals(Pair(deep="#3f7fb5", flat="#5a8fbf"))

    assert {refusal.rule for refusal in found} >= {WHITE_ON_DEEP, INK_ON_FLAT, DEEP_AGAINST_FLAT}
    assert all(refusal.measured < refusal.rule.needed for refusal in found)


@pytest.mark.parametrize("text", ["red", "#fff", "#12345g", "#123456;}", "", "#1234567"])
def test_what_is_no_colour_never_reaches_a_style_sheet(text: str) -> None:
    with pytest.raises(ValueError, match="not a colour"):
        Pair(deep=text, flat="#f8b41c")


def test_the_name_of_a_pair_cannot_close_its_selector() -> None:
    with pytest.raises(ValueError, match="not a name"):
        identity_css(NATIONAL, others={'"] { } x': NATIONAL})


def test_the_style_sheet_names_the_site_and_its_neighbours() -> None:
    css = identity_css(NATIONAL, others={"isere": Pair("#0b5a3d", "#f6a9bb")})

    assert css.startswith(":root { --pair-a: #16204a; --pair-b: #f8b41c;")
    assert '[data-pair="isere"] { --pair-a: #0b5a3d;' in css


def test_a_site_without_colours_keeps_those_of_the_platform() -> None:
    assert ":root" not in identity_css(None, others={"isere": NATIONAL})


@given(colours)
def test_a_block_by_night_still_carries_white_text_when_it_did_by_day(deep: str) -> None:
    pair = Pair(deep=deep, flat="#f8b41c")

    if contrast(deep, WHITE) >= 7:
        assert contrast(night_block(pair), WHITE) >= 7


def test_ink_is_lightened_so_that_it_does_not_melt_into_the_night() -> None:
    assert contrast(night_block(NATIONAL), NIGHT) > contrast(NATIONAL.deep, NIGHT)
    assert contrast(night_block(NATIONAL), NIGHT) >= 1.6
