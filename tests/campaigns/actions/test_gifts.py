"""A gift from its first click to the books, on the sandbox through the production adapter."""

from datetime import timedelta

import pytest
from django.utils import timezone

from campaigns.actions.settle_payment import settle_payment
from campaigns.actions.start_gift import GiftRefused, open_page, room_of, start_again
from campaigns.actions.sweep import sweep
from campaigns.domain import accounts
from campaigns.domain.payments import PaymentState, RefundState
from campaigns.models import Gift, Method, Payment, Refund
from campaigns.models.checking import faults
from campaigns.models.gift_money import counted_of, donors_of
from kernel.money import ZERO
from tenants.models import Alert
from tests.campaigns.books import balance, euros, raised
from tests.campaigns.gifts import begin, begin_only, give, open_campaign, work

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def books_stay_right(till):
    yield
    assert list(faults()) == []


def test_a_paid_gift_is_the_campaigns(till):
    campaign = open_campaign()

    gift = give(till, campaign, 40)

    assert raised(gift.account) == euros(40)
    assert counted_of(gift.account) == {gift.pk: euros(40)}
    assert room_of(campaign) == euros(160)
    assert balance(accounts.SUSPENSE) == ZERO


def test_settling_again_changes_nothing(till):
    campaign = open_campaign()
    gift = give(till, campaign, 40)

    for _ in range(3):
        settle_payment(payment_id=gift.payments.get().pk, at=timezone.now())

    assert raised(gift.account) == euros(40)


def test_room_is_held_while_somebody_pays(till):
    campaign = open_campaign(optimum=100, minimum=50)
    begin(campaign, 80)

    with pytest.raises(GiftRefused, match="20"):
        begin(campaign, 30)

    assert room_of(campaign) == euros(20)
    assert Gift.objects.count() == 1


def test_less_than_five_euros_only_when_less_is_left(till):
    campaign = open_campaign(optimum=43, minimum=40)
    with pytest.raises(GiftRefused):
        begin(campaign, 4)
    give(till, campaign, 40)

    give(till, campaign, 3)

    assert raised(accounts.campaign(campaign.pk)) == euros(43)


def test_an_expired_page_gives_its_room_back_and_may_be_tried_again(till):
    campaign = open_campaign()
    payment = begin(campaign, 80)
    till.bank.expire_session(payment.checkout)
    settle_payment(payment_id=payment.pk, at=timezone.now())

    again = start_again(gift_id=payment.gift_id, at=timezone.now())

    payment.refresh_from_db()
    assert payment.state == PaymentState.EXPIRED
    assert again.pk != payment.pk
    assert room_of(campaign) == euros(120)


def test_a_gift_is_not_paid_for_twice(till):
    gift = give(till, open_campaign(), 40)

    with pytest.raises(GiftRefused, match=r"déjà|already"):
        start_again(gift_id=gift.pk, at=timezone.now())


@pytest.mark.parametrize("state", [PaymentState.PROCESSING, PaymentState.EXPIRED])
def test_a_page_is_opened_only_while_it_is_to_be_paid(till, state):
    payment = begin_only(open_campaign(), 40)()
    payment.state = state

    with pytest.raises(GiftRefused):
        open_page(payment=payment, label="Don", return_url="https://t.example/", cancel_url="/")

    assert till.bank.store.all("checkout.session") == []


def test_a_gift_on_its_way_by_card_is_not_awaited_by_transfer_too(till, bank):
    payment = begin(open_campaign(), 40)

    with pytest.raises(GiftRefused):
        start_again(gift_id=payment.gift_id, at=timezone.now(), method=Method.TRANSFER)


def test_what_had_no_room_any_more_goes_back(till):
    campaign = open_campaign(optimum=100, minimum=50)
    late = begin(campaign, 60, at=timezone.now() - timedelta(hours=2))
    give(till, campaign, 70)  # its room was given to somebody else meanwhile

    till.bank.store.save(
        till.bank.store.get(late.checkout, "checkout.session") | {"status": "open"}
    )
    session = till.bank.store.get(late.checkout, "checkout.session")
    till.bank.store.save(session | {"expires_at": session["expires_at"] + 86_400})
    till.bank.pay(late.checkout)
    settle_payment(payment_id=late.pk, at=timezone.now())
    work()

    assert raised(accounts.campaign(campaign.pk)) == euros(100)
    refund = Refund.objects.get()
    assert (refund.amount_cents, refund.state) == (3000, RefundState.SUCCEEDED)
    assert balance(refund.account) == ZERO


def test_a_gift_to_the_fund_goes_there(till):
    give(till, None, 25)

    assert balance(accounts.SOLIDARITY) == euros(25)


def test_a_payment_of_another_amount_waits_for_people(till):
    campaign = open_campaign()
    payment = begin(campaign, 40)
    till.bank.pay(payment.checkout)
    Payment.objects.filter(pk=payment.pk).update(amount_cents=3900)

    settle_payment(payment_id=payment.pk, at=timezone.now())

    payment.refresh_from_db()
    assert payment.state == PaymentState.MISMATCH
    assert balance(accounts.SUSPENSE) == euros(40)
    assert room_of(campaign) == euros(200)
    assert Alert.objects.filter(kind="campaigns.payment-mismatch").exists()


def test_the_sweep_finds_what_was_paid_and_never_told(till):
    campaign = open_campaign()
    payment = begin(campaign, 40)
    till.bank.pay(payment.checkout)

    sweep(at=timezone.now() + timedelta(hours=2))

    assert raised(accounts.campaign(campaign.pk)) == euros(40)


def test_the_sweep_gives_up_what_the_provider_never_heard_of(till):
    campaign = open_campaign()
    payment = begin(campaign, 40)
    Payment.objects.filter(pk=payment.pk).update(checkout="", state=PaymentState.CREATED)

    sweep(at=timezone.now() + timedelta(hours=2))

    assert room_of(campaign) == euros(200)


def test_the_sweep_takes_up_the_others_when_one_cannot_be(till):
    campaign = open_campaign()
    broken, due, other = (begin(campaign, cents) for cents in (20, 40, 10))
    for payment in (broken, due):
        till.bank.pay(payment.checkout)
    taken = till.bank.session(broken.checkout)["payment_intent"]
    rows = Payment.objects.filter(pk=other.pk)
    rows.update(provider_payment=taken, state=PaymentState.EXPIRED)
    Payment.objects.filter(pk=broken.pk).update(created_at=timezone.now() - timedelta(days=1))
    said = Alert.objects.open().filter(kind="campaigns.sweep-failed", key="payments")

    sweep(at=timezone.now() + timedelta(hours=2))
    assert raised(accounts.campaign(campaign.pk)) == euros(40)
    assert str(broken.pk) in said.get().message

    rows.update(provider_payment="")
    sweep(at=timezone.now() + timedelta(hours=4))
    assert raised(accounts.campaign(campaign.pk)) == euros(60)
    assert not said.exists()


def test_donors_are_counted_once_each_in_one_query(till, django_assert_num_queries):
    campaigns = [open_campaign(), open_campaign()]
    for campaign in campaigns:
        give(till, campaign, 10, email="a@example.org")
        give(till, campaign, 10, email="a@example.org")
        give(till, campaign, 10, email="b@example.org")

    with django_assert_num_queries(1):
        counts = donors_of([campaign.pk for campaign in campaigns])

    assert counts == {campaign.pk: 2 for campaign in campaigns}
