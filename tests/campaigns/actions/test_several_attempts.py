"""Several attempts for one gift: room is kept for the one under way, and the gift counts once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from campaigns import statistics
from campaigns.actions.abandon_gift import abandon_gift
from campaigns.actions.close_campaign import close_campaign
from campaigns.actions.decide_mismatch import give_mismatch_back, take_mismatch
from campaigns.actions.end_transfers import end_transfers
from campaigns.actions.issue_receipt import issue_receipt
from campaigns.actions.settle_payment import settle_payment
from campaigns.actions.start_gift import open_page, room_of, start_again
from campaigns.actions.sweep import sweep
from campaigns.domain import accounts
from campaigns.domain.payments import PaymentState, RefundState
from campaigns.models import Campaign, Gift, Payment, Refund
from campaigns.models.checking import faults
from campaigns.models.gift_money import donors_of
from campaigns.receipts import asked_of
from kernel.domain import DomainError
from kernel.money import ZERO
from tenants.models import Mail
from tests.campaigns.bank import arrives, match, pledge
from tests.campaigns.books import balance, euros, raised
from tests.campaigns.gifts import begin, begin_only, open_campaign, work
from tests.campaigns.receipts import a_structure_that_issues

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def books_stay_right(till):
    yield
    assert list(faults()) == []


def another(first: Payment) -> Payment:
    """Begin again: the time of the first page is over, and nobody has looked at it yet."""
    Payment.objects.filter(pk=first.pk).update(expires_at=timezone.now())
    payment = start_again(gift_id=first.gift_id, at=timezone.now())
    open_page(payment=payment, label="Don", return_url="https://t.example/", cancel_url="/")
    payment.refresh_from_db()
    return payment


def settle(*payments: Payment) -> None:
    for payment in payments:
        settle_payment(payment_id=payment.pk, at=timezone.now())


def paid_twice(till, campaign: Campaign | None, euros: int, **wishes) -> tuple[Payment, Payment]:
    first = begin(campaign, euros, **wishes)
    second = another(first)
    for payment in (first, second):
        till.bank.pay(payment.checkout)
    settle(first, second)
    first.refresh_from_db()
    second.refresh_from_db()
    return first, second


@pytest.mark.parametrize("start", [begin, lambda *gift: begin_only(*gift)(), pledge])
def test_an_attempt_that_is_over_leaves_its_room_to_the_next(till, bank, start):
    campaign = open_campaign(optimum=200)
    first = start(campaign, 80)
    second = another(first)
    if first.checkout:
        till.bank.expire_session(first.checkout)

    end_transfers(at=timezone.now() + timedelta(days=2))
    settle(first)
    first.refresh_from_db()
    assert (first.state, room_of(campaign)) == (PaymentState.EXPIRED, euros(120))

    till.bank.expire_session(second.checkout)
    settle(second)
    assert room_of(campaign) == euros(200)


@pytest.mark.parametrize("is_to_the_fund", [False, True])
def test_a_gift_paid_twice_counts_once_and_goes_back_once(till, is_to_the_fund):
    campaign = None if is_to_the_fund else open_campaign()
    first, second = paid_twice(till, campaign, 80)

    settle(first, second)
    work()

    account = first.gift.account
    assert (balance(account) if is_to_the_fund else raised(account)) == euros(80)
    refund = Refund.objects.get()
    assert (refund.payment, refund.amount_cents) == (second, 8000)
    assert refund.state == RefundState.SUCCEEDED
    assert balance(refund.account) == balance(accounts.SUSPENSE) == ZERO
    assert Mail.objects.filter(kind="campaigns.gift-received").count() == 1


def test_a_payment_closes_the_other_page_of_its_gift(till):
    first = begin(open_campaign(), 80)
    second = another(first)
    till.bank.pay(second.checkout)
    settle(second)
    assert till.bank.session(first.checkout)["status"] == "open"

    work()

    assert till.bank.session(first.checkout)["status"] == "expired"
    first.refresh_from_db()
    assert first.state == PaymentState.EXPIRED


def test_a_page_that_could_not_be_closed_is_closed_by_the_sweep(till, settings):
    first = begin(open_campaign(), 80)
    second = another(first)
    till.bank.pay(second.checkout)
    settle(second)
    settings.STRIPE_ADDRESS = "http://127.0.0.1:9"
    work()
    settings.STRIPE_ADDRESS = till.address

    sweep(at=timezone.now())

    assert till.bank.session(first.checkout)["status"] == "expired"
    assert not Payment.objects.to_close(timezone.now()).exists()


def test_the_page_of_a_gift_abandoned_while_the_provider_is_silent_is_closed(till, settings):
    payment = begin(open_campaign(), 80)
    settings.STRIPE_ADDRESS = "http://127.0.0.1:9"
    abandon_gift(gift_id=payment.gift_id, at=timezone.now())
    settings.STRIPE_ADDRESS = till.address
    assert till.bank.session(payment.checkout)["status"] == "open"

    sweep(at=timezone.now())

    payment.refresh_from_db()
    assert payment.state == PaymentState.EXPIRED
    assert till.bank.session(payment.checkout)["status"] == "expired"
    assert room_of(payment.gift.campaign) == euros(200)


def test_a_page_paid_before_it_is_closed_goes_back(till):
    first = begin(open_campaign(), 80)
    second = another(first)
    till.bank.pay(second.checkout)
    settle(second)
    till.bank.pay(first.checkout)

    work()

    assert Refund.objects.get().payment == first
    assert raised(first.gift.account) == euros(80)


def test_a_transfer_in_part_after_the_card_goes_back(till, bank, treasurer):
    transfer = pledge(open_campaign(), 50)
    card = another(transfer)
    till.bank.pay(card.checkout)
    settle(card)
    match(arrives(transfer, "20.00", treasurer), transfer, treasurer)

    end_transfers(at=timezone.now() + timedelta(days=20))

    gift = Gift.objects.get()
    assert (gift.amount_cents, raised(gift.account)) == (5000, euros(50))
    refund = Refund.objects.get()
    assert (refund.payment, refund.amount_cents) == (transfer, 2000)
    assert refund.state == RefundState.MANUAL


def test_a_second_payment_that_differs_is_only_given_back(till, treasurer):
    first = begin(open_campaign(), 40)
    second = another(first)
    for payment in (first, second):
        till.bank.pay(payment.checkout)
    Payment.objects.filter(pk=second.pk).update(amount_cents=3900)
    settle(first, second)
    told = {"payment_id": second.pk, "reason": "Vu", "by": treasurer, "at": timezone.now()}

    with pytest.raises(DomainError):
        take_mismatch(**told)
    give_mismatch_back(**told)

    gift = Gift.objects.get()
    assert (gift.amount_cents, raised(gift.account)) == (4000, euros(40))
    assert Refund.objects.get().payment == second


def test_a_gift_paid_twice_is_listed_counted_and_certified_once(till):
    campaign = open_campaign(minimum=50)
    manager = a_structure_that_issues(campaign)
    first, _ = paid_twice(till, campaign, 60, wants_receipt=True)
    Gift.objects.update(donor_name="Ada", donor_address="Laon")
    now = timezone.now()
    close_campaign(campaign_id=campaign.pk, at=now + timedelta(days=31))
    work()

    assert list(asked_of(campaign.structure)) == list(Gift.objects.paid()) == [first.gift]
    receipt = issue_receipt(gift_id=first.gift_id, by=manager, at=now)
    figures = statistics.gifts({}, now, now + timedelta(days=60))

    assert receipt.amount_cents == figures.total_cents == 6000
    assert figures.number == donors_of([campaign.pk])[campaign.pk] == 1
