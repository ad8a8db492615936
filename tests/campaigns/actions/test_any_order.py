"""Gifts by card and by transfer, boosts, refusals, disputes, refunds that fail, deliveries, ends.

Whatever the order, and twice: not a cent is lost, nothing goes back twice.
"""

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
from campaigns.actions.boost_campaign import approve_boost, propose_boost, take_back_boost
from campaigns.actions.cancel_campaign import cancel_campaign
from campaigns.actions.close_campaign import close_campaign
from campaigns.actions.end_transfers import end_transfers
from campaigns.actions.handle_event import handle_event, keep_event
from campaigns.actions.refuse_gift import TooLateToRefuse, refuse_gift
from campaigns.actions.settle_payment import settle_payment
from campaigns.actions.start_gift import GiftRefused
from campaigns.domain import accounts
from campaigns.domain.boosts import BoostRefused
from campaigns.domain.lifecycle import IllegalTransition
from campaigns.domain.payments import PaymentState
from campaigns.domain.states import Actor, State
from campaigns.models import (
    BankLine,
    Boost,
    BoostState,
    Entry,
    InboxEvent,
    Method,
    Movement,
    OnFailure,
    Payment,
    Refund,
)
from campaigns.models.checking import faults
from campaigns.models.gift_money import counted_of
from campaigns.models.journal import trial_balance
from campaigns.models.posting import NotEnoughMoney
from campaigns.payments.base import ProviderTrouble
from campaigns.payments.sandbox.store import Refused
from kernel.domain import DomainError
from tests.campaigns.bank import arrives, match, pledge
from tests.campaigns.books import balance, euros, raised
from tests.campaigns.gifts import begin, open_campaign, work
from tests.campaigns.solidarity import fill_fund

pick = st.integers(min_value=0, max_value=10**6)
LONG_AFTER = timedelta(days=40)


