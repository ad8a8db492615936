from contextlib import suppress
from decimal import Decimal

import pytest
from django.utils.translation import override
from hypothesis import given, strategies as st

from kernel.domain import UnreadableInput
from kernel.money import LARGEST_CENTS, ZERO, Money

amounts = st.integers(min_value=-(10**12), max_value=10**12).map(Money)
positive = st.integers(min_value=0, max_value=LARGEST_CENTS).map(Money)
rates = st.decimals(min_value=0, max_value=100, places=3)


@pytest.mark.parametrize(
    ("typed", "cents"),
    [
        ("5", 500),
        ("5€", 500),
        ("5 €", 500),
        ("€5", 500),
        ("5,00", 500),
        ("5,", 500),
        ("5,5", 550),
        ("5.50", 550),
        ("5€50", 550),
        ("5 euros 50", 550),
        ("1.424,50", 142450),
        ("1.424", 142400),
        ("1 424,5 euros", 142450),
        ("1\u202f424,50\u00a0€", 142450),
        ("1'424,50", 142450),
        ("1,424.50", 142450),
        ("1 000 000", 100_000_000),
        ("EUR 12,34", 1234),
        ("١٢٫٥٠ €", 1250),
        ("\u200f۱۲ €\u200e", 1200),
        ("  25\t", 2500),
        ("007", 700),
    ],
)
def test_every_french_notation_is_read(typed, cents):
    assert Money.parse(typed) == Money(cents)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "cinq",
        "1,424",
        "0.500",
        "1 42",
        "12 34",
        "5²",
        "5€5",
        "€5€",
        "5 $",
        "-5",
        "1e5",
        "5,123",
        "5..5",
    ],
)
def test_anything_else_is_refused_with_a_message(typed):
    with pytest.raises(UnreadableInput) as refusal:
        Money.parse(typed)

    assert str(refusal.value).endswith((".", "?"))


def test_an_absurd_amount_is_refused():
    with override("en"), pytest.raises(UnreadableInput, match="too large"):
        Money.parse("9" * 30)


@given(positive)
def test_what_is_written_is_read_back(amount):
    assert Money.parse(str(amount)) == amount
    assert Money.parse(amount.short()) == amount


@given(st.text(max_size=30))
def test_no_text_breaks_the_reader(typed):
    with suppress(UnreadableInput):
        assert 0 <= Money.parse(typed).cents <= LARGEST_CENTS


@given(amounts, amounts, amounts)
def test_adding_is_the_adding_of_cents(a, b, c):
    assert sum([a, b, c]) == Money(a.cents + b.cents + c.cents)
    assert a - b == -(b - a)
    assert (a < b) == (a.cents < b.cents)


@given(amounts, rates)
def test_a_percentage_is_within_half_a_cent_and_of_the_same_sign(amount, rate):
    share = amount.percent(rate)

    assert abs(Decimal(share.cents) - Decimal(amount.cents) * rate / 100) <= Decimal("0.5")
    assert share.percent(100) == share
    assert (-amount).percent(rate) == -share


@pytest.mark.parametrize(
    ("cents", "fee"),
    [
        (100, 6),
        (300, 20),
        (500, 32),
        (700, 46),
        (25500, 1658),
        (123456, 8025),
        (199900, 12994),
        (500000, 32500),
    ],
)
def test_the_fee_is_rounded_half_to_even(cents, fee):
    assert Money(cents).percent(Decimal("6.5")) == Money(fee)


def test_an_amount_is_written_the_french_way():
    assert str(Money(142450)) == "1\u202f424,50\u00a0€"
    assert str(Money(-5)) == "\u22120,05\u00a0€"
    assert Money(142400).short() == "1\u202f424\u00a0€"
    assert Money(142450).short() == "1\u202f424,50\u00a0€"


@pytest.mark.parametrize("wrong", [1.5, "5", True, Decimal(5)])
def test_only_whole_cents_make_an_amount(wrong):
    with pytest.raises(TypeError):
        Money(wrong)


def test_amounts_mix_with_amounts_only():
    for operation in (
        lambda: Money(5) + 5,
        lambda: 5 + Money(5),
        lambda: Money(5) * 1.5,
        lambda: Money(5) < 6,
    ):
        with pytest.raises(TypeError):
            operation()


def test_euros_are_exact_or_refused():
    assert Money.euros(Decimal("12.34")) == Money(1234)
    assert Money.euros(12).to_euros() == Decimal("12.00")
    assert not ZERO
    with pytest.raises(ValueError, match="fractions of a cent"):
        Money.euros(Decimal("0.001"))
