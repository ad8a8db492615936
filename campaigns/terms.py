"""Which rules of money apply: those of the day when the campaign was published."""

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from campaigns.domain import accounts
from campaigns.domain.policy import Terms, defaults
from campaigns.models import Campaign, Policy


def terms_at(moment: datetime) -> Terms:
    found = Policy.objects.in_force(moment).first()
    return found.terms if found else defaults()


def terms_of(campaign: Campaign | None) -> Terms:
    """Return the rules of a campaign; of today for one that is not published, or for the fund."""
    published = campaign.published_at if campaign else None
    return terms_at(published or timezone.now())


def terms_of_account(code: str) -> Terms:
    """Return the rules of the campaign that an account of the ledger belongs to."""
    try:
        key = UUID(code.removeprefix(accounts.campaign("")))
    except ValueError:
        return terms_of(None)
    return terms_of(Campaign.objects.filter(pk=key).first())
