"""Money that left by the provider's own pages, or by a bank, is taken from where it lay; once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from campaigns.actions.ask_refund import ask_refund
from campaigns.actions.close_campaign import close_campaign
from campaigns.actions.decide_mismatch import take_mismatch
from campaigns.actions.follow_dispute import follow_dispute
from campaigns.actions.follow_refund import follow_refund
from campaigns.actions.pay_out import PayoutRefused, approve_payout
from campaigns.actions.run_settlement import run_settlement
from campaigns.actions.send_back import prepare_refund
from campaigns.actions.settle_payment import MISMATCH_ALERT, settle_payment
from campaigns.domain import accounts
from campaigns.domain.payments import PaymentState, RefundState
from campaigns.models import Payment, Refund, Settlement
from campaigns.models.checking import faults
from kernel.money import ZERO, Money
from tenants.models import Alert
from tests.campaigns.actions.test_several_attempts import paid_twice
from tests.campaigns.bank import THEIRS
from tests.campaigns.books import balance, euros, raised
from tests.campaigns.gifts import begin, give, open_campaign
from tests.campaigns.views.test_errand import browser

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def books_stay_right(till):
    yield
    assert list(faults()) == []


def by_hand(till, payment: Payment, amount: Money) -> Refund | None:
    """Staff refund on the provider's pages, and its word of it comes."""
    made = till.provider.refund(
        key=f"by-hand-{amount.cents}",
        payment_id=payment.provider_payment,
        amount=amount,
        reference="x",
    )
    return follow_refund(found=made, at=timezone.now())


def a_failure(till) -> Payment:
    """A gift of 40 euros that is due to its donor, and has not been asked of the provider."""
    gift = give(till, open_campaign(), 40)
    close_campaign(campaign_id=gift.campaign_id, at=timezone.now() + timedelta(days=31))
    payment = gift.payments.get()
    account = accounts.refund_payable(gift.account)
    run_settlement(settlement_id=Settlement.objects.get().pk, at=timezone.now())
    assert balance(account) == euros(40)
    return payment


def a_mismatch(till) -> Payment:
    payment = begin(open_campaign(), 40)
    till.bank.pay(payment.checkout)
    Payment.objects.filter(pk=payment.pk).update(amount_cents=3900)
    return settle_payment(payment_id=payment.pk, at=timezone.now())


def lose(till, payment: Payment, cents: int = 0) -> None:
    opened = till.bank.open_dispute(payment.provider_payment, cents)
    till.bank.end_dispute(opened["id"], won=False)
    for _ in range(2):
        follow_dispute(dispute_id=opened["id"], at=timezone.now())


def states() -> list[tuple[int, str]]:
    return list(Refund.objects.order_by("pk").values_list("amount_cents", "state"))


@pytest.mark.parametrize("part", [40, 15])
def test_what_was_due_is_refunded_by_hand_and_due_no_more(till, part):
    payment = a_failure(till)

    by_hand(till, payment, euros(part))
    ask_refund(refund_id=Refund.objects.earliest("pk").pk, at=timezone.now())

    assert balance(accounts.LOSS) == ZERO
    assert balance(accounts.refund_payable(payment.gift.account)) == ZERO
    first = (4000, RefundState.DROPPED) if part == 40 else (2500, RefundState.SUCCEEDED)
    assert states() == [first, (part * 100, RefundState.SUCCEEDED)]


def test_a_refund_that_came_back_is_not_paid_by_transfer_after_one_by_hand(till):
    payment = a_failure(till)
    refund = ask_refund(refund_id=Refund.objects.get().pk, at=timezone.now())
    till.bank.fail_refund(refund.provider_refund)
    failed = Refund.objects.filter(pk=refund.pk)
    failed.update(state=RefundState.PENDING)
    assert ask_refund(refund_id=refund.pk, at=timezone.now()).state == RefundState.FAILED

    by_hand(till, payment, euros(40))

    assert states() == [(4000, RefundState.DROPPED), (4000, RefundState.SUCCEEDED)]
    assert balance(accounts.LOSS) == balance(refund.account) == ZERO


@pytest.mark.parametrize("change", [{"state": RefundState.DROPPED}, {"amount_cents": 2500}])
def test_a_transfer_prepared_for_what_is_due_no_more_is_not_sent(
    till, treasurer, other_treasurer, change
):
    a_failure(till)
    Refund.objects.update(state=RefundState.FAILED)
    refund = Refund.objects.get()
    told = {"iban": THEIRS, "payee": "Ada", "by": treasurer}
    payout = prepare_refund(refund_id=refund.pk, **told)
    Refund.objects.update(**change)

    with pytest.raises(PayoutRefused):
        approve_payout(payout_id=payout.pk, by=other_treasurer)


