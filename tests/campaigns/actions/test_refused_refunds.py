"""A refund that the provider refuses: asked less and less often, and an alert that ends."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from campaigns.actions.sweep import EVERY, sweep
from campaigns.domain.payments import RefundState
from campaigns.models import Refund
from tenants.models import Alert
from tests.campaigns.actions.test_lost_answers import part_owed_back
from tests.campaigns.actions.test_recall_payment import by_hand
from tests.campaigns.books import euros

pytestmark = pytest.mark.django_db
said = Alert.objects.open().filter(kind="campaigns.refund-refused")


def refused(till) -> tuple[Refund, str]:
    """A refund of a payment that its bank contests, and the number of that dispute."""
    refund = part_owed_back(till)
    return refund, till.bank.open_dispute(refund.payment.provider_payment)["id"]


def times_asked(first: datetime, runs: int) -> int:
    before = sum(said.all().values_list("count", flat=True))
    for run in range(runs):
        sweep(at=first + run * EVERY)
    return said.get().count - before


def test_a_refund_that_is_refused_is_asked_for_less_and_less_often(till):
    refused(till)
    now = timezone.now()

    assert times_asked(now + timedelta(minutes=6), 3) == 3
    assert times_asked(now + timedelta(hours=3), 12) == 4
    assert times_asked(now + timedelta(days=3), 12) == 1


def test_the_alert_ends_once_the_refund_left(till):
    refund, dispute = refused(till)
    later = timezone.now() + timedelta(minutes=6)
    sweep(at=later)
    assert said.get().key == str(refund.pk)

    till.bank.end_dispute(dispute, won=True)
    sweep(at=later + EVERY)

    refund.refresh_from_db()
    assert refund.state == RefundState.SUCCEEDED
    assert not said.exists()


def test_the_alert_ends_once_the_refund_is_due_no_more(till):
    refund, dispute = refused(till)
    later = timezone.now() + timedelta(minutes=6)
    sweep(at=later)
    till.bank.end_dispute(dispute, won=True)

    by_hand(till, refund.payment, euros(20))
    sweep(at=later + EVERY)

    refund.refresh_from_db()
    assert refund.state == RefundState.DROPPED
    assert not said.exists()
