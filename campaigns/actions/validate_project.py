"""The last steps before gifts: page complete, the school’s word, four gates, publication."""

from datetime import date, datetime, time
from uuid import UUID

from django.db import transaction
from django.utils.text import slugify

from accounts.models import User
from campaigns import mails
from campaigns.actions.advance import advance, locked
from campaigns.actions.guards import require_holder, require_post, require_staff
from campaigns.actions.save_step import values_of
from campaigns.domain.gates import Gate, gates
from campaigns.domain.proposal import Incomplete, missing
from campaigns.domain.states import Actor, State
from campaigns.models import Attestation, Campaign, Post, PostKind
from campaigns.search_documents import SOURCE
from campaigns.terms import terms_at
from kernel.domain import DomainError, gettext_noop
from search import registry
from tenants import audit

LAST_MINUTE = time(23, 59)
ATTESTED_IN = frozenset({State.EDITING, State.AWAITING_VALIDATION})


class GateClosed(DomainError):
    def __init__(self, closed: list[Gate]) -> None:
        super().__init__(gettext_noop("A project is published when its four gates are open."))
        self.closed = closed


def gates_of(campaign: Campaign) -> tuple[Gate, ...]:
    """Read the four gates of a campaign."""
    managers = Post.objects.of(campaign).filter(kind=PostKind.MANAGER, activated_at__isnull=False)
    optimum = campaign.optimum_cents or 0
    return gates(
        team=campaign.accepted_at is not None,
        head=Attestation.objects.filter(campaign=campaign).exists(),
        structure=campaign.structure_id is not None and managers.exists(),
        budget=0 < optimum <= campaign.proposal.budget_cents,
    )


@transaction.atomic
def ask_validation(*, campaign_id: UUID, by: User, at: datetime) -> Campaign:
    """The holder says that the page is complete."""

    def guard(campaign: Campaign) -> None:
        require_holder(campaign, by)
        if gaps := missing(values_of(campaign)):
            raise Incomplete(gaps)

    campaign = advance(
        "ask_validation", campaign_id=campaign_id, actor=Actor.HOLDER, by=by, at=at, guard=guard
    )
    mails.tell_staff(campaign, "validation", at)
    mails.tell_posts(campaign, "validation", at)
    return campaign


@transaction.atomic
def reopen_editing(*, campaign_id: UUID, by: User, at: datetime, reason: str) -> Campaign:
    """Back to writing, because staff ask for it or the holder wants it."""
    is_holder = Campaign.objects.filter(pk=campaign_id, holder=by).exists()

    def guard(campaign: Campaign) -> None:
        if not is_holder:
            require_staff(campaign, by)

    campaign = advance(
        "reopen",
        campaign_id=campaign_id,
        actor=Actor.HOLDER if is_holder else Actor.STAFF,
        by=by,
        at=at,
        guard=guard,
        reason=reason,
    )
    mails.tell_holder(campaign, "reopened", at, reason=reason)
    return campaign


@transaction.atomic
def attest_project(*, campaign_id: UUID, by: User, at: datetime) -> Attestation:
    """The head says that the validations exist: as head, even where they hold the project too."""
    campaign = locked(campaign_id)
    post = require_post(campaign, by, PostKind.HEAD)
    if campaign.state not in ATTESTED_IN:
        raise DomainError(gettext_noop("This project waits for no attestation."))
    attestation, is_new = Attestation.objects.get_or_create(
        campaign=campaign, defaults={"post": post, "by": by, "at": at}
    )
    if is_new:
        audit.record(action="campaign.attested", actor=by, target=campaign)
        mails.tell_holder(campaign, "attested", at)
    return attestation


@transaction.atomic
def publish_campaign(*, campaign_id: UUID, by: User, at: datetime) -> Campaign:
    """Open the collection, when the four gates are open and its end lies ahead."""

    def guard(campaign: Campaign) -> None:
        require_staff(campaign, by)
        if closed := [gate for gate in gates_of(campaign) if not gate.is_open]:
            raise GateClosed(closed)
        campaign.opens_at, campaign.closes_at = at, end_of(campaign)
        if campaign.closes_at <= at:
            raise DomainError(gettext_noop("The collection’s last day is over: change its dates."))
        longest = terms_at(at).longest_days
        if (campaign.closes_at - at).days > longest:
            raise DomainError(
                gettext_noop("A collection lasts %(days)s days at most."), days=longest
            )
        campaign.slug = campaign.slug or slug_of(campaign)

    campaign = advance(
        "publish",
        campaign_id=campaign_id,
        actor=Actor.STAFF,
        by=by,
        at=at,
        guard=guard,
        published_at=at,
    )
    mails.tell_holder(campaign, "published", at)
    mails.tell_posts(campaign, "published", at)
    return campaign


@transaction.atomic
def extend_campaign(
    *, campaign_id: UUID, by: User, at: datetime, until: date, reason: str
) -> Campaign:
    """Staff move the last day, once, later, and before it is over."""
    campaign = locked(campaign_id)
    require_staff(campaign, by)
    before, after = campaign.closes_at, last_minute_of(campaign, until)
    refused = (
        campaign.state != State.PUBLISHED
        or campaign.extended_at is not None
        or before is None
        or not at < before < after
        or not reason.strip()
    )
    if refused:
        raise DomainError(
            gettext_noop("An open campaign is extended once, before its end, with a reason.")
        )
    campaign.closes_at, campaign.extended_at = after, at
    campaign.save(update_fields=["closes_at", "extended_at"])
    detail = {"from": str(before), "to": str(after), "reason": reason.strip()}
    audit.record(action="campaign.extended", actor=by, target=campaign, detail=detail)
    registry.refresh(SOURCE, str(campaign.pk))
    return campaign


def end_of(campaign: Campaign) -> datetime:
    """Return the last minute of the collection that the holder asked for."""
    if campaign.proposal.collect_until is None:
        raise Incomplete({"dates": ["collect_until"]})
    return last_minute_of(campaign, campaign.proposal.collect_until)


def last_minute_of(campaign: Campaign, day: date) -> datetime:
    """Return 23:59 of a day on the school's own clock."""
    if campaign.school is None:
        raise Incomplete({"ecole": ["school"]})
    return datetime.combine(day, LAST_MINUTE, tzinfo=campaign.school.department.time_zone)


def slug_of(campaign: Campaign) -> str:
    """Return the word of its address: the title, and a mark that tells equal titles apart."""
    return f"{slugify(campaign.title)[:90] or 'projet'}-{campaign.pk.hex[:8]}"
