"""The school refuses a gift before it is paid out: all of it goes back to its donor.

Afterwards staff alone may, as an exception that two persons agree to: the structure then owes it.
"""

from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from campaigns.actions.advance import ReasonMissing, locked
from campaigns.actions.approve_settlement import start_settlement
from campaigns.actions.boost_campaign import BOOSTS_OVER, TAKES_BOOSTS
from campaigns.actions.guards import is_staff_of, require_post
from campaigns.actions.plan_settlement import keep_plan
from campaigns.domain import accounts
from campaigns.domain.boosts import is_over
from campaigns.domain.states import State
from campaigns.envelopes import books_of
from campaigns.models import (
    Campaign,
    Gift,
    Payout,
    PayoutState,
    PostKind,
    Settlement,
    SettlementKind,
)
from campaigns.models.gift_money import counted_of
from campaigns.models.posting import lock
from campaigns.terms import terms_of
from kernel.domain import DomainError
from kernel.money import Money
from tenants import alerts, audit

REFUSABLE = frozenset(
    {
        State.PUBLISHED,
        State.CLOSING,
        State.CLOSED_OPTIMUM,
        State.CLOSED_DEADLINE,
        State.SUCCEEDED,
    }
)
AFTER_PAYOUT = frozenset({State.PAYING_OUT, State.PAID, State.COMPLETED})
UNDER_MINIMUM = "campaigns.under-minimum"


class TooLateToRefuse(DomainError):
    """The money is on its way to the structure, or went back already."""


@transaction.atomic
def refuse_gift(*, gift_id: int, reason: str, by: User, at: datetime) -> Settlement:
    """Owe a gift back, whatever its donor chose for a failure; the reason stays private."""
    gift = Gift.objects.get(pk=gift_id)
    if gift.campaign_id is None:
        raise TooLateToRefuse(_("A gift to the fund belongs to no school."))
    campaign = locked(gift.campaign_id)
    is_staff = is_staff_of(campaign, by)
    if not is_staff:
        require_post(campaign, by, PostKind.HEAD)
    if not reason.strip():
        raise ReasonMissing
    code = accounts.campaign(campaign.pk)
    lock(code)
    is_exception = is_staff and campaign.state in AFTER_PAYOUT
    if not (is_exception or campaign.state in REFUSABLE) or not counted_of(code, gift.pk):
        raise TooLateToRefuse(_("This gift can no longer be refused."))
    require_nothing_leaves(campaign)
    if gift.refused_at is None:
        gift.refused_at = at
        gift.save(update_fields=["refused_at"])
        audit.record(action="gift.refused", actor=by, target=gift, detail={"reason": reason[:300]})
        _warn(campaign, gift, code)
    plan = keep_plan(
        campaign,
        SettlementKind.REFUSAL,
        gift=gift,
        reason=reason.strip()[:300],
        is_exception=is_exception,
    )
    return start_settlement(plan)


def require_nothing_leaves(campaign: Campaign) -> None:
    """A payout that is prepared has its amount already: it is dropped, or sent, before."""
    going = Payout.objects.filter(
        campaign=campaign, state__in=[PayoutState.DRAFT, PayoutState.APPROVED]
    )
    if going.exists():
        raise TooLateToRefuse(
            _("A payout of this campaign is prepared: the team has to drop it first.")
        )


def _warn(campaign: Campaign, gift: Gift, code: str) -> None:
    """A success that falls under its minimum: staff decide before anything is paid out."""
    left = lock(code).raised_cents - counted_of(code, gift.pk)[gift.pk].cents
    if campaign.state == State.SUCCEEDED and left < (campaign.minimum_cents or 0):
        message = _("A refused gift takes a campaign under its minimum: decide what becomes of it.")
        alerts.raise_alert(UNDER_MINIMUM, campaign.pk, message)
    books = books_of([campaign])[campaign.pk]
    if campaign.state in TAKES_BOOSTS and is_over(
        replace(books, raised=Money(left)), terms_of(campaign)
    ):
        message = _("A refused gift makes the boosts of a campaign too large: take one back.")
        alerts.raise_alert(BOOSTS_OVER, campaign.pk, message)
