"""The catalogue's card follows the money: every action that changes it says so by its end."""

from datetime import timedelta

import pytest
from django.utils import timezone

from campaigns.actions.cancel_campaign import cancel_campaign
from campaigns.actions.close_campaign import close_campaign
from campaigns.actions.follow_dispute import follow_dispute
from campaigns.actions.follow_refund import follow_refund
from campaigns.actions.refuse_gift import refuse_gift
from campaigns.domain.states import Actor
from campaigns.search_documents import SOURCE
from search.catalogue import Entry
from tests.campaigns.gifts import give, open_campaign, work

pytestmark = pytest.mark.django_db


def refuse(till, campaign, gift, officer):
    refuse_gift(gift_id=gift.pk, reason="Non", by=officer, at=timezone.now())
    work()


def refund_elsewhere(till, campaign, gift, officer):
    payment = gift.payments.get()
    found = till.provider.refund(
        key="x", payment_id=payment.provider_payment, amount=gift.amount, reference="by hand"
    )
    follow_refund(found=found, at=timezone.now())


def lose_a_dispute(till, campaign, gift, officer):
    opened = till.bank.open_dispute(gift.payments.get().provider_payment)
    till.bank.end_dispute(opened["id"], won=False)
    follow_dispute(dispute_id=opened["id"], at=timezone.now())


def fill(till, campaign, gift, officer):
    give(till, campaign, 110)
    work()


def end(till, campaign, gift, officer):
    close_campaign(campaign_id=campaign.pk, at=timezone.now() + timedelta(days=31))


def cancel(till, campaign, gift, officer):
    now = timezone.now()
    cancel_campaign(campaign_id=campaign.pk, actor=Actor.STAFF, by=officer, at=now, reason="Annulé")


def card(campaign):
    """What lists show: state and amount raised; None once it has left them."""
    entry = Entry.objects.filter(source=SOURCE, key=str(campaign.pk)).first()
    return entry and (entry.state, entry.figures["raised_cents"])


@pytest.mark.parametrize(
    ("act", "shown"),
    [
        (refuse, ("open", 5000)),
        (refund_elsewhere, ("open", 5000)),
        (lose_a_dispute, ("open", 5000)),
        (fill, ("succeeded", 20_000)),
        (end, None),
        (cancel, None),
    ],
)
def test_the_card_follows_the_money(till, officer, act, shown):
    campaign = open_campaign()
    give(till, campaign, 50)
    gift = give(till, campaign, 40)
    assert card(campaign) == ("open", 9000)

    act(till, campaign, gift, officer)

    assert card(campaign) == shown
