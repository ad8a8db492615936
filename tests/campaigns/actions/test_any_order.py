"""Gifts, payments, refusals, disputes and ends in any order and twice: not a cent is lost."""

import contextlib
from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, settings, strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from accounts.models import User
from campaigns.actions.cancel_campaign import cancel_campaign
from campaigns.actions.close_campaign import close_campaign
from campaigns.actions.follow_dispute import follow_dispute
from campaigns.actions.refuse_gift import TooLateToRefuse, refuse_gift
from campaigns.actions.settle_payment import settle_payment
from campaigns.actions.start_gift import GiftRefused
from campaigns.domain import accounts
from campaigns.domain.lifecycle import IllegalTransition
from campaigns.domain.payments import PaymentState
from campaigns.domain.states import Actor, State
from campaigns.models import Movement, OnFailure, Payment
from campaigns.models.checking import faults
from campaigns.models.gift_money import counted_of
from campaigns.payments.base import ProviderTrouble
from campaigns.payments.sandbox.store import Refused
from tests.campaigns.books import balance, raised
from tests.campaigns.gifts import begin, open_campaign, work

pick = st.integers(min_value=0, max_value=10**6)
LONG_AFTER = timedelta(days=40)


class Collection(RuleBasedStateMachine):
    """One campaign of 200 euros, and everybody who has to do with it."""

    till = officer = None

    @initialize()
    def begin(self):
        self.campaign = open_campaign(minimum=100, optimum=200)
        self.code = accounts.campaign(self.campaign.pk)
        self.payments: list[Payment] = []
        self.disputes: list[str] = []

    def one(self, place):
        payment = self.payments[place % len(self.payments)]
        payment.refresh_from_db()
        return payment

    @rule(euros=st.integers(1, 120), to_fund=st.booleans())
    def somebody_begins(self, euros, to_fund):
        try:
            choice = OnFailure.FUND if to_fund else OnFailure.REFUND
            self.payments.append(begin(self.campaign, euros, on_failure=choice))
        except GiftRefused:
            pass

    @precondition(lambda self: self.payments)
    @rule(place=pick)
    def somebody_pays(self, place):
        self.till.bank.pay(self.one(place).checkout)

    @precondition(lambda self: self.payments)
    @rule(place=pick)
    def a_page_expires(self, place):
        with contextlib.suppress(Refused):
            self.till.bank.expire_session(self.one(place).checkout)

    @precondition(lambda self: self.payments)
    @rule(place=pick, times=st.integers(1, 3))
    def it_is_settled(self, place, times):
        for _ in range(times):
            settle_payment(payment_id=self.one(place).pk, at=timezone.now())

    @precondition(lambda self: self.payments)
    @rule(place=pick)
    def the_school_refuses(self, place):
        gift = self.one(place).gift
        with contextlib.suppress(TooLateToRefuse):
            refuse_gift(gift_id=gift.pk, reason="Non", by=self.officer, at=timezone.now())

    @precondition(lambda self: self.payments)
    @rule(place=pick, won=st.booleans())
    def a_bank_takes_it_back(self, place, won):
        payment = self.one(place)
        if payment.state != PaymentState.SUCCEEDED or payment.pk in self.disputes:
            return
        self.disputes.append(payment.pk)
        opened = self.till.bank.open_dispute(payment.provider_payment)
        self.till.bank.end_dispute(opened["id"], won=won)
        for _ in range(2):
            follow_dispute(dispute_id=opened["id"], at=timezone.now())

    @rule()
    def the_worker_works(self):
        work()

    @rule(after=st.sampled_from([timedelta(0), LONG_AFTER]))
    def somebody_closes(self, after):
        close_campaign(campaign_id=self.campaign.pk, at=timezone.now() + after)

    @rule()
    def staff_cancel(self):
        with contextlib.suppress(IllegalTransition, ProviderTrouble):
            cancel_campaign(
                campaign_id=self.campaign.pk,
                actor=Actor.STAFF,
                by=self.officer,
                at=timezone.now(),
                reason="Annulé",
            )

    @invariant()
    def not_a_cent_is_lost(self):
        self.campaign.refresh_from_db()
        counted = sum(amount.cents for amount in counted_of(self.code).values())
        if self.campaign.state != State.FAILED:  # a failure keeps what it had raised
            assert raised(self.code).cents == counted
        assert raised(self.code).cents <= 20_000
        assert balance(accounts.SUSPENSE).cents == 0
        assert list(faults()) == []

    @invariant()
    def every_payment_is_somewhere(self):
        for payment in self.payments:
            payment.refresh_from_db()
            rows = Movement.objects.filter(entry__key=f"receive:{payment.pk}")
            received = sum(rows.values_list("amount_cents", flat=True))
            assert received == payment.received_cents


@pytest.mark.django_db
def test_any_order_of_events_keeps_every_cent(till, officer):
    Collection.till, Collection.officer = till, User.objects.get(pk=officer.pk)
    run_state_machine_as_test(
        Collection,
        settings=settings(
            max_examples=12,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
