"""What becomes of a gift if the goal is missed: changed until the end, and no longer."""

import pytest

from campaigns.actions.change_choice import change_choice, may_choose
from campaigns.actions.start_gift import GiftRefused
from campaigns.domain.states import State
from campaigns.models import Gift, OnFailure
from tests.campaigns.gifts import begin, open_campaign

pytestmark = pytest.mark.usefixtures("till")


def test_it_changes_while_the_collection_is_open() -> None:
    gift = begin(open_campaign(), 40).gift

    change_choice(gift=gift, wanted=OnFailure.FUND)

    assert Gift.objects.get().on_failure == OnFailure.FUND


@pytest.mark.parametrize("wanted", ["", "both", "fund"])
def test_after_the_end_or_for_no_known_choice_nothing_changes(wanted: str) -> None:
    gift = begin(open_campaign(), 40).gift
    if wanted == "fund":
        gift.campaign.state = State.SUCCEEDED

    with pytest.raises(GiftRefused):
        change_choice(gift=gift, wanted=wanted)

    assert Gift.objects.get().on_failure == OnFailure.REFUND


def test_a_gift_to_the_fund_has_nothing_to_choose() -> None:
    assert not may_choose(begin(None, 40).gift)