def test_what_came_back_by_transfer_too_is_refunded_by_hand(till):
    payment = a_failure(till)
    refund = ask_refund(refund_id=Refund.objects.get().pk, at=timezone.now())
    till.bank.fail_refund(refund.provider_refund)
    follow_refund(found=till.provider.read_refund(refund.provider_refund), at=timezone.now())
    Refund.objects.update(state=RefundState.MANUAL)

    by_hand(till, payment, euros(40))

    assert states() == [(4000, RefundState.DROPPED), (4000, RefundState.SUCCEEDED)]
    assert balance(accounts.LOSS) == balance(refund.account) == ZERO


def test_what_came_back_and_was_partly_refunded_by_hand_is_told_of_again(till):
    payment = a_failure(till)
    refund = ask_refund(refund_id=Refund.objects.get().pk, at=timezone.now())
    till.bank.fail_refund(refund.provider_refund)
    for _ in range(2):
        found = till.provider.read_refund(refund.provider_refund)
        follow_refund(found=found, at=timezone.now())
        if balance(refund.account) == euros(40):
            by_hand(till, payment, euros(15))

    assert states() == [(2500, RefundState.FAILED), (1500, RefundState.SUCCEEDED)]
    assert balance(refund.account) == euros(25)


def test_a_refund_by_hand_that_fails_later_is_due_again(till):
    payment = give(till, open_campaign(), 40).payments.get()
    refund = by_hand(till, payment, euros(40))

    till.bank.fail_refund(refund.provider_refund)
    for _ in range(2):
        found = till.provider.read_refund(refund.provider_refund)
        follow_refund(found=found, at=timezone.now())

    refund.refresh_from_db()
    assert (refund.state, balance(refund.account)) == (RefundState.FAILED, euros(40))


def test_one_that_failed_before_it_was_heard_of_moves_nothing(till):
    gift = give(till, open_campaign(), 40)
    made = till.bank.refund({"payment_intent": gift.payments.get().provider_payment})
    till.bank.fail_refund(made["id"])

    assert follow_refund(found=till.provider.read_refund(made["id"]), at=timezone.now()) is None
    assert raised(gift.account) == euros(40)


def test_what_waits_to_be_examined_is_refunded_from_suspense(till):
    payment = a_mismatch(till)

    by_hand(till, payment, euros(40))

    assert balance(accounts.SUSPENSE) == balance(accounts.LOSS) == ZERO
    assert not Payment.objects.to_examine().exists()
    assert not Alert.objects.open().filter(kind=MISMATCH_ALERT).exists()


def test_part_of_it_refunded_by_hand_leaves_the_rest_to_decide(till, treasurer):
    payment = a_mismatch(till)
    by_hand(till, payment, euros(10))
    assert balance(accounts.SUSPENSE) == euros(30)
    shown = browser(treasurer).get("/admin/projets/rapprochement/").content.decode()
    assert payment.gift.reference in shown
    assert euros(30).short() in shown
    assert euros(40).short() not in shown

    take_mismatch(payment_id=payment.pk, reason="Vu", by=treasurer, at=timezone.now())

    payment.refresh_from_db()
    assert (payment.state, payment.gift.amount_cents) == (PaymentState.SUCCEEDED, 3000)
    assert (raised(payment.gift.account), balance(accounts.SUSPENSE)) == (euros(30), ZERO)


def test_a_gift_paid_twice_loses_nothing_when_its_second_payment_goes_back(till):
    _, second = paid_twice(till, open_campaign(), 80)

    by_hand(till, second, euros(80))

    assert raised(second.gift.account) == euros(80)
    assert states() == [(8000, RefundState.DROPPED), (8000, RefundState.SUCCEEDED)]


def test_a_dispute_of_a_second_payment_takes_nothing_of_the_gift(till):
    _, second = paid_twice(till, open_campaign(), 80)

    lose(till, second)

    assert raised(second.gift.account) == euros(80)
    assert states() == [(8000, RefundState.DROPPED), (8000, RefundState.DISPUTED)]
    assert balance(accounts.LOSS) == balance(accounts.DISPUTES) == ZERO


def test_a_dispute_of_a_part_takes_that_part(till):
    gift = give(till, open_campaign(), 40)

    lose(till, gift.payments.get(), 1500)

    assert raised(gift.account) == euros(25)
    assert balance(accounts.LOSS) == balance(accounts.DISPUTES) == ZERO


def test_a_dispute_takes_what_still_counts_and_the_rest_is_a_loss(till):
    gift = give(till, open_campaign(), 40)
    payment = gift.payments.get()
    by_hand(till, payment, euros(10))

    lose(till, payment)

    assert raised(gift.account) == ZERO
    assert balance(accounts.LOSS) == -euros(10)
    assert balance(accounts.DISPUTES) == ZERO


def test_a_dispute_of_what_waits_to_be_examined_leaves_nothing_to_decide(till):
    payment = a_mismatch(till)

    lose(till, payment)

    assert balance(accounts.SUSPENSE) == balance(accounts.LOSS) == ZERO
    assert not Payment.objects.to_examine().exists()
    assert states() == [(4000, RefundState.DISPUTED)]
