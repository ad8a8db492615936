"""A payment that differs from what was asked: nothing moves until a treasurer says what it is."""

import pytest
from django.utils import timezone

from campaigns.actions.advance import ReasonMissing
from campaigns.actions.decide_mismatch import give_mismatch_back, take_mismatch
from campaigns.actions.guards import NotYours
from campaigns.actions.settle_payment import MISMATCH_ALERT, settle_payment
from campaigns.domain import accounts
from campaigns.domain.payments import PaymentState, RefundState
from campaigns.models import Payment, Refund
from campaigns.models.checking import faults
from kernel.domain import DomainError
from kernel.money import ZERO
from tenants.models import Alert
from tests.campaigns.books import balance, euros, raised
from tests.campaigns.gifts import begin, open_campaign, work
from tests.campaigns.views.test_errand import browser

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def books_stay_right(till):
    yield
    assert list(faults()) == []


def one_of_another_amount(till) -> Payment:
    payment = begin(open_campaign(), 40)
    till.bank.pay(payment.checkout)
    Payment.objects.filter(pk=payment.pk).update(amount_cents=3900)
    return settle_payment(payment_id=payment.pk, at=timezone.now())


def decided(act, payment: Payment, by, reason="Vu avec le donateur") -> Payment:
    return act(payment_id=payment.pk, reason=reason, by=by, at=timezone.now())


def test_what_was_received_is_the_gift(till, treasurer):
    payment = one_of_another_amount(till)

    decided(take_mismatch, payment, treasurer)
    with pytest.raises(DomainError):
        decided(give_mismatch_back, payment, treasurer)

    payment.refresh_from_db()
    assert (payment.state, payment.gift.amount_cents) == (PaymentState.SUCCEEDED, 4000)
    assert raised(accounts.campaign(payment.gift.campaign_id)) == euros(40)
    assert balance(accounts.SUSPENSE) == ZERO
    assert not Alert.objects.open().filter(kind=MISMATCH_ALERT).exists()


def test_all_of_it_goes_back(till, treasurer):
    payment = one_of_another_amount(till)

    decided(give_mismatch_back, payment, treasurer)
    with pytest.raises(DomainError):
        decided(give_mismatch_back, payment, treasurer)
    work()

    refund = Refund.objects.get()
    assert (refund.amount_cents, refund.state) == (4000, RefundState.SUCCEEDED)
    assert balance(accounts.SUSPENSE) == balance(refund.account) == ZERO
    assert raised(accounts.campaign(payment.gift.campaign_id)) == ZERO


def test_an_officer_does_not_decide_and_a_reason_is_wanted(till, officer, treasurer):
    payment = one_of_another_amount(till)

    with pytest.raises(NotYours):
        decided(take_mismatch, payment, officer)
    with pytest.raises(ReasonMissing):
        decided(take_mismatch, payment, treasurer, reason=" ")
    assert balance(accounts.SUSPENSE) == euros(40)


def test_it_is_decided_on_the_page_of_reconciliation(till, treasurer):
    payment = one_of_another_amount(till)
    desk, page = browser(treasurer), "/admin/projets/rapprochement/"
    assert payment.gift.reference in desk.get(page).content.decode()
    told = {"payment": payment.pk, "reason": "Vu", "action": "take"}

    assert desk.post(page, told | {"payment": "x"}).status_code == 422
    assert desk.post(page, told | {"action": ""}).status_code == 422
    assert desk.post(page, told).status_code == 302

    assert payment.gift.reference not in desk.get(page).content.decode()
    assert raised(accounts.campaign(payment.gift.campaign_id)) == euros(40)
