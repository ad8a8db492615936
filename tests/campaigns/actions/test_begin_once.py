"""A request sent again begins one gift, and what is refused leaves no trace."""

from datetime import timedelta

import pytest
from django.utils import timezone

from campaigns.actions.begin_once import KEPT, OtherRequest, begin_once, begun, forget_requests
from campaigns.actions.start_gift import GiftRefused
from campaigns.models import Gift, GiftRequest
from tests.campaigns.gifts import begin_only, open_campaign

pytestmark = pytest.mark.usefixtures("national")


def a_gift(euros: int = 40):
    return begin_only(open_campaign(), euros)


def test_the_same_request_is_the_same_gift() -> None:
    first = begin_once(key="k", said="s", begin=a_gift())
    again = begin_once(key="k", said="s", begin=a_gift())

    assert first == again == begun(key="k", said="s")
    assert Gift.objects.count() == 1
    assert begun(key="other", said="s") is None


def test_the_same_key_for_something_else_is_refused() -> None:
    begin_once(key="k", said="s", begin=a_gift())

    with pytest.raises(OtherRequest):
        begin_once(key="k", said="other", begin=a_gift())
    with pytest.raises(OtherRequest):
        begun(key="k", said="other")


def test_a_refused_gift_may_be_asked_again_with_its_key() -> None:
    with pytest.raises(GiftRefused):
        begin_once(key="k", said="s", begin=a_gift(5000))

    assert not GiftRequest.objects.exists()
    assert begin_once(key="k", said="s", begin=a_gift()).gift.amount_cents == 4000


def test_old_requests_are_forgotten_and_their_gifts_stay() -> None:
    begin_once(key="k", said="s", begin=a_gift())

    assert forget_requests(at=timezone.now()) == 0
    assert forget_requests(at=timezone.now() + KEPT + timedelta(seconds=1)) == 1
    assert Gift.objects.count() == 1
