"""The holder offers a project to a colleague, who takes it by the link they were sent."""

from datetime import datetime, timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from accounts.models import User
from campaigns import mails
from campaigns.actions.advance import ReasonMissing, locked
from campaigns.actions.guards import require_holder
from campaigns.actions.hand_over_project import hand_over_project
from campaigns.domain.states import FINAL
from campaigns.models import Campaign
from kernel.domain import DomainError, gettext_noop
from kernel.signing import InvalidLink, seal, unseal
from tenants import audit

PURPOSE = "campaigns.offer"
VALID = timedelta(days=14)


@transaction.atomic
def offer_project(
    *, campaign_id: UUID, email: str, by: User, at: datetime, reason: str
) -> Campaign:
    """Write to the colleague; whether the address has an account shows nowhere."""
    campaign = locked(campaign_id)
    require_holder(campaign, by)
    try:
        validate_email(email)
    except ValidationError as error:
        raise DomainError(gettext_noop("This is not an e-mail address.")) from error
    if not reason.strip():
        raise ReasonMissing
    if campaign.state in FINAL:
        raise DomainError(gettext_noop("This project is over: nothing is left to hand over."))
    token = seal(PURPOSE, [str(campaign.pk), by.pk, reason.strip()[:300]])
    mails.offer(campaign, email, token, at, reason=reason.strip())
    audit.record(action="campaign.offered", actor=by, target=campaign)
    return campaign


def find_offer(token: str) -> tuple[Campaign, str]:
    """Return what a link offers, and why; raise InvalidLink when its holder no longer has it."""
    key, holder, reason = unseal(PURPOSE, token, max_age=VALID)
    rows = Campaign.objects.select_related("holder", "school")
    campaign = rows.filter(pk=key, holder=holder).exclude(state__in=FINAL).first()
    if campaign is None:
        raise InvalidLink(gettext_noop("This link leads nowhere any more."))
    return campaign, reason


@transaction.atomic
def take_project(*, token: str, by: User, at: datetime) -> Campaign:
    """Become the holder, in the former holder's name; raise MayNotHold for who may not be one."""
    campaign, reason = find_offer(token)
    return hand_over_project(
        campaign_id=campaign.pk, to=by, by=campaign.holder, at=at, reason=reason
    )
