"""Staff find a gift by what somebody on the telephone knows."""

from datetime import UTC, datetime

import pytest
from django.db import connection

from campaigns.gift_search import by_reference, find_gifts
from campaigns.models import Gift
from kernel.domain import DomainError

pytestmark = pytest.mark.usefixtures("national")


def a_gift(*, at: datetime | None = None, email: str = "donne@example.org", cents: int = 2500):
    return Gift.objects.create(
        fund="fund:solidarity",
        amount_cents=cents,
        donor_email=email,
        created_at=at or datetime(2026, 3, 2, 12, tzinfo=UTC),
    )


def test_a_day_is_that_of_paris():
    before = a_gift(at=datetime(2026, 3, 2, 22, 59, 59, tzinfo=UTC))
    first = a_gift(at=datetime(2026, 3, 2, 23, 0, tzinfo=UTC))
    last = a_gift(at=datetime(2026, 3, 3, 22, 59, 59, 999_999, tzinfo=UTC))
    a_gift(at=datetime(2026, 3, 3, 23, 0, tzinfo=UTC))

    assert list(find_gifts("03/03/2026")) == [last, first]
    assert list(find_gifts("2.3.2026")) == [before]


@pytest.mark.parametrize("wanted", ["1/1/0001", "31/12/9999", "31/02/2026", "D-", "€"])
def test_what_is_nobodys_gift_finds_none(wanted):
    a_gift()

    assert not find_gifts(wanted).exists()


def test_an_address_an_amount_and_a_reference_find_it():
    gift, _other = a_gift(cents=2550), a_gift(email="autre@example.org")

    assert find_gifts("Donne@Example.org").get() == gift
    assert find_gifts("25,50 €").get() == gift
    assert find_gifts(gift.reference.lower()).get() == gift


@pytest.mark.parametrize(
    ("wanted", "index"),
    [("donne@example.org", "gift_by_address"), ("03/03/2026", "gift_by_time")],
)
def test_an_index_finds_it_among_millions(wanted, index):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_indexscan = off")

    # By number is another order, which would read them all.
    assert index in find_gifts(wanted).order_by().explain()


def test_only_a_whole_reference_names_one_gift():
    gift, _later = a_gift(), a_gift()

    assert by_reference(gift.reference.lower().replace("-", " ")) == gift
    assert by_reference("D-2222-2222") is None


@pytest.mark.parametrize("typed", ["", "25", "25,00 €", "02/03/2026", "donne@example.org"])
def test_what_finds_gifts_names_none(typed):
    gift = a_gift()
    assert not typed or gift in find_gifts(typed)

    with pytest.raises(DomainError):
        by_reference(typed)