class Collection(RuleBasedStateMachine):
    """One campaign of 200 euros, and everybody who has to do with it."""

    till = officer = other = treasurer = None

    @initialize()
    def begin(self):
        self.campaign = open_campaign(minimum=100, optimum=200)
        self.code = accounts.campaign(self.campaign.pk)
        self.fund = fill_fund(500)
        self.payments: list[Payment] = []
        self.disputes: list[str] = []
        self.lines: list[BankLine] = []

    def one(self, place, method=None):
        payments = [row for row in self.payments if method in {None, row.method}]
        if not payments:
            return None
        payment = payments[place % len(payments)]
        payment.refresh_from_db()
        return payment

    # --- donors -----------------------------------------------------------------------------------

    @rule(euros=st.integers(1, 120), to_fund=st.booleans(), by_transfer=st.booleans())
    def somebody_begins(self, euros, to_fund, by_transfer):
        choice = OnFailure.FUND if to_fund else OnFailure.REFUND
        start = pledge if by_transfer else begin
        with contextlib.suppress(GiftRefused):
            self.payments.append(start(self.campaign, euros, on_failure=choice))

    @precondition(lambda self: self.payments)
    @rule(place=pick)
    def a_card_pays(self, place):
        if payment := self.one(place, Method.CARD):
            self.till.bank.pay(payment.checkout)

    @precondition(lambda self: self.payments)
    @rule(place=pick)
    def a_page_expires(self, place):
        if payment := self.one(place, Method.CARD):
            with contextlib.suppress(Refused):
                self.till.bank.expire_session(payment.checkout)

    @precondition(lambda self: self.payments)
    @rule(place=pick, more=st.sampled_from([-1500, -100, 0, 0, 150, 4000]))
    def a_transfer_arrives(self, place, more):
        payment = self.one(place, Method.TRANSFER)
        if payment is None or payment.amount_cents + more <= 0:
            return
        line = arrives(payment, str((payment.amount_cents + more) / 100), self.treasurer)
        self.lines.append(line)
        match(line, payment, self.treasurer)

    @precondition(lambda self: self.lines)
    @rule(place=pick)
    def a_line_is_explained_again(self, place):
        line = self.lines[place % len(self.lines)]
        with pytest.raises(DomainError):
            match(line, line.payment or self.payments[0], self.treasurer)

    @rule()
    def transfers_are_over(self):
        end_transfers(at=timezone.now() + LONG_AFTER)

    # --- the provider -----------------------------------------------------------------------------

    @precondition(lambda self: self.payments)
    @rule(place=pick, times=st.integers(1, 3))
    def it_is_settled(self, place, times):
        if payment := self.one(place, Method.CARD):
            for _ in range(times):
                settle_payment(payment_id=payment.pk, at=timezone.now())

    @rule(order=st.randoms(use_true_random=False), copies=st.integers(1, 2))
    def deliveries_come_in_disorder(self, order, copies):
        told = list(self.till.provider.events(timezone.now() - LONG_AFTER)) * copies
        order.shuffle(told)
        for event in told[:6]:
            keep_event(event)
        for event in InboxEvent.objects.exclude(state="done")[:6]:
            handle_event(event_pk=event.pk, at=timezone.now())

    @precondition(lambda self: self.payments)
    @rule(place=pick, won=st.booleans())
    def a_bank_takes_it_back(self, place, won):
        payment = self.one(place, Method.CARD)
        if payment is None or payment.state != PaymentState.SUCCEEDED:
            return
        if payment.pk not in self.disputes:
            self.disputes.append(payment.pk)
            opened = self.till.bank.open_dispute(payment.provider_payment)
            self.till.bank.end_dispute(opened["id"], won=won)

    @rule(place=pick)
    def a_refund_fails(self, place):
        made = Refund.objects.filter(payment__gift__campaign=self.campaign).exclude(
            provider_refund=""
        )
        if refund := made.order_by("pk")[place % 3 : place % 3 + 1].first():
            self.till.bank.fail_refund(refund.provider_refund)

    @rule(place=pick)
    def somebody_refunds_on_the_providers_pages(self, place):
        payment = self.one(place, Method.CARD)
        if payment is not None and payment.state == PaymentState.SUCCEEDED:
            with contextlib.suppress(Refused):
                self.till.bank.refund({"payment_intent": payment.provider_payment})

    # --- the school, the staff, the worker --------------------------------------------------------

    @precondition(lambda self: self.payments)
    @rule(place=pick)
    def the_school_refuses(self, place):
        gift = self.one(place).gift
        with contextlib.suppress(TooLateToRefuse):
            refuse_gift(gift_id=gift.pk, reason="Non", by=self.officer, at=timezone.now())

    @rule(amount=st.integers(1, 60))
    def staff_boost(self, amount):
        told = {"campaign_id": self.campaign.pk, "by": self.officer, "at": timezone.now()}
        with contextlib.suppress(BoostRefused, NotEnoughMoney):
            made = propose_boost(
                fund=self.fund, amount=euros(amount), exception="Un peu suffit", **told
            )
            approve_boost(boost_id=made.pk, by=self.officer, at=timezone.now())

    @rule()
    def a_boost_is_taken_back(self):
        given = Boost.objects.filter(campaign=self.campaign, state=BoostState.POSTED).first()
        if given is not None:
            with contextlib.suppress(BoostRefused):
                take_back_boost(boost_id=given.pk, by=self.other, at=timezone.now(), reason="Trop")

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

    # --- what is always true ----------------------------------------------------------------------

    @invariant()
    def not_a_cent_is_lost(self):
        self.campaign.refresh_from_db()
        assert sum(row.balance.cents for row in trial_balance()) == 0
        assert raised(self.code).cents <= 20_000
        assert list(faults()) == []
        if self.campaign.state != State.FAILED:  # a failure keeps what it had raised
            counted = sum(amount.cents for amount in counted_of(self.code).values())
            assert raised(self.code).cents == counted + self.boosted()

    def boosted(self) -> int:
        """What boosts still count for: given, less returned."""
        rows = Movement.objects.filter(entry__campaign__code=self.code)
        given = rows.filter(credit__code=self.code, debit__code=self.fund)
        back = rows.filter(credit__code=self.fund, gift_id=None)
        return sum(given.values_list("amount_cents", flat=True)) - sum(
            back.values_list("amount_cents", flat=True)
        )

    @invariant()
    def every_payment_is_somewhere(self):
        waiting = 0
        for payment in self.payments:
            payment.refresh_from_db()
            if payment.method == Method.CARD:
                rows = Movement.objects.filter(entry__key=f"receive:{payment.pk}")
                assert sum(rows.values_list("amount_cents", flat=True)) == payment.received_cents
            elif payment.state == PaymentState.PARTIAL:
                waiting += payment.received_cents
        assert balance(accounts.SUSPENSE).cents == waiting

    @invariant()
    def no_gift_goes_back_twice(self):
        """What left to a donor is never more than what came from them."""
        for payment in self.payments:
            rows = Movement.objects.filter(gift_id=payment.gift_id, entry__kind="refund")
            back = sum(rows.values_list("amount_cents", flat=True))
            failed = Movement.objects.filter(gift_id=payment.gift_id, entry__kind="refund_failed")
            assert back - sum(failed.values_list("amount_cents", flat=True)) <= (
                payment.received_cents
            )
        assert Entry.objects.filter(campaign__code=self.code, kind="close").count() <= 1


@pytest.mark.django_db
def test_any_order_of_events_keeps_every_cent(till, bank, officer, treasurer, other_treasurer):
    Collection.till = till
    Collection.officer = User.objects.get(pk=officer.pk)
    Collection.treasurer, Collection.other = treasurer, other_treasurer
    run_state_machine_as_test(
        Collection,
        settings=settings(
            max_examples=12,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
