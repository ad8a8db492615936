"""kill -9 between the steps of giving, refunding, closing and paying out: resumed, nothing is lost.

Each act runs in a child process that is killed at the named point. Then the act is done again, as
the worker's rescue and the sweep do, and the books are those of an act that nothing disturbed.
"""

import os
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.actions.grant_role import grant_role
from accounts.domain.roles import RoleKind
from campaigns.actions.ask_refund import ask_refund
from campaigns.actions.close_campaign import close_campaign
from campaigns.actions.explain_line import match_line
from campaigns.actions.follow_payout import book_payout
from campaigns.actions.pay_out import PayoutRefused, approve_payout, export_payouts
from campaigns.actions.run_settlement import run_settlement
from campaigns.actions.settle_payment import settle_payment
from campaigns.actions.start_gift import open_page
from campaigns.domain import accounts
from campaigns.domain.payments import PaymentState, RefundState
from campaigns.domain.states import State
from campaigns.models import Entry, Gift, Payout, PayoutFile, Refund, Settlement
from campaigns.models.checking import faults
from campaigns.payments.sandbox import KEY, SECRET
from kernel.money import ZERO
from tenants.context import enter
from tenants.models import Mail
from territories.actions.load_reference_data import SOURCES, load_reference_data
from tests.accounts.factories import UserFactory
from tests.campaigns.actions.test_pay_out import a_complete_file, prepared
from tests.campaigns.bank import arrives, pledge
from tests.campaigns.books import balance, euros, raised
from tests.campaigns.conftest import a_treasurer
from tests.campaigns.dying import dies
from tests.campaigns.gifts import begin, give, open_campaign
from tests.database import scratch_database

ACTIONS = "campaigns.actions"
STRIPE = "campaigns.payments.stripe.StripeProvider"


@pytest.fixture(scope="module")
def ground(django_db_setup, django_db_blocker):
    """A database of its own, in which what is committed stays."""
    with django_db_blocker.unblock(), scratch_database(f"trousse_test_{os.getpid()}_crashes"):
        with enter("national"):
            load_reference_data([one for one in SOURCES if one.name != "communes.csv.gz"])
        yield


@pytest.fixture
def till(ground, sandbox, settings, bank):
    settings.STRIPE_SECRET_KEY, settings.STRIPE_WEBHOOK_SECRETS = KEY, [SECRET]
    settings.STRIPE_ADDRESS = sandbox.address
    with enter("national"):
        yield sandbox
        assert list(faults()) == []


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
        f"after 1 {ACTIONS}.settle_payment.post",
        f"before 1 {ACTIONS}.settle_payment.allocate_gift",
        f"after 1 {ACTIONS}.allocate_gift.allocate",
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
        f"before 1 {ACTIONS}.ask_refund.record_refund",
        f"after 1 {ACTIONS}.ask_refund.post",
        f"after 1 {ACTIONS}.ask_refund.record_refund",
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
        f"before 1 {ACTIONS}.run_settlement.post",
        f"after 1 {ACTIONS}.run_settlement.post",
        f"after 2 {ACTIONS}.run_settlement.make_refund",
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


@pytest.mark.parametrize(
    "point",
    [
        f"before 1 {ACTIONS}.pay_out.credit_file",
        f"after 1 {ACTIONS}.pay_out._file",
        f"after 1 {ACTIONS}.pay_out.post",
        f"after 1 {ACTIONS}.pay_out.audit.record",
        f"before 1 {ACTIONS}.follow_payout.write",
        f"after 1 {ACTIONS}.follow_payout.write",
        f"after 1 {ACTIONS}.follow_payout.advance",
        f"after 1 {ACTIONS}.follow_payout.mails.tell_holder",
    ],
)
def test_paying_out(till, point):
    campaign = open_campaign(minimum=50)
    give(till, campaign, 100)
    close_campaign(campaign_id=campaign.pk, at=timezone.now() + timedelta(days=31))
    campaign.refresh_from_db()
    a_complete_file(campaign)
    one, other = a_treasurer(), a_treasurer()
    payout = prepared(campaign, one)
    approve_payout(payout_id=payout.pk, by=other)
    before = balance(accounts.BANK)

    def act():
        for step in (
            lambda: export_payouts(by=other, at=timezone.now()),
            lambda: book_payout(payout_id=payout.pk, by=one, at=timezone.now()),
        ):
            try:
                step()
            except PayoutRefused:  # it was done before the process died
                continue

    assert dies(point, act)
    for _ in range(2):
        act()

    campaign.refresh_from_db()
    assert campaign.state == State.PAID
    assert balance(accounts.BANK) - before == euros("93.50")
    assert balance(accounts.TRANSIT_SEPA) == balance(payout.account) == ZERO
    assert PayoutFile.objects.filter(payouts__campaign=campaign).count() == 1
    assert Payout.objects.filter(campaign=campaign).count() == 1


@pytest.mark.parametrize(
    "point",
    [
        f"after 1 {ACTIONS}.explain_line.receive_line",
        f"after 1 {ACTIONS}.explain_line.decide",
        f"before 1 {ACTIONS}.explain_line.take",
        f"after 1 {ACTIONS}.explain_line.take",
        f"after 1 {ACTIONS}.explain_line.make_refund",
    ],
)
def test_matching_a_transfer(till, point):
    campaign, treasurer = open_campaign(), a_treasurer()
    payment = pledge(campaign, 50)
    line = arrives(payment, "60.00", treasurer)
    told = {"line_id": line.pk, "payment_id": payment.pk, "by": treasurer, "at": timezone.now()}
    before = balance(accounts.BANK)

    assert dies(point, lambda: match_line(**told))
    match_line(**told)

    assert raised(accounts.campaign(campaign.pk)) == euros(50)
    assert balance(accounts.refund_payable(accounts.campaign(campaign.pk))) == euros(10)
    assert before - balance(accounts.BANK) == euros(60)
