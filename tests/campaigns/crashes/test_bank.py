"""kill -9 between the steps of paying out and of matching a transfer: resumed, nothing is lost."""

from datetime import timedelta

import pytest
from django.utils import timezone

from campaigns.actions.close_campaign import close_campaign
from campaigns.actions.explain_line import match_line
from campaigns.actions.follow_payout import book_payout
from campaigns.actions.pay_out import PayoutRefused, approve_payout, export_payouts
from campaigns.domain import accounts
from campaigns.domain.states import State
from campaigns.models import Payout, PayoutFile
from kernel.money import ZERO
from tests.campaigns.actions.test_pay_out import a_complete_file, prepared
from tests.campaigns.bank import arrives, pledge
from tests.campaigns.books import balance, euros, raised
from tests.campaigns.conftest import a_treasurer
from tests.campaigns.crashes.dying import ACTIONS, dies
from tests.campaigns.gifts import give, open_campaign


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
