"""Anything may happen, in any order and twice: the books say what a plain model in Python says."""

import pytest
from hypothesis import HealthCheck, settings, strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from campaigns.domain import accounts
from campaigns.models import Account
from campaigns.models.posting import LedgerRefusal, close, hold, open_account, release
from kernel.money import Money
from tests.campaigns.books import NOON, a_campaign, give, move, number

LATER = NOON.replace(year=2099)
CAP = 10_000
cents = st.integers(min_value=1, max_value=6_000)
pick = st.integers(min_value=0, max_value=10**6)


class Books(RuleBasedStateMachine):
    """The campaign, its debts and an envelope; `self.sums` is what they ought to hold."""

    @initialize()
    def begin(self):
        self.campaign = a_campaign(optimum=CAP // 100)
        self.refund, self.payable = (
            accounts.refund_payable(self.campaign),
            accounts.payable(self.campaign),
        )
        self.envelope = accounts.patron(f"m{number()}")
        open_account(self.envelope)
        self.sums = dict.fromkeys((self.campaign, self.refund, self.payable, self.envelope), 0)
        self.raised, self.closed, self.outside = 0, False, 0
        self.holds: dict[int, int] = {}
        self.gifts: list[tuple[int, int]] = []  # payments received: number, amount
        self.keys: list[tuple] = []

    def try_move(self, kind, debit, credit, amount, *, sign=0):
        """Move when the model says that it is possible; the ledger must agree."""
        possible = debit not in self.sums or self.sums[debit] >= amount
        if credit == self.campaign:
            room = CAP - self.sums[self.campaign] - sum(self.holds.values())
            possible = possible and not self.closed and amount <= room
        key = f"{kind}:s{number()}"
        call = (kind, (debit, credit, Money(amount)))
        try:
            move(*call, campaign=self.campaign, key=key)
            done = True
        except LedgerRefusal:
            done = False
        assert done == possible, (kind, debit, credit, amount, self.sums)
        if done:
            self.keys.append((call, key))
            for code, change in ((debit, -amount), (credit, amount)):
                if code in self.sums:
                    self.sums[code] += change
            self.raised += sign * amount

    @rule(amount=cents)
    def gift(self, amount):
        gift = give(self.campaign, Money(amount))
        self._allocated(gift, amount)

    def _allocated(self, gift, amount):
        self.holds.pop(gift, None)
        room = CAP - self.sums[self.campaign] - sum(self.holds.values())
        taken = 0 if self.closed else min(amount, room)
        self.sums[self.campaign] += taken
        self.sums[self.refund] += amount - taken
        self.raised += taken
        self.outside += amount
        self.gifts.append((gift, amount))

    @precondition(lambda self: self.gifts)
    @rule(which=pick)
    def same_delivery_again(self, which):
        gift, amount = self.gifts[which % len(self.gifts)]
        give(self.campaign, Money(amount), gift=gift)

    @rule(amount=cents)
    def keep_room(self, amount):
        room = CAP - self.sums[self.campaign] - sum(self.holds.values())
        gift = number()
        try:
            held = hold(account=self.campaign, gift=gift, amount=Money(amount), until=LATER)
        except LedgerRefusal:
            held = False
        assert held == (not self.closed and amount <= room)
        if held:
            self.holds[gift] = amount

    @precondition(lambda self: self.holds)
    @rule(which=pick, pays=st.booleans())
    def end_hold(self, which, pays):
        gift = sorted(self.holds)[which % len(self.holds)]
        if pays:
            amount = self.holds[gift]
            give(self.campaign, Money(amount), gift=gift)
            self._allocated(gift, amount)
        else:
            release(gift)
            del self.holds[gift]

    @rule(amount=cents)
    def endow(self, amount):
        move("endow", (accounts.BANK, self.envelope, Money(amount)))
        self.sums[self.envelope] += amount
        self.outside += amount

    @rule(amount=cents)
    def boost(self, amount):
        self.try_move("topup", self.envelope, self.campaign, amount, sign=1)

    @rule(amount=cents)
    def refuse(self, amount):
        self.try_move("refuse", self.campaign, self.refund, amount, sign=-1)

    @rule(amount=cents)
    def refuse_after_close(self, amount):
        self.try_move("refuse", self.payable, self.refund, amount, sign=-1)

    @rule(amount=cents)
    def fail(self, amount):
        self.try_move("fail", self.campaign, self.refund, amount)

    @rule(amount=cents)
    def give_boost_back(self, amount):
        self.try_move("fail", self.campaign, self.envelope, amount)

    @rule(amount=cents)
    def settle(self, amount):
        self.try_move("close", self.campaign, self.payable, amount)

    @rule(amount=cents)
    def lose_dispute(self, amount):
        before = self.sums[self.campaign]
        self.try_move("dispute_lost", self.campaign, accounts.DISPUTES, amount, sign=-1)
        self.outside -= before - self.sums[self.campaign]

    @rule(amount=cents, kind=st.sampled_from(["refund", "payout"]))
    def pay(self, amount, kind):
        source = self.refund if kind == "refund" else self.payable
        target = accounts.PSP if kind == "refund" else accounts.TRANSIT_SEPA
        before = self.sums[source]
        self.try_move(kind, source, target, amount)
        self.outside -= before - self.sums[source]

    @precondition(lambda self: self.keys)
    @rule(which=pick)
    def same_entry_again(self, which):
        call, key = self.keys[which % len(self.keys)]
        assert not move(*call, campaign=self.campaign, key=key).is_new

    @rule()
    def shut(self):
        close(self.campaign)
        self.closed = True
        self.holds.clear()

    @invariant()
    def books_agree(self):
        rows = {row.code: row for row in Account.objects.filter(code__in=self.sums).with_sums()}
        for code, amount in self.sums.items():
            assert rows[code].balance_cents == rows[code].summed_cents == amount >= 0
        account = rows[self.campaign]
        assert account.raised_cents == self.raised
        assert account.held_cents == sum(self.holds.values())
        assert self.closed or account.balance_cents + account.held_cents <= CAP
        assert sum(self.sums.values()) == self.outside  # conservation


@pytest.mark.django_db
def test_the_books_agree_with_a_plain_model(national):
    run_state_machine_as_test(
        Books,
        settings=settings(
            max_examples=40,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
