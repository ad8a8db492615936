from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from kernel.domain import UnreadableInput
from kernel.numbers import (
    digits_between,
    format_decimal,
    format_integer,
    format_percent,
    parse_integer,
)


@given(st.integers(min_value=-(10**20), max_value=10**20))
def test_what_is_written_is_read_back(value):
    assert parse_integer(format_integer(value)) == value


@pytest.mark.parametrize(
    ("typed", "value"), [("1200", 1200), ("1 200", 1200), ("1.200", 1200), ("-3", -3), ("٣٠", 30)]
)
def test_whole_numbers_are_read(typed, value):
    assert parse_integer(typed) == value


@pytest.mark.parametrize("typed", ["", "1,5", "1.5", "12 00", "0.100", "un", "5 élèves", "9" * 60])
def test_anything_else_is_refused(typed):
    with pytest.raises(UnreadableInput):
        parse_integer(typed)


def test_percentages_lose_useless_zeros():
    assert format_percent(Decimal("6.50")) == "6,5\u00a0%"
    assert format_percent(Decimal(100)) == "100\u00a0%"


def test_decimals_keep_their_places():
    assert format_decimal(Decimal("-1424.5"), 2) == "\u22121\u202f424,50"
    assert format_decimal(Decimal("0.5"), 0) == "0"


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("1", 1),
        ("500", 500),
        ("0", None),
        ("501", None),
        ("²", None),
        ("", None),
        ("9" * 9000, None),
    ],
)
def test_a_number_of_an_address_is_read_or_is_none(text: str, read: int | None) -> None:
    assert digits_between(text, 1, 500) == read
