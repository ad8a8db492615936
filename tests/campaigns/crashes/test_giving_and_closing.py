"""kill -9 between the steps of giving, refunding and closing: resumed, nothing is lost.

Each act runs in a child process that is killed at the named point. Then the act is done again, as
the worker's rescue and the sweep do, and the books are those of an act that nothing disturbed.
"""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.actions.grant_role import grant_role
from accounts.domain.roles import RoleKind
from campaigns.actions.ask_refund import ask_refund
from campaigns.actions.close_campaign import close_campaign
from campaigns.actions.run_settlement import run_settlement
from campaigns.actions.settle_payment import settle_payment
from campaigns.actions.start_gift import open_page
from campaigns.domain import accounts
from campaigns.domain.payments import PaymentState, RefundState
from campaigns.domain.states import State
from campaigns.models import Entry, Gift, Refund, Settlement
from kernel.money import ZERO
from tenants.models import Mail
from tests.accounts.factories import UserFactory
from tests.campaigns.books import balance, euros, raised
from tests.campaigns.crashes.dying import ACTIONS, STRIPE, dies
from tests.campaigns.gifts import begin, give, open_campaign


@pytest.mark.parametrize(
    "point",
    [
        f"before 1 {STRIPE}.open_checkout",
        f"after 1 {STRIPE}.open_checkout",
    ],
)
def test_asking_for_the_page_of_a_payment(till, point):
    payment = begin_unasked()
    asked = {"label": "Don", "return_url": "https://t.example/", "cancel_url": "/"}

    assert dies(point, lambda: open_page(payment=payment, **asked))
    page = open_page(payment=payment, **asked)
    payment.refresh_from_db()

    assert payment.state == PaymentState.REDIRECTED
    assert payment.checkout in page
    assert len(till.bank.store.all("checkout.session")) == 1


def begin_unasked():
    from campaigns.actions.start_gift import Donor, Wishes, start_gift

    return start_gift(
        campaign=open_campaign(),
        amount=euros(50),
        donor=Donor(email="ada@example.org"),
        wishes=Wishes(),
        at=timezone.now(),
    )


@pytest.mark.parametrize(
    "point",
    [
        f"before 1 {STRIPE}.checkout",
        f"after 1 {STRIPE}.payment",
        f"before 1 {ACTIONS}.settle_payment.allocate_gift",
        f"before 1 {ACTIONS}.allocate_gift.take",
        f"after 1 {ACTIONS}.allocate_gift.take",
        f"after 1 {ACTIONS}.allocate_gift.gift_mails.tell_received",
        f"after 1 {ACTIONS}.allocate_gift.close_later",
        f"after 1 {ACTIONS}.settle_payment.allocate_gift",
        f"after 1 {ACTIONS}.settle_payment.settle_payment",
    ],
)
def test_giving(till, point):
    campaign = open_campaign(optimum=200)
    payment = begin(campaign, 120)
    till.bank.pay(payment.checkout)
    code = accounts.campaign(campaign.pk)

    def act():
        from campaigns.actions import settle_payment as module

        return module.settle_payment(payment_id=payment.pk, at=timezone.now())

    assert dies(point, act)
    for _ in range(2):
        settle_payment(payment_id=payment.pk, at=timezone.now())

    assert raised(code) == balance(code) == euros(120)
    assert Entry.objects.filter(campaign__code=code).count() == 1
    assert (
        Mail.objects.filter(kind="campaigns.gift-received", to=payment.gift.donor_email).count()
        == 1
    )


@pytest.mark.parametrize(
    "point",
    [
        f"before 1 {STRIPE}.refund",
        f"after 1 {STRIPE}.refund",
        f"before 1 {ACTIONS}.ask_refund.follow_refund",
        f"after 1 {ACTIONS}.record_refund.post",
        f"after 1 {ACTIONS}.follow_refund.record_refund",
    ],
)
def test_refunding(till, point):
    campaign = open_campaign(optimum=100)
    code = accounts.campaign(campaign.pk)
    pages = [begin(campaign, 100)]
    settle_later = [page.checkout for page in pages]
    till.bank.pay(settle_later[0])
    settle_payment(payment_id=pages[0].pk, at=timezone.now())
    refund = owed_back(till, campaign)

    assert dies(point, lambda: ask_refund(refund_id=refund.pk, at=timezone.now()))
    for _ in range(2):
        ask_refund(refund_id=refund.pk, at=timezone.now())

    refund.refresh_from_db()
    assert refund.state in {RefundState.PENDING, RefundState.SUCCEEDED}
    assert balance(accounts.refund_payable(code)) == ZERO
    assert len(till.provider.refunds_of(refund.payment.provider_payment)) == 1


def owed_back(till, campaign) -> Refund:
    """The school refuses its gift: the settlement owes it back, and nobody has asked yet."""
    from campaigns.actions.refuse_gift import refuse_gift

    gift = Gift.objects.get(campaign=campaign)
    refuse_gift(gift_id=gift.pk, reason="Non", by=an_officer(), at=timezone.now())
    run_settlement(settlement_id=Settlement.objects.get(gift=gift).pk, at=timezone.now())
    return Refund.objects.get(payment__gift=gift)


def an_officer():
    from tenants.models import Tenant

    user = UserFactory()
    national = Tenant.objects.get(schema_name="national")
    grant_role(user=user, kind=RoleKind.PROJECT_OFFICER, tenant=national, by=None)
    return user


@pytest.mark.parametrize(
    "point",
    [
        f"after 1 {ACTIONS}.close_campaign.begin_closing",
        f"before 1 {ACTIONS}.close_campaign.close",
        f"after 1 {ACTIONS}.close_campaign.close",
        f"before 1 {ACTIONS}.close_campaign.start_settlement",
        f"after 1 {ACTIONS}.close_campaign.start_settlement",
        f"before 1 {ACTIONS}.run_settlement.post_all",
        f"after 1 {ACTIONS}.run_settlement.post_all",
        f"after 2 {ACTIONS}.run_settlement.make_refunds",
        f"before 2 {ACTIONS}.run_settlement._give_back",
        f"after 3 {ACTIONS}.run_settlement._give_back",
        f"before 1 {ACTIONS}.run_settlement._finish",
    ],
)
def test_closing(till, point):
    campaign = open_campaign(minimum=150)
    for _ in range(3):
        give(till, campaign, 20)
    code, over = accounts.campaign(campaign.pk), timezone.now() + timedelta(days=31)

    def act():
        close_campaign(campaign_id=campaign.pk, at=over)
        plan = Settlement.objects.get(campaign=campaign)
        run_settlement(settlement_id=plan.pk, at=over)

    assert dies(point, act)
    for _ in range(2):
        act()

    campaign.refresh_from_db()
    assert campaign.state == State.FAILED
    assert balance(code) == ZERO
    assert balance(accounts.refund_payable(code)) == euros(60)
    assert Refund.objects.filter(payment__gift__campaign=campaign).count() == 3


@pytest.mark.parametrize(
    "point",
    [
        f"after 1 {ACTIONS}.close_campaign.post",
        f"after 1 {ACTIONS}.close_campaign.keep_plan",
    ],
)
def test_sharing_out(till, point):
    campaign = open_campaign(minimum=50)
    give(till, campaign, 100)
    code, over = accounts.campaign(campaign.pk), timezone.now() + timedelta(days=31)

    assert dies(point, lambda: close_campaign(campaign_id=campaign.pk, at=over))
    for _ in range(2):
        close_campaign(campaign_id=campaign.pk, at=over)

    assert balance(accounts.payable(code)) == euros("93.50")
    assert Settlement.objects.filter(campaign=campaign).count() == 1
