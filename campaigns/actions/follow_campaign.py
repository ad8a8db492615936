"""Follow a campaign by mail: asked, confirmed by a link, left with one click."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from accounts import limits
from campaigns import follow_mails
from campaigns.models import Campaign, Follower
from kernel.domain import gettext_noop
from kernel.ratelimit import RateLimit
from kernel.signing import InvalidLink, unseal

VALID = timedelta(days=7)
# What strangers can have sent to one mailbox.
MAILS = RateLimit(
    name="campaigns.follow-mails",
    per_caller=limits.NO_LIMIT,
    per_target=5,
    window=timedelta(hours=1),
)


@transaction.atomic
def follow_campaign(*, campaign_id: UUID, email: str, language: str, at: datetime) -> Follower:
    """Remember the wish and send the link that confirms it.

    The answer is the same whether the address was known or not.
    """
    campaign = Campaign.objects.public().get(pk=campaign_id)
    address = email.strip().lower()
    wished = Follower(campaign=campaign, email=address, language=language)
    Follower.objects.bulk_create([wished], ignore_conflicts=True)
    follower = Follower.objects.get(campaign=campaign, email__iexact=address)
    is_active = follower.confirmed_at is not None and follower.left_at is None
    if not is_active and limits.is_allowed(lambda: limits.take_for(MAILS, address)):
        follow_mails.ask_to_confirm(campaign, follower, at)
    return follower


@transaction.atomic
def confirm_follower(*, token: str, at: datetime) -> Follower:
    """Begin to write; or raise InvalidLink."""
    key = unseal(follow_mails.PURPOSE, token, max_age=VALID)
    found = Follower.objects.select_for_update(of=("self",)).select_related("campaign")
    follower = found.filter(pk=key).first()
    if follower is None:
        raise InvalidLink(gettext_noop("This link leads nowhere any more."))
    if follower.confirmed_at is None or follower.left_at is not None:
        follower.confirmed_at, follower.left_at = at, None
        follower.save(update_fields=["confirmed_at", "left_at"])
    return follower


def leave_campaign(*, key: UUID, at: datetime) -> None:
    """Stop writing; harmless twice, and for a key that nobody has."""
    Follower.objects.filter(pk=key, left_at=None).update(left_at=at)
