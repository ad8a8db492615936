"""Keep what a holder typed, field by field: a form left half-way is found again as it was."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from campaigns.actions.advance import locked
from campaigns.actions.guards import require_holder
from campaigns.domain.proposal import editable
from campaigns.models import Campaign, Proposal
from kernel.domain import DomainError, gettext_noop

ON_CAMPAIGN = frozenset(
    {"school", "title", "theme", "format", "levels", "minimum_cents", "optimum_cents"}
)


class Frozen(DomainError):
    """Staff have judged this: it changes no more."""

    def __init__(self, fields: list[str]) -> None:
        super().__init__(gettext_noop("This part was approved and no longer changes."))
        self.fields = fields


@transaction.atomic
def save_step(
    *, campaign_id: UUID, by: User, values: Mapping[str, object], at: datetime
) -> Campaign:
    """Write these fields, whatever else is missing; raise Frozen, and write none, if one is."""
    campaign = locked(campaign_id)
    require_holder(campaign, by)
    changed = [name for name in values if values[name] != value_of(campaign, name)]
    allowed = editable(campaign.state, changed)
    if frozen := [name for name in changed if name not in allowed]:
        raise Frozen(frozen)
    for name in changed:
        owner = campaign if name in ON_CAMPAIGN else campaign.proposal
        setattr(owner, name, values[name])
    campaign.proposal.saved_at = at
    campaign.save()
    campaign.proposal.save()
    return campaign


def value_of(campaign: Campaign, name: str) -> object:
    """Return a field of the form, on whichever table it lives."""
    return getattr(campaign if name in ON_CAMPAIGN else campaign.proposal, name)


def values_of(campaign: Campaign) -> dict[str, object]:
    """Return every field of the form."""
    proposal = [field.name for field in Proposal._meta.concrete_fields]
    return {name: value_of(campaign, name) for name in [*ON_CAMPAIGN, *proposal]}
