"""A holder begins a project, or begins again from one of before."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from campaigns.actions.guards import MayNotHold, require_holder
from campaigns.models import Campaign, Proposal
from tenants import audit

# Dates, the charter and what staff decided belong to the project of before.
COPIED = (
    "holder_profession", "adult_name", "adult_email", "pitch", "pupils", "who_we_are",
    "the_project", "why_you", "budget", "rewards", "structure_kind", "structure_name",
    "structure_siret", "head_email", "manager_email",
)  # fmt: skip


@transaction.atomic
def start_project(*, by: User, at: datetime) -> Campaign:
    """Open an empty draft; raise MayNotHold for somebody who may not propose projects."""
    if not by.may_hold_projects:
        raise MayNotHold
    campaign = Campaign.objects.create(holder=by, state_changed_at=at)
    Proposal.objects.create(campaign=campaign)
    audit.record(action="campaign.start", actor=by, target=campaign)
    return campaign


@transaction.atomic
def duplicate_project(*, campaign_id: UUID, by: User, at: datetime) -> Campaign:
    """Open a draft with the words and figures of one of one's own projects, without its dates."""
    before = Campaign.objects.select_related("proposal").get(pk=campaign_id)
    require_holder(before, by)
    campaign = start_project(by=by, at=at)
    for name in ("title", "school", "theme", "format", "levels", "minimum_cents", "optimum_cents"):
        setattr(campaign, name, getattr(before, name))
    campaign.save()
    for name in COPIED:
        setattr(campaign.proposal, name, getattr(before.proposal, name))
    campaign.proposal.save()
    return campaign
