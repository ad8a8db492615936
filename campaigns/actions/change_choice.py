"""A donor thinks again of what becomes of their gift if the goal is missed."""

from django.utils.translation import gettext_lazy as _

from campaigns.actions.start_gift import GiftRefused
from campaigns.domain.states import State
from campaigns.models import Gift, OnFailure

OPEN = frozenset({State.PUBLISHED, State.CLOSING})


def may_choose(gift: Gift) -> bool:
    """Say whether the end has not come; a gift to the fund has nothing to choose."""
    return gift.campaign is not None and gift.campaign.state in OPEN


def change_choice(*, gift: Gift, wanted: str) -> None:
    """Keep what they want now; or raise GiftRefused and change nothing."""
    if wanted not in OnFailure.values or not may_choose(gift):
        raise GiftRefused(_("This choice can no longer be changed."))
    gift.on_failure = wanted
    gift.save(update_fields=["on_failure"])
