"""What may be given at this moment, so that a form elsewhere asks for nothing it would refuse."""

from typing import Any

from django.utils import timezone

from campaigns.actions.start_gift import room_of, transfer_limit
from campaigns.forms.giving import earmarks, presets_of
from campaigns.models import Campaign
from campaigns.terms import terms_of
from campaigns.views.giving import is_open


def terms_out(campaign: Campaign | None) -> dict[str, Any]:
    terms = terms_of(campaign)
    room = room_of(campaign) if campaign else None
    may_give = campaign is None or is_open(campaign)
    least = terms.least_gift if room is None else min(terms.least_gift, room)
    return {
        "is_open": may_give,
        "least_cents": least.cents,
        "most_cents": min(terms.largest_gift, room or terms.largest_gift).cents,
        "left_cents": None if room is None else room.cents,
        "presets_cents": [one.cents for one in presets_of(campaign)] if may_give else [],
        "transfer_until": transfer_limit(campaign, timezone.now()) if may_give else None,
        "earmarks": _choices() if campaign is None else [],
        "rewards": [
            {"label": reward["label"], "from_cents": reward.get("cents", 0)}
            for reward in (campaign.proposal.rewards if campaign else ())
        ],
    }


def _choices() -> list[dict[str, str]]:
    """The groups of the form, one after the other."""
    found: list[dict[str, str]] = []
    for value, label in earmarks():
        options = label if isinstance(label, list) else [(value, label)]
        found += [{"value": key, "label": str(words)} for key, words in options]
    return found
