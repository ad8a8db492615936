"""A refund was asked of the provider and its answer lost; meanwhile somebody refunds by hand."""

from datetime import timedelta

import pytest
from django.utils import timezone

from campaigns.actions import ask_refund as ask_module
from campaigns.actions.ask_refund import ask_refund
from campaigns.actions.settle_payment import settle_payment
from campaigns.domain import accounts
from campaigns.domain.payments import RefundState
from campaigns.models import Hold, Refund
from campaigns.models.checking import faults
from campaigns.payments.base import ProviderRefund
from kernel.money import ZERO, Money
from tenants.models import Alert
from tests.campaigns.actions.test_inbox import tell_all
from tests.campaigns.actions.test_recall_payment import a_failure, by_hand, states
from tests.campaigns.books import balance, euros, raised
from tests.campaigns.gifts import begin, give, open_campaign

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def books_stay_right(till):
    yield
    assert list(faults()) == []


def part_owed_back(till) -> Refund:
    """A gift of 60 euros that found room for 40: the rest is asked back, and nobody heard of it."""
    campaign = open_campaign(optimum=100)
    late = begin(campaign, 60)
    Hold.objects.update(expires_at=timezone.now() - timedelta(hours=1))
    give(till, campaign, 60)
    till.bank.pay(late.checkout)
    settle_payment(payment_id=late.pk, at=timezone.now())
    Refund.objects.update(state=RefundState.ASKED, asked_at=timezone.now())
    return Refund.objects.select_related("payment").get()


def ask_unheard(till, refund: Refund) -> ProviderRefund:
    return till.provider.refund(
        key=f"refund:{refund.pk}:{refund.attempt}",
        payment_id=refund.payment.provider_payment,
        amount=Money(refund.amount_cents),
        reference=str(refund.pk),
    )


@pytest.mark.parametrize("part", [15, 20])
def test_an_answer_lost_before_a_refund_by_hand_is_written_as_well(till, part):
    refund = part_owed_back(till)
    ask_unheard(till, refund)

    by_hand(till, refund.payment, euros(part))
    ask_refund(refund_id=refund.pk, at=timezone.now())
    tell_all(till)

    assert balance(accounts.PSP) == -euros(60 + 60 - 20 - part)
    assert raised(refund.payment.gift.account) == euros(100 - part)
    assert balance(refund.account) == balance(accounts.LOSS) == ZERO
    assert Alert.objects.open().filter(kind="campaigns.refund-external").count() == 2


def test_one_that_came_back_unheard_is_asked_again_for_what_is_left(till):
    refund = part_owed_back(till)
    till.bank.fail_refund(ask_unheard(till, refund).id)

    by_hand(till, refund.payment, euros(15))
    ask_refund(refund_id=refund.pk, at=timezone.now())

    assert states() == [(500, RefundState.SUCCEEDED), (1500, RefundState.SUCCEEDED)]
    assert balance(refund.account) == ZERO


def test_a_refund_by_hand_in_the_moment_of_asking_is_not_made_twice(till, monkeypatch):
    payment = a_failure(till)
    known = ask_module._known

    def meanwhile(refund: Refund) -> ProviderRefund | None:
        by_hand(till, payment, euros(40))
        return known(refund)

    monkeypatch.setattr(ask_module, "_known", meanwhile)
    ask_refund(refund_id=Refund.objects.get().pk, at=timezone.now())

    assert states() == [(4000, RefundState.DROPPED), (4000, RefundState.SUCCEEDED)]
