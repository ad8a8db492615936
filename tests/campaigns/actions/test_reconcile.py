"""The provider's account and ours agree to the cent; what does not is shown, never mended."""

from datetime import timedelta

import pytest
from django.utils import timezone

from campaigns.actions.reconcile import reconcile
from campaigns.domain import accounts
from campaigns.models import Entry, InboxEvent, ProviderLine
from campaigns.models.checking import faults
from tenants.models import Alert
from tests.campaigns.books import balance, euros, raised
from tests.campaigns.gifts import begin, give, open_campaign, work

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def books_stay_right(till):
    yield
    assert list(faults()) == []


def compare() -> int:
    count = reconcile(at=timezone.now())
    work()
    reconcile(at=timezone.now())  # what the first pass learnt is matched by the second
    return count


def open_alerts() -> set[str]:
    return set(Alert.objects.filter(resolved_at=None).values_list("kind", flat=True)) & {
        "campaigns.reconciliation-gap", "campaigns.reconciliation-unknown",
    }  # fmt: skip


def test_gifts_fees_refunds_and_disputes_agree(till):
    campaign = open_campaign()
    gift, other = give(till, campaign, 40), give(till, campaign, 30)
    opened = till.bank.open_dispute(gift.payments.get().provider_payment)
    till.provider.refund(
        key="x",
        payment_id=other.payments.get().provider_payment,
        amount=euros(30),
        reference="by hand",
    )
    assert compare() == 4
    till.bank.end_dispute(opened["id"], won=True)
    compare()

    assert not open_alerts()
    assert ProviderLine.objects.filter(matched=False).count() == 0
    # 1.5 % and 25 cents for each of the two payments.
    assert balance(accounts.PSP_FEES) == -euros("1.55")
    assert balance(accounts.DISPUTE_FEES).cents == 0


def test_a_second_night_writes_nothing_more(till):
    give(till, open_campaign(), 40)
    compare()
    count = Entry.objects.count()

    compare()

    assert Entry.objects.count() == count


def test_what_was_paid_and_never_told_is_found(till):
    campaign = open_campaign()
    payment = begin(campaign, 40)
    till.bank.pay(payment.checkout)

    compare()

    assert InboxEvent.objects.exists()
    assert raised(accounts.campaign(campaign.pk)) == euros(40)
    assert not open_alerts()


def test_a_line_that_nobody_knows_is_shown(till):
    till.bank._transaction("charge", 1234, 10, "ch_of_somebody")

    compare()

    assert open_alerts() == {"campaigns.reconciliation-gap", "campaigns.reconciliation-unknown"}
    assert ProviderLine.objects.get().happened_at < timezone.now() + timedelta(minutes=1)
