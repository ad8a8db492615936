from decimal import Decimal

import pytest

from kernel.numbers import (
    digits_between,
    format_decimal,
    format_percent,
)


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
