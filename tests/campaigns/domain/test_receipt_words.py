"""Amounts in French words, and numbers of establishments."""

import pytest
from hypothesis import given, strategies as st

from campaigns.domain.french_amounts import in_words, number
from campaigns.domain.siret import is_siret, tidy_siret
from kernel.money import Money


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "zéro"), (1, "un"), (16, "seize"), (21, "vingt et un"), (22, "vingt-deux"),
        (61, "soixante et un"), (70, "soixante-dix"), (71, "soixante et onze"),
        (77, "soixante-dix-sept"), (80, "quatre-vingts"), (81, "quatre-vingt-un"),
        (91, "quatre-vingt-onze"), (99, "quatre-vingt-dix-neuf"), (100, "cent"), (101, "cent un"),
        (200, "deux cents"), (280, "deux cent quatre-vingts"), (1000, "mille"),
        (2001, "deux mille un"), (80_000, "quatre-vingt mille"), (200_000, "deux cent mille"),
        (1_000_000, "un million"), (2_300_045, "deux millions trois cent mille quarante-cinq"),
    ],
)  # fmt: skip
def test_numbers_are_written_as_schools_teach_them(value, words):
    assert number(value) == words


@pytest.mark.parametrize(
    ("cents", "words"),
    [
        (5_000, "cinquante euros"), (100, "un euro"), (101, "un euro et un centime"),
        (123_456, "mille deux cent trente-quatre euros et cinquante-six centimes"),
        (100_000_000, "un million d’euros"), (100_000_100, "un million un euros"),
    ],
)  # fmt: skip
def test_an_amount_in_words(cents, words):
    assert in_words(Money(cents)) == words


@given(st.integers(0, 99_999_999))
def test_two_amounts_are_never_written_alike(value):
    assert number(value) != number(value + 1)


@pytest.mark.parametrize("typed", ["732 829 320 00074", "35600000000048", "356 000 000 00001"])
def test_a_right_siret_passes(typed):
    assert is_siret(tidy_siret(typed))


@pytest.mark.parametrize("typed", ["", "73282932000075", "7328293200007", "١" * 14, "a" * 14])
def test_a_wrong_siret_does_not(typed):
    assert not is_siret(tidy_siret(typed))
