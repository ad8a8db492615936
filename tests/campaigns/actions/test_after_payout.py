"""A gift refused after the payout: an exception of staff; its structure owes it, and pays back."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from campaigns.actions.approve_settlement import approve_settlement
from campaigns.actions.explain_line import LineRefused
from campaigns.actions.explain_own_line import take_repayment
from campaigns.actions.follow_payout import book_payout
from campaigns.actions.guards import NotYours
from campaigns.actions.refuse_gift import TooLateToRefuse, refuse_gift
from campaigns.bank_suggestions import debtors
from campaigns.domain import accounts
from campaigns.domain.payments import RefundState
from campaigns.models import Campaign, Gift, PostKind, Refund, Settlement, SettlementState
from campaigns.models.checking import faults
from kernel.money import ZERO
from tests.campaigns.actions.test_pay_out import a_success, prepared, sent
from tests.campaigns.bank import entry, shows
from tests.campaigns.books import balance, euros, raised
from tests.campaigns.factories import post_of
from tests.campaigns.gifts import work

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def books_stay_right(till, bank):
    yield
    assert list(faults()) == []


@pytest.fixture
def paid(till, officer, treasurer) -> Campaign:
    """A campaign of 100 euros whose structure has received 93.50."""
    campaign = a_success(till)
    payout = sent(prepared(campaign, officer), treasurer)
    book_payout(payout_id=payout.pk, by=officer, at=timezone.now())
    campaign.refresh_from_db()
    return campaign


def gift_of(campaign: Campaign, cents: int) -> Gift:
    return Gift.objects.get(campaign=campaign, amount_cents=cents)


def refuse(campaign: Campaign, by, cents: int = 4000) -> Settlement:
    gift = gift_of(campaign, cents)
    return refuse_gift(gift_id=gift.pk, reason="Non", by=by, at=timezone.now())


def test_two_persons_let_it_go_back_and_the_structure_owes_it(paid, officer, treasurer):
    code = accounts.campaign(paid.pk)
    plan = refuse(paid, officer)
    assert (plan.state, plan.is_exception, plan.wanted) == (SettlementState.WAITING, True, 2)

    approve_settlement(settlement_id=plan.pk, by=officer)
    approve_settlement(settlement_id=plan.pk, by=treasurer)
    work()

    assert Refund.objects.get().state == RefundState.SUCCEEDED
    assert balance(accounts.receivable(code)) == -euros("37.40")
    assert balance(accounts.COMMISSION) == euros("3.90")  # 6.5 % of the 60 that are left
    assert raised(code) == euros(60)
    assert debtors() == [(paid, euros("37.40"))]


def test_it_pays_back_in_parts_and_never_more(paid, officer, treasurer):
    plan = refuse(paid, officer)
    for person in (officer, treasurer):
        approve_settlement(settlement_id=plan.pk, by=person)
    work()
    code = accounts.campaign(paid.pk)
    told = {"campaign": code, "by": treasurer, "at": timezone.now()}

    take_repayment(line_id=shows(entry("30.00"), treasurer).pk, **told)
    with pytest.raises(LineRefused):
        take_repayment(line_id=shows(entry("7.41"), treasurer).pk, **told)
    take_repayment(line_id=shows(entry("7.40"), treasurer).pk, **told)

    assert balance(accounts.receivable(code)) == ZERO
    assert debtors() == []


def test_the_head_is_too_late(paid):
    with pytest.raises(TooLateToRefuse):
        refuse(paid, post_of(paid, PostKind.HEAD))
    with pytest.raises(NotYours):
        refuse(paid, post_of(paid, PostKind.MANAGER))


def test_a_payout_that_is_prepared_is_dropped_first(till, officer):
    campaign = a_success(till)
    prepared(campaign, officer)

    with pytest.raises(TooLateToRefuse):
        refuse(campaign, officer)


def test_an_exception_wants_two_whatever_the_code_says(paid, officer):
    plan = refuse(paid, officer)

    with (
        pytest.raises(IntegrityError, match="settlement_exception_takes_two"),
        transaction.atomic(),
    ):
        Settlement.objects.filter(pk=plan.pk).update(wanted=0)
