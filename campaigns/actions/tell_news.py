"""The holder tells what happens: on the page, and by mail to those who follow."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from campaigns import follow_mails
from campaigns.actions.advance import locked
from campaigns.actions.guards import require_holder
from campaigns.domain.states import PUBLIC, State
from campaigns.models import Campaign, Update, UpdateKind
from kernel.domain import DomainError, gettext_noop
from tenants import audit

# A report tells what was done with the money.
REPORTED = frozenset({State.SUCCEEDED, State.PAYING_OUT, State.PAID, State.COMPLETED})


@transaction.atomic
def publish_update(  # noqa: PLR0913  what is told, by whom, when
    *, campaign_id: UUID, by: User, at: datetime, title: str, text: str, kind: str = UpdateKind.NEWS
) -> Update:
    """Publish news and write to every follower; or raise the rule that is broken."""
    campaign = locked(campaign_id)
    require_holder(campaign, by)
    if State(campaign.state) not in PUBLIC:
        raise DomainError(gettext_noop("News can be told once the collection is open."))
    if kind == UpdateKind.REPORT and State(campaign.state) not in REPORTED:
        raise DomainError(gettext_noop("A report tells of a project whose collection succeeded."))
    if not title.strip() or not text.strip():
        raise DomainError(gettext_noop("News need a title and a few words."))
    update = Update.objects.create(
        campaign=campaign,
        kind=kind,
        title=title.strip()[:90],
        text=text.strip()[:4000],
        author=by,
        at=at,
    )
    audit.record(action="campaign.update", actor=by, target=campaign, detail={"title": title[:90]})
    follow_mails.tell_followers(campaign, update)
    return update


@transaction.atomic
def remove_update(*, update_id: UUID, by: User) -> Campaign:
    """Take news off the page: a child may have to be forgotten; what was mailed stays sent."""
    update = (
        Update.objects.select_for_update(of=("self",)).select_related("campaign").get(pk=update_id)
    )
    require_holder(update.campaign, by)
    detail = {"title": update.title}
    audit.record(action="campaign.update_removed", actor=by, target=update.campaign, detail=detail)
    update.delete()
    return update.campaign
