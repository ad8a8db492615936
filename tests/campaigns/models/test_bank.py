"""What the tables of the bank refuse, whatever the code above them does."""

from contextlib import contextmanager

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from campaigns.models import BankLine, BankStatement, Payout, PayoutFile, PayoutState
from tests.accounts.factories import UserFactory
from tests.campaigns.bank import THEIRS, pledge
from tests.campaigns.books import number
from tests.campaigns.gifts import open_campaign

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("national", "bank")]


@contextmanager
def refused():
    with pytest.raises(IntegrityError), transaction.atomic():
        yield


@pytest.fixture
def user():
    return UserFactory()


def a_line(user, cents: int = 5000, **said) -> BankLine:
    statement = BankStatement.objects.create(
        format="camt", digest=f"{number():064d}", lines_read=1, lines_new=1,
        imported_by=user, imported_at=timezone.now(),
    )  # fmt: skip
    fields = {"key": f"{number():064d}", "booked_on": timezone.localdate()} | said
    return BankLine.objects.create(statement=statement, amount_cents=cents, **fields)


def a_payout(user, **said) -> Payout:
    fields = {"amount_cents": 5000, "payee": "Ada", "iban": THEIRS, "prepared_by": user} | said
    return Payout.objects.create(**fields)


def test_a_line_is_what_it_says(user):
    payment = pledge(open_campaign(), 50)
    with refused():
        a_line(user, 0)
    with refused():
        a_line(user, -5000, state="gift", payment=payment)
    with refused():
        a_line(user, state="gift")
    with refused():
        a_line(user, state="aside", payment=payment)
    known = a_line(user)
    with refused():
        a_line(user, key=known.key)


def test_a_payment_of_ours_has_one_cause(user):
    with refused():
        a_payout(user)
    with refused():
        a_payout(user, campaign=open_campaign(), line=a_line(user))
    with refused():
        a_payout(user, line=a_line(user), amount_cents=0)


def test_no_cause_is_paid_twice(user):
    line = a_line(user)
    first = a_payout(user, line=line)
    with refused():
        a_payout(user, line=line)

    file = PayoutFile.objects.create(
        message_id="1", content=b"", digest="", count=1, total_cents=5000, made_by=user
    )
    Payout.objects.filter(pk=first.pk).update(
        state=PayoutState.RETURNED, approved_by=UserFactory(), file=file
    )

    assert a_payout(user, line=line).reference != first.reference


def test_nothing_is_sent_without_a_file(user):
    payout = a_payout(user, line=a_line(user))

    for state in (PayoutState.EXPORTED, PayoutState.BOOKED, PayoutState.RETURNED):
        with refused():
            Payout.objects.filter(pk=payout.pk).update(state=state, approved_by=UserFactory())
