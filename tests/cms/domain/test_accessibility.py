from datetime import date
from decimal import Decimal

import pytest

from cms.domain.accessibility import Audit, Status, status

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("done_on", "rate", "expected"),
    [
        (None, None, Status.NONE),
        (date(2026, 1, 1), None, Status.NONE),
        (None, Decimal(100), Status.NONE),
        (date(2026, 1, 1), Decimal("49.99"), Status.NONE),
        (date(2026, 1, 1), Decimal(50), Status.PARTIAL),
        (date(2026, 1, 1), Decimal("99.99"), Status.PARTIAL),
        (date(2026, 1, 1), Decimal(100), Status.FULL),
        (date(2023, 11, 20), Decimal(100), Status.FULL),
        (date(2023, 11, 19), Decimal(100), Status.NONE),
        (date(2026, 11, 21), Decimal(100), Status.NONE),
    ],
)
def test_a_site_claims_no_more_than_a_valid_audit(done_on, rate, expected):
    assert status(Audit(done_on=done_on, rate=rate), at=TODAY) is expected


def test_an_audit_of_29_february_ends_on_28_february():
    assert Audit(done_on=date(2024, 2, 29), rate=Decimal(60)).valid_until == date(2027, 2, 28)
