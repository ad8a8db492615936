from decimal import Decimal

import pytest
from hypothesis import given, strategies as st

from campaigns.domain import accounts
from campaigns.domain.accounts import CHART, FOUNDING, Family, Kind, UnknownAccount, describe
from campaigns.domain.ledger import (
    Line,
    Posting,
    commission,
    lines_of,
    reverse,
)
from campaigns.domain.patterns import PATTERNS
from kernel.money import ZERO, Money
from tests.campaigns.books import NOON, euros

cents = st.integers(min_value=1, max_value=10**9).map(Money)
RATE = Decimal("6.5")


@pytest.mark.parametrize(
    ("gross", "kept"),
    [
        ("1.00", "0.06"),
        ("3.00", "0.20"),
        ("5.00", "0.32"),
        ("7.00", "0.46"),
        ("255.00", "16.58"),
        ("1234.56", "80.25"),
        ("1999.00", "129.94"),
        ("5000.00", "325.00"),
        ("697.10", "45.31"),
    ],
)
def test_the_commission_is_rounded_half_to_even(gross, kept):
    assert commission(euros(gross), RATE) == euros(kept)


@given(gross=cents)
def test_a_commission_is_never_further_than_half_a_cent(gross):
    assert abs(commission(gross, RATE).cents * 1000 - gross.cents * 65) <= 500


@pytest.mark.parametrize("amount", [0, -5])
def test_a_line_moves_something(amount):
    with pytest.raises(ValueError, match="positive"):
        Line("bank", "suspense", Money(amount))


def test_an_account_cannot_pay_itself():
    with pytest.raises(ValueError, match="itself"):
        Line("bank", "bank", Money(5))


def test_an_entry_moves_something_and_says_what():
    line = Line("bank", "suspense", Money(5))

    with pytest.raises(ValueError, match="moves nothing"):
        Posting(kind="receive", key="receive:1", lines=(), at=NOON)
    with pytest.raises(ValueError, match="reverses"):
        Posting(kind="receive", key="", lines=(line,), at=NOON)
    with pytest.raises(ValueError, match="reverses"):
        Posting(kind="receive", key="a", lines=(line,), at=NOON, reverses="b")


def test_a_reversal_is_a_mirror():
    line = Line("bank", "suspense", Money(5), gift=3)
    entry = Posting(kind="receive", key="receive:1", lines=(line,), at=NOON)

    back = reverse(entry, at=NOON)

    assert back.lines == (Line("suspense", "bank", Money(5), gift=3),)
    assert (back.kind, back.key, back.reverses) == ("reversal", "rev:receive:1", "receive:1")


def test_parts_of_nothing_are_left_out():
    assert lines_of(("a", "b", ZERO), ("a", "c", Money(2))) == (Line("a", "c", Money(2)),)


def test_a_code_says_what_an_account_is():
    found = describe("refund_payable:campaign:7")

    assert (found.family, found.kind, found.owner) == (Family.REFUND, Kind.LIABILITY, "campaign:7")
    assert found.is_guarded
    assert describe("receivable:dispute").family == Family.DISPUTE
    assert describe("refund_payable:fund:solidarity").owner == ""
    assert describe(accounts.solidarity("theme:sport")).family == Family.FUND
    assert not describe("suspense").is_guarded


@pytest.mark.parametrize("code", ["", "campaign:", "campaigns:1", "banks", "psp", "zzz"])
def test_an_unknown_code_is_refused(code):
    with pytest.raises(UnknownAccount):
        describe(code)


def test_every_family_is_used_and_has_a_chart():
    families = {family for family, _ in CHART.values()}

    assert families == set(Family)
    assert {side for _, debit, credit, _ in PATTERNS for side in (debit, credit)} == families
    assert all(describe(code) for code in FOUNDING)
