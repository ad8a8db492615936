"""Staff give a project the label Courte Échelle, or take it back."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from campaigns.actions.advance import locked
from campaigns.actions.guards import require_staff
from campaigns.domain.states import PUBLIC, State
from campaigns.models import Campaign
from campaigns.search_documents import SOURCE
from search import registry
from tenants import audit


@transaction.atomic
def label_campaign(*, campaign_id: UUID, by: User, at: datetime, is_labelled: bool) -> Campaign:
    """Write the decision; lists show it at once."""
    del at  # the audit log has its own clock
    campaign = locked(campaign_id)
    require_staff(campaign, by)
    campaign.is_courte_echelle = is_labelled
    campaign.save(update_fields=["is_courte_echelle"])
    action = "campaign.labelled" if is_labelled else "campaign.label_removed"
    audit.record(action=action, actor=by, target=campaign)
    if State(campaign.state) in PUBLIC:
        registry.refresh(SOURCE, str(campaign.pk))
    return campaign
