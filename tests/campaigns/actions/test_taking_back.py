"""A gift is refused, a campaign cancelled or failed after all: every cent is somewhere."""

import contextlib
from datetime import timedelta

import pytest
from django.utils import timezone

from campaigns.actions.advance import ReasonMissing
from campaigns.actions.cancel_campaign import cancel_campaign, fail_campaign
from campaigns.actions.close_campaign import close_campaign
from campaigns.actions.guards import NotYours
from campaigns.actions.refuse_gift import TooLateToRefuse, refuse_gift
from campaigns.domain import accounts
from campaigns.domain.states import Actor, State
from campaigns.models import (
    Campaign,
    PostKind,
    Refund,
)
from campaigns.models.checking import faults
from campaigns.models.posting import open_account
from kernel.money import ZERO, Money
from tenants.models import Alert
from tests.accounts.factories import UserFactory
from tests.campaigns.books import balance, euros, move, raised
from tests.campaigns.factories import post_of
from tests.campaigns.gifts import give, open_campaign, work

pytestmark = pytest.mark.django_db
LATER = timedelta(days=31)


@pytest.fixture(autouse=True)
def books_stay_right(till):
    yield
    assert list(faults()) == []


def code_of(campaign: Campaign) -> str:
    return accounts.campaign(campaign.pk)


def end(campaign: Campaign) -> Campaign:
    close_campaign(campaign_id=campaign.pk, at=timezone.now() + LATER)
    work()
    campaign.refresh_from_db()
    return campaign


def boost(campaign: Campaign, amount: Money, fund: str = "fund:patron:7") -> None:
    open_account(fund)
    move("endow", (accounts.BANK, fund, amount))
    move("topup", (fund, code_of(campaign), amount), campaign=code_of(campaign), source="boost:1")


def test_a_head_refuses_a_gift_while_the_collection_runs(till):
    campaign = open_campaign()
    gift = give(till, campaign, 40, on_failure="fund")
    give(till, campaign, 30)
    head = post_of(campaign, PostKind.HEAD)
    with pytest.raises(ReasonMissing):
        refuse_gift(gift_id=gift.pk, reason=" ", by=head, at=timezone.now())

    for _ in range(2):
        with contextlib.suppress(TooLateToRefuse):
            refuse_gift(gift_id=gift.pk, reason="Publicité", by=head, at=timezone.now())
        work()

    assert raised(code_of(campaign)) == euros(30)
    assert Refund.objects.get().amount_cents == 4000
    assert balance(accounts.SOLIDARITY) == ZERO


def test_nobody_else_refuses(till):
    gift = give(till, open_campaign(), 40)

    with pytest.raises(NotYours):
        refuse_gift(gift_id=gift.pk, reason="Non", by=UserFactory(), at=timezone.now())


def test_a_refusal_after_a_success_gives_back_part_of_the_commission(till, officer):
    campaign = open_campaign(minimum=50)
    gift = give(till, campaign, 60)
    give(till, campaign, 90)
    end(campaign)

    refuse_gift(gift_id=gift.pk, reason="Non", by=officer, at=timezone.now())
    work()

    assert balance(accounts.COMMISSION) == euros("5.85")  # 6.5 % of the 90 that are left
    assert balance(accounts.payable(code_of(campaign))) == euros("84.15")
    assert not Alert.objects.filter(kind="campaigns.under-minimum").exists()


def test_a_success_under_its_minimum_is_staffs_to_decide(till, officer):
    campaign = open_campaign(minimum=100)
    gift = give(till, campaign, 60)
    give(till, campaign, 50, on_failure="fund")
    boost(campaign, euros(40))
    end(campaign)
    refuse_gift(gift_id=gift.pk, reason="Non", by=officer, at=timezone.now())
    work()
    assert Alert.objects.filter(kind="campaigns.under-minimum").exists()

    fail_campaign(campaign_id=campaign.pk, by=officer, at=timezone.now())
    work()

    campaign.refresh_from_db()
    assert campaign.state == State.FAILED
    assert balance(accounts.payable(code_of(campaign))) == balance(accounts.COMMISSION) == ZERO
    assert balance(accounts.SOLIDARITY) == euros(50)
    assert balance("fund:patron:7") == euros(40)


@pytest.mark.parametrize("after_success", [False, True])
def test_a_cancellation_gives_everything_back(till, officer, after_success):
    campaign = open_campaign(minimum=50)
    give(till, campaign, 40)
    give(till, campaign, 33, on_failure="fund")
    if after_success:
        end(campaign)

    cancel_campaign(
        campaign_id=campaign.pk, actor=Actor.STAFF, by=officer, at=timezone.now(), reason="Annulé"
    )
    work()

    campaign.refresh_from_db()
    assert campaign.state == State.CANCELLED
    assert raised(code_of(campaign)) == ZERO
    assert balance(accounts.COMMISSION) == balance(accounts.payable(code_of(campaign))) == ZERO
    assert balance(accounts.SOLIDARITY) == euros(33)
    assert Refund.objects.get().amount_cents == 4000


def test_a_dispute_lost_after_a_success_is_taken_from_what_is_payable(till):
    campaign = open_campaign(minimum=50)
    gift = give(till, campaign, 60)
    give(till, campaign, 90)
    end(campaign)
    from campaigns.actions.follow_dispute import follow_dispute

    opened = till.bank.open_dispute(gift.payments.get().provider_payment)
    till.bank.end_dispute(opened["id"], won=False)
    follow_dispute(dispute_id=opened["id"], at=timezone.now())

    assert balance(accounts.payable(code_of(campaign))) == euros("84.15")
    assert balance(accounts.LOSS) == ZERO
